using System.Diagnostics;
using Shouldly;
using Warehouse.Execution.Runs;
using Warehouse.ExecutionTests.Execution.Batches;
using Warehouse.ExecutionTests.Execution.Runs;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Telemetry;

/// <summary>What a run traces and measures, collected in this process. Pipelines and times are of this test alone: others run beside it.</summary>
public sealed class RunTelemetryTests
{
    /// <summary>A value of a row, which telemetry must not show.</summary>
    private const string RowMarker = "Marker Of A Row";

    private const string Model =
        """
        sources:
          crm.guests:
            files: {path: "data/guests_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: snapshot
        dimensions:
          guest:
            source: crm.guests
            table: dim_traced_guest
            key: {id: integer}
            attributes: {name: {type: string, scd: 2}, visits: {type: integer, scd: 1}}
        """;

    [Fact]
    public async Task A_run_is_a_span_its_batches_are_in_it_and_their_statements_in_them_named_by_purpose()
    {
        using var recorded = new RecordedTelemetry();
        await using var project = await GuestsAsync("dim_spanned_guest", 1);

        var result = await project.LoadAsync();

        result.ExitCode.ShouldBe(0);
        var spans = recorded.OfRun(result.RunId);
        var run = spans.Single(s => s.OperationName == "load");
        Tag(run, "warehouse.project").ShouldBe("small");
        Tag(run, "warehouse.batches").ShouldBe(2);
        Tag(run, "db.system.name").ShouldBe("duckdb");
        run.Status.ShouldBe(ActivityStatusCode.Unset);

        var batches = spans.Where(s => s.OperationName == "batch dim_spanned_guest").ToList();
        batches.Count.ShouldBe(2);
        batches.ShouldAllBe(b => b.ParentSpanId == run.SpanId);
        batches.Select(b => Tag(b, "warehouse.batch_id")).ShouldBe(result.Batches.Select(b => (object)b.Batch.BatchId.ToString()));
        Tag(batches[0], "warehouse.run_id").ShouldBe(result.RunId.ToString());
        Tag(batches[0], "warehouse.source").ShouldBe("crm.guests");
        Tag(batches[0], "warehouse.file").ShouldBe("data/guests_2024-01-01.csv");
        Tag(batches[0], "warehouse.attempt").ShouldBe(1);
        Tag(batches[0], "warehouse.status").ShouldBe("committed");
        Tag(batches[0], "warehouse.rows.new_members").ShouldBe(2L);

        var statements = spans.Where(s => s.ParentSpanId == batches[0].SpanId).ToList();
        statements.Select(s => s.OperationName).ShouldContain("Read the file");
        statements.Select(s => s.OperationName).ShouldContain("Record the batch and its counts");
        statements[^1].OperationName.ShouldBe("Commit");
        var insert = statements.First(s => Equals(Tag(s, "db.collection.name"), "mart.dim_spanned_guest") && Equals(Tag(s, "db.operation.name"), "INSERT"));
        insert.Kind.ShouldBe(ActivityKind.Client);
        ((string)Tag(insert, "db.query.text")!).ShouldContain("INSERT INTO mart.dim_spanned_guest");
        spans.Count.ShouldBe(1 + 2 + spans.Count(s => batches.Any(b => b.SpanId == s.ParentSpanId)));
    }

    [Fact]
    public async Task No_span_has_a_value_of_a_row_or_of_a_parameter()
    {
        using var recorded = new RecordedTelemetry();
        await using var project = await GuestsAsync("dim_quiet_guest", 2);

        var result = await project.LoadAsync();

        var told = recorded.OfRun(result.RunId).SelectMany(s => s.TagObjects.Select(t => (t.Key, Value: $"{t.Value}")).Append((Key: "status", Value: s.StatusDescription ?? ""))).ToList();
        told.Count(t => t.Key == "db.query.text").ShouldBeGreaterThan(20);
        told.Where(t => t.Value.Contains(RowMarker, StringComparison.Ordinal)).ShouldBeEmpty();
        var batch = result.Batches[0].Batch.BatchId.ToString();
        told.Where(t => t.Key == "db.query.text" && t.Value.Contains(batch, StringComparison.Ordinal)).ShouldBeEmpty("the batch's id is a parameter");
    }

    [Fact]
    public async Task What_fails_has_the_code_of_its_error_and_no_more()
    {
        using var recorded = new RecordedTelemetry();
        await using var project = await GuestsAsync("dim_failed_guest", 3);
        project.Write("data/guests_2024-01-02.csv", $"id,name,visits\n1,{RowMarker},few\n");

        var result = await project.LoadAsync();
        project.Write("data/guests_2024-01-03.csv", "");
        var refused = await project.LoadAsync();

        var batch = recorded.OfRun(refused.RunId).Single(s => s.OperationName == "batch dim_failed_guest");
        Tag(batch, "warehouse.status").ShouldBe("refused");
        Tag(batch, "error.type").ShouldBe("WH5031");
        batch.Status.ShouldBe(ActivityStatusCode.Error);
        batch.StatusDescription.ShouldBe("WH5031 empty-file");
        recorded.OfRun(refused.RunId).Single(s => s.OperationName == "load").Status.ShouldBe(ActivityStatusCode.Error);
        result.RunId.ShouldNotBe(refused.RunId);
    }

    [Fact]
    public async Task Batches_rows_rejects_and_durations_are_measured_by_pipeline()
    {
        using var recorded = new RecordedTelemetry();
        await using var project = await GuestsAsync("dim_measured_guest", 4);
        project.Write("data/guests_2024-01-02.csv", "id,name,visits\n1,a,few\n2,B,1\n");

        var result = await project.LoadAsync();

        result.ExitCode.ShouldBe(0);
        var measured = recorded.Of("dim_measured_guest");
        measured.Where(m => m.Instrument == "warehouse.batches").Select(m => (m.Value, m.Tags["warehouse.status"])).ShouldBe([(1d, "committed"), (1d, "committed")]);
        measured.Where(m => m.Instrument == "warehouse.rows" && Equals(m.Tags["warehouse.count"], "read")).Sum(m => m.Value).ShouldBe(4);
        measured.Where(m => m.Instrument == "warehouse.rows" && Equals(m.Tags["warehouse.count"], "new_members")).Sum(m => m.Value).ShouldBe(2);
        measured.Where(m => m.Instrument == "warehouse.batch.duration").Count().ShouldBe(2);
        var rejected = measured.Single(m => m.Instrument == "warehouse.rejected_rows");
        rejected.Value.ShouldBe(1);
        rejected.Tags["warehouse.reason"].ShouldBe(result.Batches[1].Result.Rejects.Single().Code);
    }

    [Fact]
    public async Task A_full_refresh_is_measured_once_and_its_batches_aside_are_spans_in_it()
    {
        using var recorded = new RecordedTelemetry();
        await using var project = await GuestsAsync("dim_refreshed_guest", 6);
        await project.LoadAsync();
        var before = recorded.Of("dim_refreshed_guest").Count;

        var result = await project.LoadAsync(new() { FullRefresh = true });

        result.ExitCode.ShouldBe(0);
        var measured = recorded.Of("dim_refreshed_guest").Skip(before).ToList();
        measured.Count(m => m.Instrument == "warehouse.batches").ShouldBe(1);
        measured.Where(m => m.Instrument == "warehouse.rows" && Equals(m.Tags["warehouse.count"], "read")).Sum(m => m.Value).ShouldBe(4, "two files of two rows");
        var spans = recorded.OfRun(result.RunId);
        var run = spans.Single(s => s.OperationName == "load" && Equals(Tag(s, "warehouse.run_id"), result.RunId.ToString()));
        var refresh = spans.Single(s => s.OperationName == "batch dim_refreshed_guest" && s.ParentSpanId == run.SpanId);
        var aside = spans.Single(s => s.OperationName == "load" && s.ParentSpanId == refresh.SpanId);
        spans.Count(s => s.OperationName == "batch dim_refreshed_guest" && s.ParentSpanId == aside.SpanId).ShouldBe(2);
    }

    [Fact]
    public async Task A_batch_that_is_tried_again_says_why_to_the_observer_the_span_and_the_meter()
    {
        using var recorded = new RecordedTelemetry();
        await using var project = await GuestsAsync("dim_retried_guest", 5);
        project.LoadsThrough = new FlakyCommits(project.Target.Sessions, afterwards: false);
        var events = new List<LoadEvent>();

        var result = await project.LoadAsync(new() { Batches = new() { RetryDelay = TimeSpan.FromMilliseconds(1) } }, new Collect(events));

        result.ExitCode.ShouldBe(0);
        var retried = events.OfType<LoadEvent.BatchRetried>().Single();
        retried.Retry.Attempt.ShouldBe(2);
        retried.Retry.Reason.Code.ShouldBe("WH5009");
        retried.Number.ShouldBe(1);
        var span = recorded.OfRun(result.RunId).First(s => s.OperationName == "batch dim_retried_guest");
        Tag(span, "warehouse.attempt").ShouldBe(2);
        span.Events.Single().Name.ShouldBe("retry");
        span.Events.Single().Tags.ShouldContain(new KeyValuePair<string, object?>("error.type", "WH5009"));
        var commit = recorded.OfRun(result.RunId).First(s => s.OperationName == "Commit");
        commit.Status.ShouldBe(ActivityStatusCode.Error);
        recorded.Of("dim_retried_guest").Single(m => m.Instrument == "warehouse.retries").Tags["warehouse.reason"].ShouldBe("WH5009");
    }

    private static object? Tag(Activity span, string name) => span.GetTagItem(name);

    private static async Task<ProjectUnderTest> GuestsAsync(string table, int minute)
    {
        var project = await ProjectUnderTest.CreateAsync("duckdb", Model.Replace("dim_traced_guest", table, StringComparison.Ordinal));
        project.Clock = new Minutes(minute);
        project.Write("data/guests_2024-01-01.csv", $"id,name,visits\n1,{RowMarker},1\n2,b,1\n");
        project.Write("data/guests_2024-01-02.csv", $"id,name,visits\n1,{RowMarker},2\n2,B,1\n");
        return project;
    }

    /// <summary>A moment that no other test has, and a later one at each look: a run's id is made of it.</summary>
    private sealed class Minutes(int minute) : TimeProvider
    {
        private int _looks;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2031, 1, 1, 0, minute, 0, TimeSpan.Zero).AddMilliseconds(Interlocked.Increment(ref _looks));
    }

    private sealed class Collect(List<LoadEvent> events) : IProgress<LoadEvent>
    {
        public void Report(LoadEvent value) => events.Add(value);
    }
}
