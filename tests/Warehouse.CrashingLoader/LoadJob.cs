using System.Globalization;
using Warehouse.Execution.Runs;
using Warehouse.Execution.Sessions;

namespace Warehouse.CrashingLoader;

/// <summary>One load of a project's batches, to its end or to a point in its midst.</summary>
/// <param name="Folder">That of the sources' files.</param>
/// <param name="Pipelines">Those that are loaded, by a comma; empty: all.</param>
/// <param name="HeldAfter">The last answer of the engine that is heard, counted from the beginning of the first batch; 0: none, not even a question is asked; null: the load ends.</param>
public sealed record LoadJob(LoadTarget Target, string Folder, string Pipelines, int? HeldAfter)
{
    /// <summary>Loads anew all there is, in place of what is new.</summary>
    public bool FullRefresh { get; init; }

    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public string Write() => string.Join(
        '\t', Target.EngineName, Target.Server, Target.Database, Folder, Pipelines, HeldAfter?.ToString(CultureInfo.InvariantCulture) ?? "", LockTimeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture), FullRefresh ? "refresh" : "");

    public static LoadJob Parse(string line)
    {
        var parts = line.Split('\t');
        return new(new(parts[0], parts[1], parts[2]), parts[3], parts[4], parts[5].Length == 0 ? null : int.Parse(parts[5], CultureInfo.InvariantCulture))
        {
            LockTimeout = TimeSpan.FromMilliseconds(double.Parse(parts[6], CultureInfo.InvariantCulture)),
            FullRefresh = parts[7].Length > 0,
        };
    }

    /// <summary>Loads, and counts the answers that the batches had from the engine.</summary>
    /// <param name="project">What is loaded.</param>
    /// <param name="target">The target, opened.</param>
    /// <param name="tell">Hears of the load's events.</param>
    /// <param name="held">Is completed when the load has come to the point where it is held, for ever.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<(LoadResult Result, int Answers)> RunAsync(LoadedProject project, ISessionSource target, Action<LoadEvent>? tell, TaskCompletionSource? held, CancellationToken cancellationToken)
    {
        var (loading, answers, all) = (false, 0, 0);
        var sessions = new CountedSessions(target, asking: () => HeldAfter == 0 ? HoldAsync() : Task.CompletedTask, answered: () =>
        {
            answers += loading ? 1 : 0;
            return HoldAsync();
        });
        var observer = new Observer(e =>
        {
            tell?.Invoke(e);
            loading |= e is LoadEvent.BatchStarted;
            if (e is LoadEvent.BatchFinished)
                all = answers;
        });
        var options = new LoadOptions { FullRefresh = FullRefresh, Batches = new() { LockTimeout = LockTimeout, RetryDelay = TimeSpan.FromMilliseconds(10) } };
        var result = await new LoadRun(project.ContextOf(Target, sessions, Folder, Pipelines), options, observer).RunAsync(cancellationToken);
        return (result, all);

        async Task HoldAsync()
        {
            if (!loading || answers != HeldAfter)
                return;
            held?.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }

    private sealed class Observer(Action<LoadEvent> tell) : IProgress<LoadEvent>
    {
        public void Report(LoadEvent value) => tell(value);
    }
}
