using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Diagnostics;

/// <summary>The word for how bad a problem is, the same in text, JSON and SARIF.</summary>
internal static class Severities
{
    public static string Word(Diagnostic diagnostic) => Word(diagnostic.Rule.Severity);

    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => throw new NotSupportedException($"No word for {severity}."),
    };
}
