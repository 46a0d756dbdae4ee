using System.Collections.Immutable;
using Warehouse.Cli.Hosting;
using Warehouse.Execution.Runs;
using Warehouse.Planning.Loads;

namespace Warehouse.Cli.Loading;

/// <summary>How a load is followed while it runs.</summary>
internal abstract class LoadProgress
{
    /// <summary>A live table on a terminal, a line a batch elsewhere, an object a line with `--log json`, nothing with `--quiet`.</summary>
    public static LoadProgress For(CommandContext context, ImmutableArray<PipelineLoad> loads) => context switch
    {
        { JsonLog: true } => new JsonLines(context.Host.Error),
        { Quiet: true } => new Silence(),
        { Host.ErrorIsTerminal: true } => new LiveTable(context, loads),
        _ => new PlainLines(context),
    };

    /// <summary>Runs the load and shows what it tells.</summary>
    public abstract Task<LoadResult> FollowAsync(Func<IProgress<LoadEvent>, Task<LoadResult>> run);

    /// <summary>Shows nothing.</summary>
    private sealed class Silence : LoadProgress, IProgress<LoadEvent>
    {
        public override Task<LoadResult> FollowAsync(Func<IProgress<LoadEvent>, Task<LoadResult>> run) => run(this);

        public void Report(LoadEvent value)
        {
        }
    }
}
