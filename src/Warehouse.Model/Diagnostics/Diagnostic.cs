namespace Warehouse.Model.Diagnostics;

/// <summary>A problem in what the user wrote: which rule, where, what is wrong and what to do.</summary>
public sealed record Diagnostic(DiagnosticRule Rule, SourceSpan Span, string Message, string? Help)
{
    public string Code => Rule.Code;

    public bool IsError => Rule.Severity == Severity.Error;
}
