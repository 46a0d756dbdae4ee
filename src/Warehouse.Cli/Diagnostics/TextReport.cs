using System.Text;
using Warehouse.Cli.Rendering;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Diagnostics;

/// <summary>Problems as people read them: what is wrong, the line it stands in, and what to do.</summary>
public static class TextReport
{
    private const string Bold = "1";
    private const string Red = "1;31";
    private const string Yellow = "1;33";
    private const string Cyan = "36";

    /// <summary>Every problem, and a closing line that counts them; each line ends in LF.</summary>
    /// <param name="colour">With the escape sequences of a terminal (ECMA-48 SGR).</param>
    public static string Write(DiagnosticReport report, bool colour = false)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in report.Diagnostics)
            text.Append(Write(report, diagnostic, colour)).Append('\n');

        return text.Append(Count(report)).Append('\n').ToString();
    }

    /// <summary>One problem, without the closing line.</summary>
    public static string Write(DiagnosticReport report, Diagnostic diagnostic, bool colour = false)
    {
        var accent = diagnostic.IsError ? Red : Yellow;
        var text = new StringBuilder()
            .Append(Paint($"{Severities.Word(diagnostic)} {diagnostic.Code}", accent, colour))
            .Append(Paint($" ({diagnostic.Rule.Name}): {Printable.Escape(diagnostic.Message)}", Bold, colour))
            .Append('\n');
        if (!diagnostic.Span.IsNone)
            AppendPlace(text, report, diagnostic.Span, accent, colour);
        if (diagnostic.Help is { } help)
            text.Append("  ").Append(Paint("help:", Cyan, colour)).Append(' ').Append(Printable.Escape(help)).Append('\n');

        return text.ToString();
    }

    /// <summary><c>3 errors, 1 warning</c>.</summary>
    public static string Count(DiagnosticReport report)
    {
        var counts = new[] { Count(report.Errors, "error"), Count(report.Warnings, "warning") }.Where(c => c is not null).ToList();
        return counts.Count == 0 ? "no problems" : string.Join(", ", counts);
    }

    private static string? Count(int count, string thing) => count == 0 ? null : Counted.Of(count, thing);

    private static void AppendPlace(StringBuilder text, DiagnosticReport report, SourceSpan place, string accent, bool colour)
    {
        text.Append("  ").Append(Printable.Escape(report.PathOf(place))).Append($":{place.Line}:{place.Column}").Append('\n');
        if (report.LineAt(place) is not { } line || string.IsNullOrWhiteSpace(line))
            return;

        var excerpt = Excerpt.Of(line, place.Column, place.Length);
        text.Append(Excerpt.Indent).Append(excerpt.Line).Append('\n');
        text.Append(Excerpt.Indent).Append(excerpt.Blank).Append(Paint(excerpt.Caret, accent, colour)).Append('\n');
    }

    private static string Paint(string text, string sgr, bool colour) => colour ? $"\u001b[{sgr}m{text}\u001b[0m" : text;
}
