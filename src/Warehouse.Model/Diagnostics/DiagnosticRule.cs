namespace Warehouse.Model.Diagnostics;

/// <summary>The identity of one kind of problem: a code that is never reused and a name that people can say.</summary>
/// <param name="Code">WH1xxx reading, WH2 model, WH3 planning, WH4 dialect, WH5 running, WH6 checks.</param>
/// <param name="Name">kebab-case, such as <c>history-without-time</c>.</param>
public sealed record DiagnosticRule(string Code, string Name, Severity Severity = Severity.Error)
{
    /// <summary>One occurrence of the problem.</summary>
    /// <param name="message">What is wrong, naming the thing in backticks.</param>
    /// <param name="help">An order: what to do.</param>
    public Diagnostic At(SourceSpan span, string message, string? help = null) => new(this, span, message, help);
}
