using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Warehouse.Execution.Runs;
using Warehouse.Model.Diagnostics;
using Warehouse.Planning.Tables;

namespace Warehouse.Execution.Telemetry;

/// <summary>The spans of one run and of its batches, and what they add to the meter, from what the run tells.</summary>
internal sealed class RunTelemetry(LoadContext context, LoadOptions options)
{
    private readonly ConcurrentDictionary<int, Activity> _batches = [];
    private Activity? _run;

    public void Begin(Guid runId)
    {
        _run = Instruments.Spans.StartActivity("load", ActivityKind.Internal, options.Caller);
        _run?.SetTag(Attributes.RunId, runId.ToString());
        _run?.SetTag(Attributes.Project, context.Project.Name.Text);
        _run?.SetTag(Attributes.Target, context.Target.Name.Text);
        _run?.SetTag(Attributes.DatabaseSystem, context.Dialect.DatabaseSystem);
    }

    /// <summary>From here on, what this flow of control runs is a part of the batch.</summary>
    public void Enter(int number)
    {
        if (_batches.TryGetValue(number, out var span))
            Activity.Current = span;
    }

    public void Report(LoadEvent value)
    {
        switch (value)
        {
            case LoadEvent.RunStarted e:
                _run?.SetTag(Attributes.BatchCount, e.Plan.Batches.Length);
                break;
            case LoadEvent.BatchStarted e:
                Start(e);
                break;
            case LoadEvent.BatchRetried e:
                Retry(e);
                break;
            case LoadEvent.BatchFinished e:
                Finish(e);
                break;
            case LoadEvent.RunFinished e:
                _run?.SetTag(Attributes.Status, e.Result.Ok ? "ok" : "failed");
                Fail(_run, e.Result.Error ?? e.Result.Batches.Select(b => b.Result.Error).FirstOrDefault(error => error is not null));
                _run?.Dispose();
                break;
        }
    }

    private void Start(LoadEvent.BatchStarted e)
    {
        // The run's span is named as the parent: batches that go at once are no parts of each other.
        var around = Activity.Current;
        if (Instruments.Spans.StartActivity($"batch {e.Batch.Load.Pipeline}", ActivityKind.Internal, _run?.Context ?? default) is not { } span)
            return;
        span.SetTag(Attributes.RunId, e.RunId.ToString());
        span.SetTag(Attributes.BatchId, e.Batch.BatchId.ToString());
        span.SetTag(Attributes.Pipeline, e.Batch.Load.Pipeline);
        span.SetTag(Attributes.Source, e.Batch.Source);
        span.SetTag(Attributes.Mode, e.Batch.Mode);
        span.SetTag(Attributes.BatchAt, e.Batch.BatchAt.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture));
        if (e.Batch.File is { } file)
            span.SetTag(Attributes.File, file.Name);
        _batches[e.Number] = span;
        Activity.Current = around;
    }

    private void Retry(LoadEvent.BatchRetried e)
    {
        Instruments.Retries.Add(1, new(Attributes.Pipeline, e.Batch.Load.Pipeline), new(Attributes.Reason, e.Retry.Reason.Code));
        if (_batches.TryGetValue(e.Number, out var span))
        {
            span.AddEvent(new("retry", tags: new()
            {
                [Attributes.Attempt] = e.Retry.Attempt,
                [Attributes.Pause] = e.Retry.Pause.TotalSeconds,
                [Attributes.ErrorType] = e.Retry.Reason.Code,
            }));
        }
    }

    private void Finish(LoadEvent.BatchFinished e)
    {
        // The refresh that a batch aside is a part of is measured itself: its rows are loaded once.
        if (options.Refresh is null)
            Measure(e.Outcome);
        if (!_batches.TryRemove(e.Number, out var span))
            return;
        var result = e.Outcome.Result;
        span.SetTag(Attributes.Attempt, result.Attempts);
        span.SetTag(Attributes.Status, LoadJson.Word(result.Status));
        foreach (var name in LoadCounts.Names.Where(n => result.Counts[n] > 0))
            span.SetTag(Attributes.RowsPrefix + name, result.Counts[name]);
        Fail(span, result.Error);
        span.Dispose();
    }

    private static void Measure(BatchOutcome outcome)
    {
        KeyValuePair<string, object?> pipeline = new(Attributes.Pipeline, outcome.Batch.Load.Pipeline);
        KeyValuePair<string, object?> status = new(Attributes.Status, LoadJson.Word(outcome.Result.Status));
        Instruments.Batches.Add(1, pipeline, status);
        Instruments.BatchDuration.Record(outcome.Duration.TotalSeconds, pipeline, status);
        if (outcome.Result.Status != Batches.BatchStatus.Committed)
            return;
        foreach (var name in LoadCounts.Names.Where(n => outcome.Result.Counts[n] > 0))
            Instruments.Rows.Add(outcome.Result.Counts[name], pipeline, new(Attributes.Count, name));
        foreach (var reason in outcome.Result.Rejects)
            Instruments.RejectedRows.Add(reason.Rows, pipeline, new(Attributes.Reason, reason.Code));
    }

    private static void Fail(Activity? span, Diagnostic? error)
    {
        if (error is null)
            return;
        span?.SetTag(Attributes.ErrorType, error.Code);
        span?.SetStatus(ActivityStatusCode.Error, $"{error.Code} {error.Rule.Name}");
    }
}
