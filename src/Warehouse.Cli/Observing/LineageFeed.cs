using System.Globalization;
using System.Threading.Channels;
using Warehouse.Cli.Hosting;
using Warehouse.Execution.Lineage;
using Warehouse.Execution.Runs;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Observing;

/// <summary>Sends an OpenLineage event when a batch begins and when it ends, beside the run; after the first that is not taken it stops.</summary>
internal sealed class LineageFeed : IRunWatcher
{
    private readonly LineageEvents _events;
    private readonly ILineageDestination _destination;
    private readonly Channel<LoadEvent> _queue = Channel.CreateUnbounded<LoadEvent>(new() { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sending;
    private int _told;
    private int _sent;
    private string? _problem;

    public LineageFeed(LineageEvents events, ILineageDestination destination)
    {
        (_events, _destination) = (events, destination);
        _sending = Task.Run(SendAsync);
    }

    public void Report(LoadEvent value)
    {
        if (value is not (LoadEvent.BatchStarted or LoadEvent.BatchFinished))
            return;
        _told++;
        _queue.Writer.TryWrite(value);
    }

    public async Task<Diagnostic?> FinishAsync(RunEnd end, CancellationToken patience)
    {
        _queue.Writer.TryComplete();
        try
        {
            await _sending.WaitAsync(patience).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _problem ??= "there was no time for them";
        }

        return _problem is null ? null : CliRules.LineageNotDelivered.At(
            SourceSpan.None,
            string.Create(CultureInfo.InvariantCulture, $"{_told - _sent} of {_told} lineage events were not delivered: {_problem}"),
            "see to where `observe.lineage` or OPENLINEAGE_URL says that they go");
    }

    public void Dispose()
    {
        _stop.Cancel();
        _destination.Dispose();
        _stop.Dispose();
    }

    private async Task SendAsync()
    {
        await foreach (var value in _queue.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
        {
            _problem ??= await _destination.SendAsync(_events.Of(value)!, _stop.Token).ConfigureAwait(false);
            if (_problem is null)
                _sent++;
        }
    }
}
