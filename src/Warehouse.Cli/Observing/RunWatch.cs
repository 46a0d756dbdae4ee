using System.Collections.Immutable;
using Warehouse.Cli.Diagnostics;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Loading;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Targets;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Observing;

/// <summary>All who are told of one run besides the one who started it.</summary>
internal sealed class RunWatch : IDisposable
{
    /// <summary>How long the command waits at its end for those who do not answer: for all of them together.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CommandContext _context;
    private readonly LoadableProject _project;
    private readonly List<IRunWatcher> _watchers = [];
    private readonly List<Diagnostic> _warnings = [];
    private bool _hasEnded;

    private RunWatch(CommandContext context, LoadableProject project) => (_context, _project) = (context, project);

    /// <summary>Runs the command, and tells of what stops it before its load, too. Nobody is told of a dry run.</summary>
    public static async Task<int> OverAsync(CommandContext context, LoadableProject project, LoadArguments arguments, Func<RunWatch, Task<int>> run)
    {
        using var watch = new RunWatch(context, project);
        if (arguments.DryRun)
            return await run(watch).ConfigureAwait(false);
        watch.Begin();
        try
        {
            return await run(watch).ConfigureAwait(false);
        }
        catch (Exception e) when (!watch._hasEnded)
        {
            await watch.FailAsync(e).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>From here on there is a target, and with it the names of its tables.</summary>
    public void Enter(OpenTarget target)
    {
        Add(() => TelemetryExport.Begin(_context.Host.Environment));
        Add(() => LineageSettings.Begin(_context, _project, target));
        Add(() => MetricsTextfile.Begin(_context, _project, target));
    }

    /// <summary>Whoever shows the run to the one who started it, and all the others after him.</summary>
    public IProgress<LoadEvent> And(IProgress<LoadEvent> shown) => new Everybody(this, shown);

    public Task EndAsync(LoadResult result) => EndAsync(result, result.ExitCode);

    public void Dispose()
    {
        foreach (var watcher in _watchers)
            watcher.Dispose();
    }

    private string Target => _context.Target ?? _project.Project.DefaultTarget?.Text ?? _project.Project.Targets.FirstOrDefault()?.Name.Text ?? "";

    private DateTime Now => _context.Host.Clock.GetUtcNow().UtcDateTime;

    private void Begin() => Add(() => FailureWebhook.Begin(_context, _project));

    private Task FailAsync(Exception error)
    {
        if (!_watchers.OfType<MetricsTextfile>().Any())
            Add(() => MetricsTextfile.Begin(_context, _project, target: null));
        var (exitCode, reason) = Stopped.By(error);
        var result = new LoadResult(BatchIdentity.OfRun(_project.Project.Name.Text, Target, Now), Now, TimeSpan.Zero, []) { Error = reason };
        return EndAsync(result, exitCode);
    }

    private async Task EndAsync(LoadResult result, int exitCode)
    {
        _hasEnded = true;
        var end = new RunEnd(_project.Project.Name.Text, Target, Now, result, exitCode);
        using var patience = new CancellationTokenSource(Patience);
        var answers = await Task.WhenAll(_watchers.Select(w => AnswerAsync(w, end, patience.Token))).ConfigureAwait(false);
        _warnings.AddRange(answers.OfType<Diagnostic>());
        _context.Warn(new DiagnosticReport([.. _warnings], _ => null), result.RunId);
    }

    private static async Task<Diagnostic?> AnswerAsync(IRunWatcher watcher, RunEnd end, CancellationToken patience)
    {
        try
        {
            // On another thread: one that does not answer must not keep the others waiting.
            return await Task.Run(() => watcher.FinishAsync(end, patience), patience).WaitAsync(Patience, patience).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            return Failed(e);
        }
    }

    private void Add(Func<IRunWatcher?> begin)
    {
        try
        {
            if (begin() is { } watcher)
                _watchers.Add(watcher);
        }
        catch (Exception e)
        {
            _warnings.Add(Failed(e));
        }
    }

    private void Tell(LoadEvent value)
    {
        foreach (var watcher in _watchers.ToImmutableArray())
        {
            try
            {
                watcher.Report(value);
            }
            catch (Exception e)
            {
                _watchers.Remove(watcher);
                watcher.Dispose();
                _warnings.Add(Failed(e));
            }
        }
    }

    private static Diagnostic Failed(Exception error) => error switch
    {
        UnusableException e => e.Diagnostic,
        OperationCanceledException or TimeoutException => CliRules.ObserverFailed.At(SourceSpan.None, "one of those who observe the run did not answer in time", null),
        _ => CliRules.ObserverFailed.At(SourceSpan.None, $"one of those who observe the run failed: {error.GetType().Name}", null),
    };

    private sealed class Everybody(RunWatch watch, IProgress<LoadEvent> shown) : IProgress<LoadEvent>
    {
        public void Report(LoadEvent value)
        {
            shown.Report(value);
            watch.Tell(value);
        }
    }
}
