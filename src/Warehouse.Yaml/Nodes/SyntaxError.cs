using Warehouse.Model.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Warehouse.Yaml.Nodes;

/// <summary>A YAML syntax error in words that say what to do, for the slips that people make most.</summary>
internal static class SyntaxError
{
    public static Diagnostic Explain(YamlException error, ModelFile file)
    {
        var number = Math.Max(1, (int)error.Start.Line);
        var text = file.Line(number) ?? "";
        var place = new SourceSpan(file.Path, number, Math.Max(1, (int)error.Start.Column));
        if (TabbedLine(file, number, error.Message) is { } tabbed)
        {
            var tab = file.Line(tabbed)!.IndexOf('\t', StringComparison.Ordinal);
            return ReadingRules.TabIndentation.At(
                new SourceSpan(file.Path, tabbed, tab + 1),
                "this line is indented with a tab, which YAML does not allow",
                "indent with spaces");
        }

        return ReadingRules.YamlSyntax.At(place, $"the file is not valid YAML: {Sentence(error.Message)}", HelpFor(text));
    }

    /// <summary>Brackets that are open where the text goes on at the margin.</summary>
    public static Diagnostic Unclosed(ParsingEvent? opening, ModelFile file)
    {
        var place = opening is null
            ? new SourceSpan(file.Path, 1, 1)
            : new SourceSpan(file.Path, (int)opening.Start.Line, (int)opening.Start.Column);
        return ReadingRules.YamlSyntax.At(
            place,
            "the file is not valid YAML: the bracket that opens here is not closed before the text goes on at the margin",
            "close the bracket, or indent what stands in it");
    }

    private static string HelpFor(string line) => line switch
    {
        _ when line.Contains("${", StringComparison.Ordinal) => "quote the reference: \"${env.NAME}\"",
        _ when line.AsSpan().ContainsAny('%', '@', '`') => "quote a value that begins with `%`, `@` or a backtick",
        _ => "mend this line, or the one before it: quotes, brackets and indentation must match, and `: ` in a value needs quotes",
    };

    /// <summary>The parser may stumble over a tab a line later, or tell of it without its place.</summary>
    private static int? TabbedLine(ModelFile file, int number, string message)
    {
        var candidates = message.Contains("tab", StringComparison.Ordinal) && number == 1
            ? Enumerable.Range(1, file.Text.Count(c => c == '\n') + 1)
            : [number, number - 1];
        return candidates.Cast<int?>().FirstOrDefault(line => IsTabbed(file.Line(line!.Value)));
    }

    private static bool IsTabbed(string? line) =>
        line is not null && line.AsSpan(0, line.Length - line.AsSpan().TrimStart(" \t").Length).Contains('\t');

    private static string Sentence(string message)
    {
        var text = message.Trim().TrimEnd('.');
        return text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }
}
