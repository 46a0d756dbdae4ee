using System.Text.Json;
using Shouldly;
using Warehouse.Execution;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.Planning.Tables;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Runs;

public sealed class LoadRunTests
{
    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Loads_what_there_is_and_then_nothing(string engine)
    {
        await using var project = await Shop.DeliveredAsync(engine);
        var events = new List<LoadEvent>();

        var first = await project.LoadAsync(observer: new Collect(events));
        var second = await project.LoadAsync();

        Errors(first).ShouldBeEmpty();
        first.ExitCode.ShouldBe(0);
        first.Batches.Select(b => (b.Batch.Load.Pipeline, b.Result.Status)).ShouldBe(
        [
            ("dim_date", BatchStatus.Committed), ("dim_customer", BatchStatus.Committed), ("fact_order", BatchStatus.Committed),
            ("dim_customer", BatchStatus.Committed), ("dim_product", BatchStatus.Committed),
        ]);
        first.Batches[1].Result.Counts[LoadCounts.NewMembers].ShouldBe(2);
        first.Batches[2].Result.Counts[LoadCounts.Inserted].ShouldBe(1);
        first.Batches[3].Result.Counts[LoadCounts.NewVersions].ShouldBe(1);
        second.Batches.ShouldBeEmpty();
        second.Ok.ShouldBeTrue();
        (await project.AskAsync("SELECT name FROM mart.dim_customer WHERE id = 2 ORDER BY valid_from")).Select(r => r[0]).ShouldBe(["b", "B"]);
        events.OfType<LoadEvent.RunStarted>().Single().Plan.Batches.Length.ShouldBe(5);
        events.OfType<LoadEvent.BatchStarted>().Select(e => e.Number).ShouldBe([1, 2, 3, 4, 5]);
        events.OfType<LoadEvent.BatchFinished>().Count().ShouldBe(5);
        events.OfType<LoadEvent.BatchProgress>().ShouldNotBeEmpty();
        events[^1].ShouldBeOfType<LoadEvent.RunFinished>();
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Reads_a_table_from_its_watermark_on_and_holds_back_what_is_too_fresh(string engine)
    {
        await using var project = await Shop.DeliveredAsync(engine);
        await project.LoadAsync();
        // The clock says 12:00 and the safety lag is an hour: the second row waits.
        await project.ExecuteAsync("UPDATE raw.products SET price = 2.00, loaded_at = TIMESTAMP '2024-06-01 10:30:00'");
        await project.ExecuteAsync("INSERT INTO raw.products VALUES ('p2', 9.00, TIMESTAMP '2024-06-01 11:30:00')");

        var plan = await project.PlanAsync();
        var result = await project.LoadAsync();

        var batch = plan.Batches.ShouldHaveSingleItem();
        batch.Range.Low.ShouldBe(new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Utc));
        batch.Range.High.ShouldBe(new DateTime(2024, 6, 1, 11, 0, 0, DateTimeKind.Utc));
        Errors(result).ShouldBeEmpty();
        (await project.AskAsync("SELECT sku, price FROM mart.dim_product WHERE product_key > 0 AND is_current")).ShouldHaveSingleItem().ShouldBe(["p1", 2.00m]);
        (await project.AskAsync("SELECT hi FROM _warehouse.watermark")).ShouldHaveSingleItem().ShouldBe([batch.Range.High]);
        (await project.LoadAsync()).Batches.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_loaded_file_that_has_changed_is_refused_unless_it_is_to_be_reloaded(string engine)
    {
        await using var project = await Shop.DeliveredAsync(engine);
        await project.LoadAsync();
        project.Write("data/orders_2024-01-01.csv", "order_id,customer_id,ordered_at,amount\n1,1,2024-01-01T10:00:00Z,11.00\n");

        var refused = await project.LoadAsync();
        var reloaded = await project.LoadAsync(new() { Reload = true });

        var batch = refused.Batches.ShouldHaveSingleItem();
        batch.Result.Status.ShouldBe(BatchStatus.Refused);
        batch.Result.Error!.Rule.ShouldBe(ExecutionRules.FileChanged);
        batch.Result.Error.Span.File.ShouldBe("warehouse.yml");
        refused.ExitCode.ShouldBe(5);
        Errors(reloaded).ShouldBeEmpty();
        (await project.AskAsync("SELECT amount FROM mart.fact_order")).ShouldHaveSingleItem().ShouldBe([11.00m]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_snapshot_older_than_the_last_is_refused(string engine)
    {
        await using var project = await Shop.DeliveredAsync(engine);
        await project.LoadAsync();
        project.Write("data/customers_2023-12-31.csv", "id,name\n1,z\n");

        var result = await project.LoadAsync();

        result.Batches.ShouldHaveSingleItem().Result.Error!.Rule.ShouldBe(ExecutionRules.SnapshotOutOfOrder);
        (await project.AskAsync("SELECT count(*) FROM mart.dim_customer WHERE name = 'z'")).ShouldHaveSingleItem().ShouldBe([0L]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task What_fails_stops_its_pipeline_and_what_builds_on_it_and_nothing_else(string engine)
    {
        await using var project = await Shop.DeliveredAsync(engine);
        project.Write("data/customers_2024-01-01.csv", "id;name\n1;a\n");

        var result = await project.LoadAsync();

        result.Batches.Select(b => (b.Batch.Load.Pipeline, b.Result.Status, b.Result.Error?.Rule.Name)).ShouldBe(
        [
            ("dim_date", BatchStatus.Committed, null), ("dim_customer", BatchStatus.Refused, "wrong-delimiter"), ("fact_order", BatchStatus.Skipped, "upstream-failed"),
            ("dim_customer", BatchStatus.Skipped, "upstream-failed"), ("dim_product", BatchStatus.Committed, null),
        ]);
        result.ExitCode.ShouldBe(5);
        (await project.AskAsync("SELECT count(*) FROM mart.dim_customer WHERE customer_key > 0")).ShouldHaveSingleItem().ShouldBe([0L]);
    }

    [Fact]
    public async Task Sources_that_are_not_there_are_refused_by_name()
    {
        await using var project = await ProjectUnderTest.CreateAsync("duckdb", Shop.Model);

        var result = await project.LoadAsync();

        result.Batches.Select(b => (b.Batch.Load.Pipeline, b.Result.Error?.Rule.Name)).ShouldBe(
            [("dim_date", null), ("dim_customer", "source-missing"), ("dim_product", "source-missing"), ("fact_order", "upstream-failed")]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_table_that_lacks_a_column_is_refused(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Shop.Model);
        await project.ExecuteAsync("CREATE SCHEMA raw; CREATE TABLE raw.products (sku varchar, loaded_at timestamp)");

        var result = await project.LoadAsync();

        var error = result.Batches.Single(b => b.Batch.Load.Pipeline == "dim_product").Result.Error!;
        error.Rule.ShouldBe(ExecutionRules.SourceColumnMissing);
        error.Message.ShouldBe("`raw.products` has no column `price`; it has `sku`, `loaded_at`");
    }

    [Fact]
    public async Task A_file_that_is_not_UTF8_is_refused_with_its_line()
    {
        await using var project = await Shop.DeliveredAsync("duckdb");
        project.Write("data/customers_2024-01-01.csv", [.. "id,name\n1,a\n2,"u8, 0xE9, (byte)'\n']);

        var error = (await project.LoadAsync()).Batches[1].Result.Error!;

        error.Rule.ShouldBe(ExecutionRules.InvalidText);
        error.Message.ShouldBe("`data/customers_2024-01-01.csv` is not UTF-8: line 3, byte 14: these bytes are no UTF-8 (E90A)");
    }

    [Theory]
    [InlineData("name:yyyy-MM-dd", "data/a.csv", "id,name,seen\n1,x,2024-01-01\n", "no-batch-time", null)]
    [InlineData("column:seen", "data/a.csv", "id,name,seen\n1,x,2024-01-01\n2,y,2024-01-03T10:00:00+02:00\n3,z,\n4,w\n", null, "2024-01-03T08:00:00")]
    [InlineData("column:seen", "data/a.csv", "id,name,seen\n1,x,2024-01-01\n2,y,soon\n", "no-batch-time", null)]
    [InlineData("column:seen", "data/a.csv", "id,name,seen\n1,x,\n", "no-batch-time", null)]
    [InlineData("column:seen", "data/a.csv", "id,name,seen\n", "no-batch-time", null)]
    [InlineData("column:seen", "data/a.csv", "id,name\n1,x\n", "source-column-missing", null)]
    [InlineData("column:seen", "data/a.csv", "id,name,seen\n1,\"x,2024-01-01\n", "unbalanced-quote", null)]
    public async Task Takes_the_batch_time_from_where_the_model_says(string from, string name, string text, string? refused, string? time)
    {
        await using var project = await ProjectUnderTest.CreateAsync("duckdb", Members($"files: {{path: \"data/*.csv\", batch_time: \"{from}\"}}"));
        project.Write(name, text);

        var batch = (await project.PlanAsync()).Batches.ShouldHaveSingleItem();

        batch.Refusal?.Rule.Name.ShouldBe(refused);
        batch.OwnTime?.ToString("s").ShouldBe(time);
        batch.BatchAt.ShouldBe(batch.OwnTime ?? project.Clock.GetUtcNow().UtcDateTime);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Loads_what_a_query_yields_and_asks_for_one_where_the_engine_has_none(string engine)
    {
        const string columns = "columns: {id: integer, name: string}";
        await using var project = await ProjectUnderTest.CreateAsync(engine, Members($"sql: {{default: \"SELECT 1 AS id, 'x' AS name UNION ALL SELECT 2, 'y'\"}}\n    {columns}"));
        await using var without = await ProjectUnderTest.CreateAsync(engine, Members($"sql: {{snowflake: \"SELECT 1 AS id, 'x' AS name\"}}\n    {columns}"));

        var result = await project.LoadAsync();
        var refused = await without.LoadAsync();

        Errors(result).ShouldBeEmpty();
        result.Batches.ShouldHaveSingleItem().Result.Counts[LoadCounts.NewMembers].ShouldBe(2);
        refused.Batches.ShouldHaveSingleItem().Result.Error!.Rule.ShouldBe(ExecutionRules.NoQueryForEngine);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_table_without_a_watermark_is_one_batch_a_run(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Members("table: raw.members"));
        await project.ExecuteAsync("CREATE SCHEMA raw");
        await project.ExecuteAsync("CREATE TABLE raw.members AS SELECT 1 AS id, 'x' AS name");
        var at = new DateTime(2024, 3, 1, 0, 0, 0, DateTimeKind.Utc);

        var first = await project.LoadAsync(new() { At = at });
        var again = await project.LoadAsync(new() { At = at });
        var later = await project.LoadAsync(new() { At = at.AddDays(1) });

        first.Batches.Single().Result.Status.ShouldBe(BatchStatus.Committed);
        again.Batches.Single().Result.Status.ShouldBe(BatchStatus.Skipped);
        again.Batches.Single().Result.Error.ShouldBeNull();
        later.Batches.Single().Result.Status.ShouldBe(BatchStatus.Committed);
        later.Batches.Single().Result.Counts[LoadCounts.Unchanged].ShouldBe(1);
    }

    [Fact]
    public async Task Writes_the_result_in_the_shape_of_the_command_line()
    {
        await using var project = await Shop.DeliveredAsync("duckdb");

        var json = JsonDocument.Parse(LoadJson.Write(await project.LoadAsync())).RootElement;

        json.EnumerateObject().Select(p => p.Name).ShouldBe(["run_id", "ok", "batches"]);
        json.GetProperty("ok").GetBoolean().ShouldBeTrue();
        var batch = json.GetProperty("batches")[1];
        batch.EnumerateObject().Select(p => p.Name).ShouldBe(["pipeline", "batch_id", "source", "file", "status", .. LoadCounts.Names, "duration_ms", "error"]);
        batch.GetProperty("status").GetString().ShouldBe("committed");
        batch.GetProperty("new_members").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task An_interrupted_run_says_so_and_goes_on_with_nothing()
    {
        await using var project = await Shop.DeliveredAsync("duckdb");
        using var cancel = new CancellationTokenSource();
        var events = new List<LoadEvent>();

        var result = await project.LoadAsync(observer: new Collect(events, e =>
        {
            if (e is LoadEvent.BatchProgress { Number: 2 })
                cancel.Cancel();
        }), cancel: cancel.Token);

        result.ExitCode.ShouldBe(130);
        result.Batches.Length.ShouldBe(2);
        (await project.LoadAsync()).Batches.Length.ShouldBe(4);
    }

    private static string Members(string origin) =>
        $$"""
        sources:
          members:
            {{origin}}
            feed: upserts
        dimensions:
          member:
            source: members
            key: {id: integer}
            attributes: {name: {type: string, scd: 2} }
        """;

    private static IEnumerable<string> Errors(LoadResult result) => result.Batches.Select(b => b.Result.Error?.Message).Append(result.Error?.Message).OfType<string>();
}
