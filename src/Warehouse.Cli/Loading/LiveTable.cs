using System.Collections.Frozen;
using System.Collections.Immutable;
using Spectre.Console;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Rendering;
using Warehouse.Execution.Runs;
using Warehouse.Planning.Loads;

namespace Warehouse.Cli.Loading;

/// <summary>A row a pipeline, redrawn as the load goes.</summary>
internal sealed class LiveTable(CommandContext context, ImmutableArray<PipelineLoad> loads) : LoadProgress, IProgress<LoadEvent>
{
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly ImmutableArray<LiveRow> _order = [.. loads.Where(l => l.HasBatches).Select(l => new LiveRow(l.Pipeline))];
    private readonly List<string> _warnings = [];

    /// <summary>The one of which was told last; null where nothing is under way.</summary>
    private LiveRow? _last;

    private FrozenDictionary<string, LiveRow> Rows => field ??= _order.ToFrozenDictionary(r => r.Pipeline, StringComparer.Ordinal);

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
        console.Profile.Height = context.Host.Height;
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
        foreach (var warning in _warnings)
            context.Say(warning);
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
                        Rows[batch.Load.Pipeline].Planned++;
                    break;
                case LoadEvent.BatchStarted started:
                    Rows[started.Batch.Load.Pipeline].Began = started.At;
                    break;
                case LoadEvent.BatchProgress progress:
                    _last = Rows[progress.Batch.Load.Pipeline];
                    _last.Doing = progress.Doing;
                    break;
                case LoadEvent.BatchRetried retried:
                    _last = Rows[retried.Batch.Load.Pipeline];
                    _last.Doing = $"try {retried.Retry.Attempt} in {Moments.Seconds(retried.Retry.Pause)}, after {retried.Retry.Reason.Code} {retried.Retry.Reason.Rule.Name}";
                    break;
                case LoadEvent.BatchFinished finished:
                    Rows[finished.Outcome.Batch.Load.Pipeline].Finish(finished.Outcome);
                    _last = Rows.Values.FirstOrDefault(r => r.Doing.Length > 0);
                    break;
                case LoadEvent.Warned warned:
                    _warnings.Add($"warning {warned.Warning.Code}: {warned.Warning.Message} ({warned.Warning.Help})");
                    break;
            }
        }
    }

    private Text Draw()
    {
        lock (_lock)
        {
            var running = Rows.Values.Where(r => r.Doing.Length > 0).ToList();
            // Of several batches that are under way, the one of which was told last.
            var doing = running.Count == 0 ? "" : $"{_last!.Pipeline}: {_last.Doing}{(running.Count > 1 ? $" (and {Counted.Of(running.Count - 1, "other batch", "other batches")})" : "")}";
            return new Text(LiveFrame.Write(_order, doing, context.Host.Clock.GetUtcNow().UtcDateTime, context.Host.Width, context.Host.Height));
        }
    }
}
