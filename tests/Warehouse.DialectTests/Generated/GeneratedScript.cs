using System.Collections.Immutable;

namespace Warehouse.DialectTests.Generated;

/// <summary>One generated file: its text, and its statements in order.</summary>
internal sealed record GeneratedScript(string File, string Text, ImmutableArray<GeneratedStatement> Statements)
{
    /// <summary>What each commented section is for, in order; a section may be several statements of one dialect and one of another.</summary>
    public IReadOnlyList<string> Purposes => [.. Statements.Select(s => s.Purpose).Where(p => p.Length > 0).Aggregate(
        ImmutableList<string>.Empty, (all, next) => all.Count > 0 && all[^1] == next ? all : all.Add(next))];

    /// <param name="escapes">Whether a backslash escapes in the engine's texts.</param>
    public static GeneratedScript Read(string file, string text, bool escapes)
    {
        var statements = ImmutableArray.CreateBuilder<GeneratedStatement>();
        var purpose = "";
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '\n')
            {
                // An empty line ends a section, and its purpose with it.
                purpose = "";
                at++;
            }
            else if (Starts(text, at, "--") || text[at] == '\\')
            {
                var end = EndOfLine(text, at);
                purpose = text[at] == '\\' ? "" : text[at..end].TrimStart('-', ' ');
                at = Math.Min(end + 1, text.Length);
            }
            else
            {
                var end = EndOfStatement(text, at, escapes);
                // What T-SQL declares stands below advice, not below a purpose.
                statements.Add(new GeneratedStatement(file, Starts(text, at, "DECLARE @") ? "" : purpose, text[at..end]));
                at = Math.Min(EndOfLine(text, end) + 1, text.Length);
            }
        }

        return new(file, text, statements.ToImmutable());
    }

    // Up to the semicolon that ends the line and the statement: not one in a text, a comment, a dollar-quoted body or a scripting block.
    private static int EndOfStatement(string text, int start, bool escapes)
    {
        if (Starts(text, start, "DECLARE\n"))
            return text.IndexOf("\nEND;", start, StringComparison.Ordinal) is var end and > 0 ? end + "\nEND".Length : throw new FormatException(text[start..]);
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] is '\'' or '"' or '`')
                at = EndOfQuoted(text, at, escapes);
            else if (Starts(text, at, "$$"))
                at = text.IndexOf("$$", at + 2, StringComparison.Ordinal) + 1;
            else if (Starts(text, at, "--"))
                at = EndOfLine(text, at);
            else if (text[at] == ';')
                return at;
        }

        throw new FormatException($"This statement does not end:\n{text[start..]}");
    }

    // A doubled quote ends one text and begins the next.
    private static int EndOfQuoted(string text, int start, bool escapes)
    {
        for (var at = start + 1; at < text.Length; at++)
        {
            if (escapes && text[at] == '\\')
                at++;
            else if (text[at] == text[start])
                return at;
        }

        throw new FormatException($"This text does not end:\n{text[start..]}");
    }

    private static int EndOfLine(string text, int at) => text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;

    private static bool Starts(string text, int at, string part) => string.CompareOrdinal(text, at, part, 0, part.Length) == 0;
}

/// <summary>One statement of a generated file, without its semicolon.</summary>
/// <param name="Purpose">The comment above it; empty where it has none.</param>
internal sealed record GeneratedStatement(string File, string Purpose, string Sql)
{
    public override string ToString() => $"{File}: {Purpose}";
}
