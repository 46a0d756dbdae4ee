using Shouldly;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.Planning.Tables;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Presets;

/// <summary>Tools that deliver a log of changes: one history, whichever of them tells it.</summary>
public sealed class ChangeLogPresetTests
{
    private const string DebeziumTable = "id bigint, name text, city text, __deleted text, __op text, __table text, __lsn bigint, __source_ts_ms bigint";

    private const string AirbyteTable =
        "_airbyte_raw_id text, _airbyte_extracted_at timestamptz, _airbyte_meta text, _airbyte_generation_id bigint, id bigint, name text, city text, _ab_cdc_lsn decimal(38,9), _ab_cdc_updated_at text, _ab_cdc_deleted_at text";

    private static readonly string[] BeforeTheLateChange =
    [
        "1 Ada Oslo 1900-01-01 00:00:00.000..2024-01-03 09:30:00.250 then",
        "1 Ada Göteborg 2024-01-03 09:30:00.250..9999-12-31 00:00:00.000 now",
        "2 Bob Bergen 1900-01-01 00:00:00.000..2024-01-03 12:00:00.000 then",
        "3 Cy Paris 1900-01-01 00:00:00.000..2024-01-04 08:00:00.000 then",
        "3 Cy Nice 2024-01-04 08:00:00.000..9999-12-31 00:00:00.000 now",
    ];

    private static readonly string[] AfterIt =
    [
        "1 Ada Oslo 1900-01-01 00:00:00.000..2024-01-02 12:00:00.000 then",
        "1 Ada Stockholm 2024-01-02 12:00:00.000..2024-01-03 09:30:00.250 then",
        .. BeforeTheLateChange[1..],
    ];

    [Theory]
    [InlineData("duckdb", "debezium", "flat", "csv")]
    [InlineData("postgres", "debezium", "flat", "csv")]
    [InlineData("duckdb", "debezium", "flat", "ndjson")]
    [InlineData("postgres", "debezium", "flat", "ndjson")]
    [InlineData("duckdb", "{debezium: envelope}", "envelope", "ndjson")]
    [InlineData("postgres", "{debezium: envelope}", "envelope", "ndjson")]
    public async Task Files_of_Debezium_weave_a_history_of_inserts_updates_deletes_late_changes_and_repetitions(string engine, string preset, string form, string format)
    {
        await using var project = await Delivered.CreateAsync(engine, $"files: {{path: \"data/*.{format}\"}}, preset: {preset}");
        void Write(string name, string data) => project.Write($"data/{name}.{format}", Delivered.Data($"debezium/{form}-{data}.{format}"));

        Write("1", "first");
        await project.LoadedAsync();
        Write("2", "second");
        await project.LoadedAsync();
        var before = await project.VersionsAsync();
        Write("3", "late");
        var late = await project.LoadedAsync();
        var after = await project.VersionsAsync();
        // The same events once more, in a file that is another one.
        project.Write($"data/4.{format}", Delivered.Data($"debezium/{form}-second.{format}") + "\n");
        var again = await project.LoadedAsync();

        before.ShouldBe(BeforeTheLateChange);
        after.ShouldBe(AfterIt);
        late.Batches.ShouldHaveSingleItem().Result.Counts[LoadCounts.Late].ShouldBe(1);
        // A tombstone is no row.
        again.Batches.ShouldHaveSingleItem().Result.Counts[LoadCounts.Read].ShouldBe(5);
        (await project.VersionsAsync()).ShouldBe(AfterIt);
        (await project.RejectedAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("duckdb", "debezium", "debezium/flat", DebeziumTable)]
    [InlineData("postgres", "debezium", "debezium/flat", DebeziumTable)]
    [InlineData("duckdb", "{airbyte: cdc}", "airbyte/cdc", AirbyteTable)]
    [InlineData("postgres", "{airbyte: cdc}", "airbyte/cdc", AirbyteTable)]
    public async Task Tables_of_a_log_weave_the_same_history(string engine, string preset, string data, string columns)
    {
        await using var project = await Delivered.CreateAsync(engine, $"table: raw.customers, preset: {preset}");
        await project.TableAsync(columns);

        await project.DeliverAsync($"{data}-first.csv");
        await project.LoadedAsync();
        await project.DeliverAsync($"{data}-second.csv");
        await project.LoadedAsync();
        var before = await project.VersionsAsync();
        await project.DeliverAsync($"{data}-late.csv");
        var late = await project.LoadedAsync();

        before.ShouldBe(BeforeTheLateChange);
        (await project.VersionsAsync()).ShouldBe(AfterIt);
        // Debezium's rows bear no time of arrival and are all read again; of Airbyte's those of the last day.
        late.Batches.ShouldHaveSingleItem().Result.Counts[LoadCounts.Read].ShouldBe(preset == "debezium" ? 8 : 6);
        (await project.RejectedAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_value_that_was_not_delivered_rejects_its_row_and_a_time_that_is_none_does(string engine)
    {
        await using var project = await Delivered.CreateAsync(engine, "files: {path: \"data/*.ndjson\"}, preset: debezium, max_rejected: 5%");
        var sound = Enumerable.Range(100, 100).Select(i => $$"""{"id":{{i}},"name":"n","city":"c","__deleted":"false","__lsn":9,"__source_ts_ms":1704067200000}""");
        project.Write(
            "data/1.ndjson",
            """
            {"id":1,"name":"Ada","city":"Oslo","__deleted":"false","__lsn":1,"__source_ts_ms":1704067200000,"note":"__debezium_unavailable_value"}
            {"id":1,"name":"__debezium_unavailable_value","city":"Bergen","__deleted":"false","__lsn":2,"__source_ts_ms":1704067200001}
            {"id":2,"name":"Bob","city":"Bergen","__deleted":"false","__lsn":3,"__source_ts_ms":"yesterday"}
            {"id":3,"name":"Cy","city":"Paris","__deleted":"false","__lsn":4,"__source_ts_ms":9223372036854775807}
            {"id":4,"name":"Di","city":"Rome","__deleted":"false","__lsn":5,"__source_ts_ms":null}
            {"id":5,"name":"Eve","city":"Lima","__deleted":"false","__lsn":6,"__source_ts_ms":1704067200000}
            {"id":5,"name":"__debezium_unavailable_value","city":null,"__deleted":"true","__lsn":7,"__source_ts_ms":1704153600000}

            """ + string.Join('\n', sound));

        await project.LoadedAsync();

        (await project.VersionsAsync()).Where(v => !v.Contains(" n c ", StringComparison.Ordinal)).ShouldBe(
            ["1 Ada Oslo 1900-01-01 00:00:00.000..9999-12-31 00:00:00.000 now", "5 Eve Lima 1900-01-01 00:00:00.000..2024-01-02 00:00:00.000 then"]);
        (await project.RejectedAsync()).ShouldBe(
        [
            ["null-effective-time", "__source_ts_ms is NULL"],
            ["unconvertible", "__source_ts_ms does not convert to its declared type"],
            ["unconvertible", "__source_ts_ms does not convert to its declared type"],
            ["undelivered", "name is __debezium_unavailable_value: its value was not delivered"],
        ]);
    }

    [Theory]
    [InlineData("table: raw.customers, preset: debezium")]
    [InlineData("files: {path: \"data/*.csv\"}, preset: debezium")]
    public async Task A_column_that_only_the_preset_names_is_missed_with_the_way_out(string keys)
    {
        await using var project = await Delivered.CreateAsync("duckdb", keys);
        await project.TableAsync("id bigint, name text, city text, __deleted text, __pos bigint, __source_ts_ms bigint");
        project.Write("data/1.csv", "id,name,city,__deleted,__pos,__source_ts_ms\n");

        var refused = (await project.LoadAsync()).Batches.ShouldHaveSingleItem().Result.Error!;

        refused.Message.ShouldContain("no column `__lsn`; it has `id`");
        refused.Help!.ShouldContain("`order_by`", Case.Sensitive);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task What_stands_beside_a_preset_wins_over_it(string engine)
    {
        await using var project = await Delivered.CreateAsync(
            engine, "table: raw.customers, preset: debezium, order_by: [__pos], delete_when: \"city = 'gone'\", effective_at: moved_on, watermark: {column: __source_ts_ms, lookback: 1d}");
        await project.TableAsync("id bigint, name text, city text, moved_on date, __pos bigint, __source_ts_ms bigint");
        await project.ExecuteAsync("INSERT INTO raw.customers VALUES (1, 'Ada', 'Oslo', '2024-01-05', 1, 1704067200000), (1, 'Ada', 'Rome', '2024-01-05', 2, 1704067200000), (2, 'Bob', 'Bergen', '2024-01-06', 3, 1704067200000)");
        await project.LoadedAsync();
        await project.ExecuteAsync("INSERT INTO raw.customers VALUES (2, 'Bob', 'gone', '2024-01-07', 4, 1704153600000)");
        var second = await project.LoadedAsync();

        (await project.VersionsAsync()).ShouldBe(
            ["1 Ada Rome 1900-01-01 00:00:00.000..9999-12-31 00:00:00.000 now", "2 Bob Bergen 1900-01-01 00:00:00.000..2024-01-07 00:00:00.000 then"]);
        second.Batches.ShouldHaveSingleItem().Batch.Range.High.ShouldBe(new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        (await project.LoadAsync()).Batches.ShouldBeEmpty();
    }
}
