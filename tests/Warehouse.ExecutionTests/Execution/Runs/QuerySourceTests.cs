using Shouldly;
using Warehouse.Execution;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.Planning.Tables;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Runs;

/// <summary>A source that is a query of the user's own is read as a table is.</summary>
public sealed class QuerySourceTests
{
    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_query_is_read_from_its_watermark_on_with_its_lookback_and_its_feed(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Members(
            """
                sql:
                  default: |
                    SELECT id, concat(name, ';--') AS name, changed, seen, op  -- the members; all of them
                    FROM raw.log
                    WHERE op <> '$hi @hi :hi ; -- '
                    ; -- the end
                columns: {id: integer, name: string, changed: timestamp, seen: timestamp, op: string}
                feed: changes
                effective_at: changed
                delete_when: "op = 'D'"
                watermark: {column: seen, lookback: 1h, safety_lag: 1h}
            """));
        await project.ExecuteAsync("CREATE SCHEMA raw");
        await project.ExecuteAsync("CREATE TABLE raw.log (id integer, name varchar, changed timestamp, seen timestamp, op varchar)");
        await InsertAsync(project, "1, 'a', TIMESTAMP '2024-01-01', TIMESTAMP '2024-05-01 10:00:00', 'I'", "2, 'b', TIMESTAMP '2024-01-01', TIMESTAMP '2024-05-01 10:00:00', 'I'");

        var first = await project.LoadAsync();
        // Behind the watermark by less than the lookback, ahead of the clock less the safety lag, and before both.
        await InsertAsync(
            project,
            "1, 'A', TIMESTAMP '2024-02-01', TIMESTAMP '2024-05-01 09:30:00', 'U'",
            "2, 'b', TIMESTAMP '2024-02-01', TIMESTAMP '2024-06-01 11:00:00', 'D'",
            "1, 'late', TIMESTAMP '2024-03-01', TIMESTAMP '2024-06-01 11:30:00', 'U'",
            "2, 'never', TIMESTAMP '2024-03-01', TIMESTAMP '2024-05-01 08:00:00', 'U'");
        var second = await project.LoadAsync();

        Errors(first).ShouldBeEmpty();
        Errors(second).ShouldBeEmpty();
        first.Batches.ShouldHaveSingleItem().Result.Counts[LoadCounts.NewMembers].ShouldBe(2);
        second.Batches.ShouldHaveSingleItem().Batch.Range.High.ShouldBe(new DateTime(2024, 6, 1, 11, 0, 0, DateTimeKind.Utc));
        (await project.AskAsync("SELECT id, name, is_current FROM mart.dim_member WHERE member_key > 0 ORDER BY id, valid_from"))
            .Select(r => string.Join(" ", r)).ShouldBe(["1 a;-- False", "1 A;-- True", "2 b;-- False"]);
        (await project.LoadAsync()).Batches.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task The_engines_own_text_comes_before_the_default_and_every_batch_is_the_whole_query(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Members(
            $$"""
                sql: {default: SELECT 1 AS id, {{engine}}: "WITH m AS (SELECT 1 AS id, 'own' AS name) SELECT id, name FROM m"}
                columns: {id: integer, name: string}
                feed: snapshot
            """));

        Errors(await project.LoadAsync()).ShouldBeEmpty();
        (await project.AskAsync("SELECT id, name FROM mart.dim_member WHERE member_key > 0")).ShouldHaveSingleItem().ShouldBe([1L, "own"]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_value_of_a_type_that_the_model_has_no_word_for_is_converted_by_itself(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Members(
            """
                sql: {default: "SELECT sum(id) AS id, name FROM (SELECT 1 AS id, 'a' AS name UNION ALL SELECT 9223372036854775807, 'b' UNION ALL SELECT 1, 'b') AS m GROUP BY name"}
                columns: {id: integer, name: string}
                feed: snapshot
            """));

        var batch = (await project.LoadAsync()).Batches.ShouldHaveSingleItem().Result;

        batch.Error.ShouldBeNull();
        batch.Counts[LoadCounts.NewMembers].ShouldBe(1);
        batch.Rejects.ShouldHaveSingleItem().Samples.ShouldHaveSingleItem().Reason.ShouldBe("id does not convert to its declared type");
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_breaks_the_contract_is_refused_before_anything_is_read(string engine, string query, string rule, string message)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Members(
            $$"""
                sql: {default: "{{query}}"}
                columns: {id: integer, name: string, unread: timestamp}
                feed: snapshot
            """));

        var result = (await project.LoadAsync()).Batches.ShouldHaveSingleItem().Result;

        result.Status.ShouldBe(BatchStatus.Refused);
        result.Error!.Rule.Name.ShouldBe(rule);
        result.Error.Message.ShouldContain(message);
        result.Error.Span.File.ShouldBe("warehouse.yml");
    }

    public static IEnumerable<TheoryDataRow<string, string, string, string>> Broken =>
        from engine in new[] { "duckdb", "postgres" }
        from broken in new (string Query, string Rule, string Message)[]
        {
            ("SELECT 1 AS id, 'a' AS name", "source-column-missing", "the query of `members` has no column `unread`; it has `id`, `name`"),
            ("SELECT '1' AS id, 'a' AS name, TIMESTAMP '2024-01-01' AS unread", "source-column-retyped", "`columns` promises `id` as `integer`, and the query of `members` has it as `string`"),
            ("SELECT 1 AS id, 'a' AS name, DATE '2024-01-01' AS unread", "source-column-retyped", "`columns` promises `unread` as `timestamp`, and the query of `members` has it as `date`"),
            ("SELECT 1 AS id, 'a' AS name, 'b' AS name, TIMESTAMP '2024-01-01' AS unread", "bad-header", "the query of `members` has two columns `name`"),
            ("SELECT 1 AS id FROM nowhere", "source-query-failed", "nowhere"),
            ("SELECT 1 AS id; DROP SCHEMA mart CASCADE", "source-query-failed", "the query of `members` cannot be run"),
            ("SELEKT 1", "source-query-failed", "the query of `members` cannot be run"),
            ("SELECT CAST(1.5 AS decimal(3,1)) AS id, 'a' AS name, TIMESTAMP '2024-01-01' AS unread", "source-column-retyped", "`columns` promises `id` as `integer`, and the query of `members` has it as `decimal"),
        }
        // DuckDB gives the second of two columns a name of its own.
        where engine != "duckdb" || broken.Rule != "bad-header"
        select new TheoryDataRow<string, string, string, string>(engine, broken.Query, broken.Rule, broken.Message);

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_table_that_no_longer_keeps_the_contract_is_refused(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Members(
            """
                table: raw.members
                columns: {id: integer, since: date}
                feed: snapshot
            """));
        await project.ExecuteAsync("CREATE SCHEMA raw");
        await project.ExecuteAsync("CREATE TABLE raw.members (id integer, name varchar, since varchar)");

        var retyped = (await project.LoadAsync()).Batches.ShouldHaveSingleItem().Result.Error!;
        await project.ExecuteAsync("ALTER TABLE raw.members DROP COLUMN since");
        var missing = (await project.LoadAsync()).Batches.ShouldHaveSingleItem().Result.Error!;

        retyped.Rule.ShouldBe(ExecutionRules.SourceColumnRetyped);
        retyped.Message.ShouldBe("`columns` promises `since` as `date`, and `raw.members` has it as `string`");
        retyped.Help.ShouldBe("mend the table, or declare `since` as `string`");
        missing.Rule.ShouldBe(ExecutionRules.SourceColumnMissing);
        missing.Message.ShouldBe("`raw.members` has no column `since`; it has `id`, `name`");
    }

    private static string Members(string source) =>
        $$"""
        sources:
          members:
        {{source}}
        dimensions:
          member:
            source: members
            key: {id: integer}
            attributes: {name: {type: string, scd: 2} }
        """;

    private static async Task InsertAsync(ProjectUnderTest project, params string[] rows) =>
        await project.ExecuteAsync($"INSERT INTO raw.log VALUES {string.Join(", ", rows.Select(r => $"({r})"))}");

    private static IEnumerable<string> Errors(LoadResult result) => result.Batches.Select(b => b.Result.Error?.Message).Append(result.Error?.Message).OfType<string>();
}
