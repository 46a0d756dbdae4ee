using System.Globalization;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Rendering;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.Planning.Tables;

namespace Warehouse.Cli.Loading;

/// <summary>A line a batch.</summary>
internal sealed class PlainLines(CommandContext context) : LoadProgress, IProgress<LoadEvent>
{
    private int _total;

    public override Task<LoadResult> FollowAsync(Func<IProgress<LoadEvent>, Task<LoadResult>> run) => run(this);

    public void Report(LoadEvent value)
    {
        switch (value)
        {
            case LoadEvent.RunStarted started:
                _total = started.Plan.Batches.Length;
                break;
            case LoadEvent.BatchProgress progress:
                context.Detail($"        {progress.Doing}");
                break;
            case LoadEvent.BatchRetried retried:
                context.Say($"{retried.Batch.Load.Pipeline}: tried again in {Moments.Seconds(retried.Retry.Pause)} ({retried.Retry.Reason.Code} {retried.Retry.Reason.Rule.Name})");
                break;
            case LoadEvent.Warned warned:
                context.Say($"warning {warned.Warning.Code}: {warned.Warning.Message} ({warned.Warning.Help})");
                break;
            case LoadEvent.BatchFinished finished:
                context.Say(Line(finished.Number, finished.Outcome));
                break;
        }
    }

    private string Line(int number, BatchOutcome outcome)
    {
        var width = _total.ToString(CultureInfo.InvariantCulture).Length;
        var place = $"[{number.ToString(CultureInfo.InvariantCulture).PadLeft(width)}/{_total}]";
        var batch = $"{Moments.Of(outcome.Batch)}  {outcome.Batch.Load.Pipeline}";
        return outcome.Result.Status == BatchStatus.Committed
            ? $"{place} {batch}: {Changes(outcome.Result.Counts)}, {Moments.Seconds(outcome.Duration)}"
            : $"{place} {batch}: {LoadJson.Word(outcome.Result.Status)}{(outcome.Result.Error is { } error ? $", {error.Code} {error.Message}" : "")}";
    }

    private static string Changes(RowCounts counts)
    {
        var told = LoadCounts.Names.Where(n => counts[n] > 0).Select(n => Counted.InLedger(counts[n], n)).ToList();
        return told.Count == 0 ? "nothing changed" : string.Join(", ", told);
    }
}
