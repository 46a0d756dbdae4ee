using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Rendering;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;

namespace Warehouse.Cli.Loading;

/// <summary>A row a pipeline, redrawn as the load goes.</summary>
internal sealed class LiveTable(CommandContext context, ImmutableArray<PipelineLoad> loads) : LoadProgress, IProgress<LoadEvent>
{
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Row> _rows = loads.Where(l => l.HasBatches).ToDictionary(l => l.Pipeline, l => new Row(l.Pipeline), StringComparer.Ordinal);

    public override async Task<LoadResult> FollowAsync(Func<IProgress<LoadEvent>, Task<LoadResult>> run)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(context.Host.Error),
            Ansi = AnsiSupport.Yes,
            ColorSystem = context.NoColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Standard,
            Interactive = InteractionSupport.Yes,
        });
        console.Profile.Width = context.Host.Width;
        LoadResult? result = null;
        await console.Live(Draw()).AutoClear(true).StartAsync(async live =>
        {
            var loading = run(this);
            while (await Task.WhenAny(loading, Task.Delay(BetweenFrames, context.Host.Clock)).ConfigureAwait(false) != loading)
            {
                live.UpdateTarget(Draw());
                live.Refresh();
            }

            result = await loading.ConfigureAwait(false);
        }).ConfigureAwait(false);
        return result!;
    }

    public void Report(LoadEvent value)
    {
        lock (_lock)
        {
            switch (value)
            {
                case LoadEvent.RunStarted started:
                    foreach (var batch in started.Plan.Batches)
                        _rows[batch.Load.Pipeline].Planned++;
                    break;
                case LoadEvent.BatchStarted started:
                    _rows[started.Batch.Load.Pipeline].Began = started.At;
                    break;
                case LoadEvent.BatchProgress progress:
                    _rows[progress.Batch.Load.Pipeline].Doing = progress.Doing;
                    break;
                case LoadEvent.BatchFinished finished:
                    _rows[finished.Outcome.Batch.Load.Pipeline].Finish(finished.Outcome);
                    break;
            }
        }
    }

    private Rows Draw()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("pipeline");
        foreach (var head in new[] { "batches", "rows", "versions", "rejected", "rows/s", "elapsed" })
            table.AddColumn(new TableColumn(head).RightAligned());
        string doing;
        lock (_lock)
        {
            var now = context.Host.Clock.GetUtcNow().UtcDateTime;
            foreach (var row in _rows.Values)
                table.AddRow(row.Cells(now).Select(c => new Text(c)));
            doing = _rows.Values.Where(r => r.Doing.Length > 0).Select(r => $"  {r.Pipeline}: {r.Doing}").FirstOrDefault() ?? "";
        }

        // One line: the table must keep its height while it is redrawn.
        return new Rows(table, new Text(doing.Length < context.Host.Width ? doing : doing[..(context.Host.Width - 2)] + "…"));
    }

    /// <summary>What has become of one pipeline so far.</summary>
    private sealed class Row(string pipeline)
    {
        private RowCounts _counts = RowCounts.Zero;
        private TimeSpan _spent;
        private int _done;
        private string? _trouble;

        public string Pipeline => pipeline;

        public int Planned { get; set; }

        public DateTime? Began { get; set; }

        public string Doing { get; set; } = "";

        public void Finish(BatchOutcome outcome)
        {
            _counts = outcome.Result.Status == BatchStatus.Committed ? _counts.Plus(outcome.Result.Counts) : _counts;
            _spent += outcome.Duration;
            _done++;
            _trouble ??= outcome.Result.Error is null ? null : LoadJson.Word(outcome.Result.Status);
            Began = null;
            Doing = "";
        }

        public IEnumerable<string> Cells(DateTime now)
        {
            var spent = _spent + (Began is { } began ? now - began : TimeSpan.Zero);
            var read = _counts[LoadCounts.Read];
            yield return pipeline;
            yield return string.Create(CultureInfo.InvariantCulture, $"{_done}/{Planned}");
            yield return Moments.Number(read);
            yield return Moments.Number(_counts[LoadCounts.NewMembers] + _counts[LoadCounts.NewVersions]);
            yield return Moments.Number(_counts[LoadCounts.Rejected]);
            yield return _spent > TimeSpan.Zero && read > 0 ? Moments.Number((long)(read / _spent.TotalSeconds)) : "";
            yield return _trouble ?? (spent > TimeSpan.Zero ? Moments.Seconds(spent) : "");
        }
    }
}
