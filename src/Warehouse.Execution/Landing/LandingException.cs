using Warehouse.Model.Diagnostics;

namespace Warehouse.Execution.Landing;

/// <summary>A file that is refused as a whole: it does not hold what its format or the model says.</summary>
public sealed class LandingException(DiagnosticRule rule, string message, string? help) : Exception(message)
{
    public DiagnosticRule Rule { get; } = rule;

    public string? Help { get; } = help;
}
