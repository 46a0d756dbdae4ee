using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Observing;

/// <summary>Somebody cannot be told of the run as it is set down: the run goes on without.</summary>
internal sealed class UnusableException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    public Diagnostic Diagnostic => diagnostic;
}
