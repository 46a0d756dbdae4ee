using System.Collections.Immutable;

namespace Warehouse.Model.Star;

/// <summary>
/// A path with wildcards, as shells have them: <c>*</c> and <c>?</c> within a name, <c>[a-z]</c> and <c>[!a-z]</c> for one character, <c>{a,b}</c> for
/// alternatives, and <c>**</c> as a whole part of the path for any number of folders.
/// </summary>
/// <remarks>As in shells, a wildcard at the beginning of a name does not stand for a dot: what is hidden is named to be meant.</remarks>
public sealed class FilePattern
{
    internal const string AnyFolders = "**";
    private const int MostAlternatives = 1000;

    private FilePattern(ImmutableArray<ImmutableArray<FilePatternPart>> alternatives) => Alternatives = alternatives;

    /// <summary>Paths without <c>{a,b}</c>, each as its parts: a file that matches one of them matches.</summary>
    public ImmutableArray<ImmutableArray<FilePatternPart>> Alternatives { get; }

    /// <summary>The pattern, or why it is none.</summary>
    public static (FilePattern? Pattern, string? Problem) Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var paths = new List<string>();
        if (Expand("", text, paths) is { } problem)
            return (null, problem);
        var alternatives = ImmutableArray.CreateBuilder<ImmutableArray<FilePatternPart>>(paths.Count);
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
        {
            var parts = path.Split('/').Where(p => p is not ("" or ".")).ToList();
            if (parts.FirstOrDefault(p => p.Contains(AnyFolders, StringComparison.Ordinal) && p != AnyFolders) is { } mixed)
                return (null, $"`{mixed}` has `**` beside other characters, and it stands for whole folders");
            if (parts is [.., AnyFolders] or [])
                return (null, "it ends without a file's name");
            if (parts.Select(BracketProblem).FirstOrDefault(p => p is not null) is { } bracket)
                return (null, bracket);
            alternatives.Add([.. parts.Select(p => new FilePatternPart(p))]);
        }

        return (new(alternatives.ToImmutable()), null);
    }

    /// <summary>Without braces: the first pair's alternatives, each with the rest behind it.</summary>
    private static string? Expand(string before, string text, List<string> paths)
    {
        var open = text.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            paths.Add(before + text);
            if (text.Contains('}', StringComparison.Ordinal))
                return "it closes a `}` that is not open";
            return paths.Count > MostAlternatives ? $"its braces stand for more than {MostAlternatives} paths" : null;
        }

        if (text[..open].Contains('}', StringComparison.Ordinal))
            return "it closes a `}` that is not open";
        var (depth, begin, close) = (0, open + 1, -1);
        var choices = new List<string>();
        for (var i = open; i < text.Length && close < 0; i++)
        {
            depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                close = i;
            if (depth == 0 || (depth == 1 && text[i] == ','))
            {
                choices.Add(text[begin..i]);
                begin = i + 1;
            }
        }

        if (close < 0)
            return "it opens a `{` and does not close it";
        return choices.Select(choice => Expand(before + text[..open], choice + text[(close + 1)..], paths)).FirstOrDefault(p => p is not null);
    }

    private static string? BracketProblem(string part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] != '[')
                continue;
            i = FilePatternPart.ClosingBracket(part, i);
            if (i < 0)
                return "it opens a `[` and does not close it; a `[` itself is `[[]`";
        }

        return null;
    }
}
