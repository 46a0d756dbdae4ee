using Shouldly;
using Warehouse.Execution.Runs;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.Planning.Tables;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Runs;

/// <summary>What a source is extracted by: a timestamp, a date or a number.</summary>
public sealed class WatermarkTests
{
    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_number_is_read_from_where_the_last_batch_ended_which_is_read_again(string engine, string type, string declared)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Members("lsn", declared));
        await DeliverAsync(project, $"lsn {type}", "1, 'a', '9007199254740993'", "2, 'b', '9007199254740992'");

        var first = await project.LoadAsync();
        // At the watermark, ahead of it, and behind it: too late for a number.
        await InsertAsync(project, "3, 'c', '9007199254740993'", "4, 'd', '10000000000000000'", "5, 'e', '9'");
        var plan = await project.PlanAsync();
        var second = await project.LoadAsync();

        Errors(first).ShouldBeEmpty();
        var planned = plan.Batches.ShouldHaveSingleItem();
        planned.Range.ShouldBe(new() { LowNumber = 9007199254740993L, HighNumber = 10000000000000000L });
        second.Batches.ShouldHaveSingleItem().Result.Counts[LoadCounts.Read].ShouldBe(3);
        (await NamesAsync(project)).ShouldBe(["a", "b", "c", "d"]);
        (await project.AskAsync("SELECT hi, hi_number FROM _warehouse.watermark")).ShouldHaveSingleItem().ShouldBe([null, 10000000000000000L]);
        (await project.AskAsync("SELECT lo, hi, lo_number, hi_number FROM _warehouse.batch ORDER BY hi_number")).ShouldBe(
            [[null, null, null, 9007199254740993L], [null, null, 9007199254740993L, 10000000000000000L]]);
        (await project.LoadAsync()).Batches.ShouldBeEmpty();
    }

    public static IEnumerable<TheoryDataRow<string, string, string>> Numbers =>
        from engine in new[] { "duckdb", "postgres" }
        from column in new[] { ("bigint", "columns: {lsn: integer}"), ("decimal(20,0)", "columns: {lsn: integer}"), ("bigint", "") }
        select new TheoryDataRow<string, string, string>(engine, column.Item1, column.Item2);

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_day_is_read_again_until_the_next_has_come_and_no_day_ahead_of_the_clock_is_read(string engine)
    {
        // The clock says 12:00 of the 1st of June.
        await using var project = await ProjectUnderTest.CreateAsync(engine, Members("day", "columns: {day: date}"));
        await DeliverAsync(project, "day date", "1, 'a', '2024-05-31'", "2, 'b', '2024-05-30'", "3, 'ahead', '2024-06-02'");

        var first = await project.LoadAsync();
        await InsertAsync(project, "4, 'c', '2024-06-01'", "5, 'd', '2024-05-31'");
        var again = await project.LoadAsync();
        project.Clock = new FixedClock(new(2024, 6, 2, 6, 0, 0, TimeSpan.Zero));
        var second = await project.LoadAsync();
        await InsertAsync(project, "6, 'e', '2024-06-02'", "7, 'f', '2024-06-03'");
        project.Clock = new FixedClock(new(2024, 6, 3, 6, 0, 0, TimeSpan.Zero));
        var third = await project.LoadAsync();

        Errors(first).ShouldBeEmpty();
        first.Batches.ShouldHaveSingleItem().Batch.Range.High.ShouldBe(new DateTime(2024, 6, 1, 0, 0, 0, DateTimeKind.Utc));
        again.Batches.ShouldBeEmpty();
        Errors(second).ShouldBeEmpty();
        Errors(third).ShouldBeEmpty();
        third.Batches.ShouldHaveSingleItem().Result.Counts[LoadCounts.Read].ShouldBe(3);
        (await NamesAsync(project)).ShouldBe(["a", "b", "ahead", "c", "e", "f"]);
    }

    private static string Members(string column, string columns) =>
        $$"""
        sources:
          members:
            table: raw.members
            feed: upserts
            watermark: {column: {{column}}}
            {{columns}}
        dimensions:
          member:
            source: members
            key: {id: integer}
            attributes: {name: string{{(columns.Length == 0 ? $", {column}: integer" : "")}} }
        """;

    private static async Task DeliverAsync(ProjectUnderTest project, string column, params string[] rows)
    {
        await project.ExecuteAsync("CREATE SCHEMA raw");
        await project.ExecuteAsync($"CREATE TABLE raw.members (id integer, name varchar, {column})");
        await InsertAsync(project, rows);
    }

    private static Task InsertAsync(ProjectUnderTest project, params string[] rows) => project.ExecuteAsync($"INSERT INTO raw.members VALUES {string.Join(", ", rows.Select(r => $"({r})"))}");

    private static async Task<IEnumerable<object?>> NamesAsync(ProjectUnderTest project) =>
        (await project.AskAsync("SELECT name FROM mart.dim_member WHERE member_key > 0 ORDER BY id")).Select(r => r[0]);

    private static IEnumerable<string> Errors(LoadResult result) => result.Batches.Select(b => b.Result.Error?.Message).Append(result.Error?.Message).OfType<string>();

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
