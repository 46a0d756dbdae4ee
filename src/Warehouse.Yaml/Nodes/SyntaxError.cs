using Warehouse.Model.Diagnostics;
using YamlDotNet.Core;

namespace Warehouse.Yaml.Nodes;

/// <summary>A YAML syntax error in words that say what to do, for the slips that people make most.</summary>
internal static class SyntaxError
{
    public static Diagnostic Explain(YamlException error, ModelFile file)
    {
        var number = Math.Max(1, (int)error.Start.Line);
        var text = file.Line(number) ?? "";
        var place = new SourceSpan(file.Path, number, Math.Max(1, (int)error.Start.Column));
        if (TabbedLine(file, number) is { } tabbed)
        {
            var tab = file.Line(tabbed)!.IndexOf('\t', StringComparison.Ordinal);
            return ReadingRules.TabIndentation.At(
                new SourceSpan(file.Path, tabbed, tab + 1),
                "this line is indented with a tab, which YAML does not allow",
                "indent with spaces");
        }

        return ReadingRules.YamlSyntax.At(place, $"the file is not valid YAML: {Sentence(error.Message)}", HelpFor(text));
    }

    private static string HelpFor(string line) => line switch
    {
        _ when line.Contains("${", StringComparison.Ordinal) => "quote the reference: \"${env.NAME}\"",
        _ when line.Contains('%', StringComparison.Ordinal) || line.Contains('@', StringComparison.Ordinal) => "quote a value that begins with `%` or `@`",
        _ => "mend this line, or the one before it: quotes, brackets and indentation must match, and `: ` in a value needs quotes",
    };

    /// <summary>The parser may stumble over a tab a line later.</summary>
    private static int? TabbedLine(ModelFile file, int number)
    {
        foreach (var candidate in new[] { number, number - 1 })
        {
            if (file.Line(candidate) is { } line && line.AsSpan(0, line.Length - line.AsSpan().TrimStart(" \t").Length).Contains('\t'))
            {
                return candidate;
            }
        }

        return null;
    }

    private static string Sentence(string message)
    {
        var text = message.Trim().TrimEnd('.');
        return text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }
}
