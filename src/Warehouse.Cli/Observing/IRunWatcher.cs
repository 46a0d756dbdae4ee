using Warehouse.Execution.Runs;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Observing;

/// <summary>Somebody outside who is told of a run. Whatever goes wrong with that is a warning, and never the run's.</summary>
internal interface IRunWatcher : IDisposable
{
    /// <summary>Is told one event after the other, and keeps none of them waiting.</summary>
    void Report(LoadEvent value);

    /// <summary>Hands over what is left, and says what could not be delivered; null: all was.</summary>
    /// <param name="end">How the run has ended.</param>
    /// <param name="patience">Cancelled when the command waits no longer.</param>
    Task<Diagnostic?> FinishAsync(RunEnd end, CancellationToken patience);
}
