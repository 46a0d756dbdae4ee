using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.ExecutionTests.Adapters;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Runs;

/// <summary>`--full-refresh`: all that the sources have, in place of what is there, and surrogate keys are kept.</summary>
public sealed class FullRefreshTests
{
    private static readonly LoadOptions Refresh = new() { FullRefresh = true };

    private const string Model =
        """
        sources:
          members: {table: raw.members, feed: changes, effective_at: since, delete_when: "gone = 'y'", watermark: {column: loaded_at}}
          products: {files: {path: "data/products_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: snapshot, max_delete_ratio: 100%}
          orders: {table: raw.orders, feed: upserts, watermark: {column: loaded_at}}
        dimensions:
          date: {type: calendar, range: [2024-01-01, 2024-01-31]}
          member: {source: members, key: {id: integer}, scd: 2, attributes: {name: string, letter: {type: string, scd: 1, expr: "LETTER"}}}
          product: {source: products, key: {sku: string}, attributes: {price: {type: integer, scd: 2}, name: string}}
        facts:
          order: {type: transaction, source: orders, grain: [id], event_time: ordered_at, degenerate: {id: integer}, dimensions: {day: {dim: date, key: [ordered_at]}, member: {key: [member_id], late: infer}, product: {key: [sku]}}, measures: {amount: integer}}
        aggregates:
          daily: {fact: order, by: [day.date, member.name], measures: [amount]}
        """;

    private const string Versions = "SELECT member_key, member_durable_key, id, name, letter, valid_from, valid_to, is_current, is_inferred, _started_at, _last_change_at, _is_last FROM mart.dim_member ORDER BY member_key";

    private const string Products = "SELECT product_key, product_durable_key, sku, price, name, valid_from, valid_to, is_current FROM mart.dim_product ORDER BY product_key";

    private const string Facts = "SELECT id, amount, day_key, member_key, product_key FROM mart.fact_order ORDER BY id";

    private const string Daily = "SELECT day_date, member_name, amount, row_count FROM mart.agg_daily ORDER BY 1, 2";

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Of_an_unchanged_source_and_model_changes_nothing_surrogate_keys_included(string engine)
    {
        await using var project = await LoadedAsync(engine);
        var before = await StateAsync(project);

        var result = await project.LoadAsync(Refresh);

        Errors(result).ShouldBeEmpty();
        result.Batches.Select(b => (b.Batch.Load.Pipeline, b.Batch.Mode, b.Result.Status)).ShouldBe(
            [("dim_member", "full-refresh", BatchStatus.Committed), ("dim_product", "full-refresh", BatchStatus.Committed), ("fact_order", "full-refresh", BatchStatus.Committed)]);
        (await StateAsync(project)).ShouldBe(before);
        (await project.AskAsync("SELECT count(*) FROM mart.dim_member WHERE changed_by IN (SELECT batch_id FROM _warehouse.batch WHERE mode = 'full-refresh')")).ShouldBe([[0L]], "no version was written");
        await AsideIsGoneAsync(project);
        (await project.LoadAsync()).Batches.ShouldBeEmpty("all is loaded");
        Errors(await project.LoadAsync(Refresh)).ShouldBeEmpty("and may be refreshed again");
        project.Write("data/products_2024-01-09.csv", "sku,price,name\nmug,15,Mug\n");
        Errors(await project.LoadAsync()).ShouldBeEmpty("and goes on with the next snapshot");
        (await project.AskAsync("SELECT price FROM mart.dim_product WHERE sku = 'mug' AND is_current")).ShouldBe([[15L]]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task After_the_model_has_changed_every_version_says_what_the_model_says_now_under_its_own_key(string engine)
    {
        await using var project = await LoadedAsync(engine);
        var before = await project.AskAsync(Versions);
        await using var changed = project.As(Of("upper(name)"));

        Errors(await changed.LoadAsync(Refresh)).ShouldBeEmpty();

        var after = await project.AskAsync(Versions);
        after.Select(r => (r[0], r[1], r[2], r[3], r[5])).ShouldBe(before.Select(r => (r[0], r[1], r[2], r[3], r[5])));
        after.Where(r => r[2] is not null && r[8] is false).ShouldAllBe(r => (string)r[4]! == "B" || (string)r[4]! == "Y");
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Facts_follow_versions_that_come_go_and_move_and_aggregates_with_them(string engine)
    {
        await using var project = await LoadedAsync(engine);
        // The source was mended behind the watermark: the first change is another, one has gone, and one has come between.
        await project.ExecuteAsync("DELETE FROM raw.members WHERE id = 1 AND name = 'b'");
        await project.ExecuteAsync("INSERT INTO raw.members VALUES (1, 'between', TIMESTAMP '2024-01-03 00:00:00', TIMESTAMP '2024-01-02 00:00:00', 'n')");

        var refused = await project.LoadAsync(Refresh);
        var accepted = await project.LoadAsync(Refresh with { Batches = new() { Lifted = ["accept-deletes"] } });

        refused.Batches[0].Result.Error!.Code.ShouldBe("WH5121");
        refused.ExitCode.ShouldBe(5);
        Errors(accepted).ShouldBeEmpty();
        await using var fresh = await FreshAsync(engine, project);
        (await project.AskAsync("SELECT id, name, valid_from, valid_to FROM mart.dim_member WHERE member_key > 0 ORDER BY 1, 3")).ShouldBe(
            await fresh.AskAsync("SELECT id, name, valid_from, valid_to FROM mart.dim_member WHERE member_key > 0 ORDER BY 1, 3"));
        const string seen = "SELECT f.id, f.amount, m.id AS member, m.name, m.valid_from, p.sku, p.price FROM mart.fact_order f JOIN mart.dim_member m ON m.member_key = f.member_key JOIN mart.dim_product p ON p.product_key = f.product_key ORDER BY 1";
        (await project.AskAsync(seen)).ShouldBe(await fresh.AskAsync(seen));
        (await project.AskAsync(Daily)).ShouldBe(await fresh.AskAsync(Daily));
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task What_the_source_has_no_longer_is_lost_only_where_that_is_accepted_and_members_stay(string engine)
    {
        await using var project = await LoadedAsync(engine);
        project.Delete("data/products_2024-01-01.csv");
        await project.ExecuteAsync("DELETE FROM raw.orders WHERE id = 2");
        var before = await StateAsync(project);

        var refused = await project.LoadAsync(Refresh);

        refused.Batches.Select(b => b.Result.Error?.Code).ShouldBe([null, "WH5120", "WH5008"]);
        (await StateAsync(project)).ShouldBe(before);
        var facts = await project.LoadAsync(Refresh with { Batches = new() { Lifted = ["accept-deletes"] } });
        Errors(facts).ShouldBeEmpty();
        (await project.AskAsync("SELECT id FROM mart.fact_order ORDER BY id")).ShouldBe([[1L], [3L], [4L]]);
        (await project.AskAsync("SELECT sku, price FROM mart.dim_product WHERE product_key > 0 AND NOT is_inferred ORDER BY sku, valid_from")).ShouldBe(
            [["lamp", 40L], ["mug", 14L]], "what the missing file told is gone, and who was only in it stays as it was");
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_member_of_whom_the_source_has_a_deletion_alone_is_gone_and_waits_inferred_where_facts_refer_to_it(string engine)
    {
        await using var project = await LoadedAsync(engine);
        await project.ExecuteAsync("DELETE FROM raw.members WHERE id = 2 AND gone = 'n'");
        const string members = "SELECT id, name, valid_from, valid_to, is_inferred FROM mart.dim_member WHERE member_key > 0 ORDER BY 1, 3";
        const string durable = "SELECT DISTINCT member_durable_key FROM mart.dim_member WHERE id = 2";
        var before = await project.AskAsync(durable);

        var refused = await project.LoadAsync(Refresh);
        var accepted = await project.LoadAsync(Refresh with { Batches = new() { Lifted = ["accept-deletes"] } });

        refused.Batches[0].Result.Error!.Code.ShouldBe("WH5121");
        Errors(accepted).ShouldBeEmpty();
        await using var fresh = await FreshAsync(engine, project);
        (await project.AskAsync(members)).ShouldBe(await fresh.AskAsync(members));
        (await project.AskAsync(durable)).ShouldBe(before);
        (await project.AskAsync("SELECT id, _is_delete FROM mart.member__changes WHERE id = 2")).ShouldBe([[2L, true]]);
    }

    [Theory]
    [InlineData("versions", "", 2)]
    [InlineData("the first value", "", 0)]
    [InlineData("the value before", "", 3)]
    [InlineData("what a row leaves out", ", null_means: unchanged", 1)]
    public async Task What_a_dimension_has_observed_cannot_be_loaded_again(string observed, string source, int scd)
    {
        await using var project = await ProjectUnderTest.CreateAsync("duckdb", $$"""
            sources:
              members: {table: raw.members, feed: upserts{{source}}}
            dimensions:
              member:
                source: members
                key: {id: integer}
                attributes:
                  name: {type: string, scd: {{scd}} }
            """);

        var result = await project.LoadAsync(Refresh);

        result.Batches.ShouldHaveSingleItem().Result.Error!.Message.ShouldBe("`dim_member` cannot be refreshed: its source says what is so now and not what was: the history that was observed would be lost", observed);
        result.ExitCode.ShouldBe(5);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_deletion_that_no_load_has_seen_yet_is_seen_by_the_next_one(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, """
            sources:
              members: {table: raw.members, feed: upserts, delete_when: "gone = 'y'", watermark: {column: loaded_at}}
            dimensions:
              member: {source: members, key: {id: integer}, on_delete: flag, attributes: {name: {type: string, scd: 1}}}
            """);
        await project.ExecuteAsync("CREATE SCHEMA raw");
        await project.ExecuteAsync("CREATE TABLE raw.members (id bigint, name varchar, loaded_at timestamp, gone varchar)");
        await project.ExecuteAsync("INSERT INTO raw.members VALUES (1, 'a', TIMESTAMP '2024-01-01 00:00:00', 'n'), (2, 'b', TIMESTAMP '2024-01-01 00:00:00', 'n')");
        Errors(await project.LoadAsync()).ShouldBeEmpty();
        await project.ExecuteAsync("UPDATE raw.members SET gone = 'y', loaded_at = TIMESTAMP '2024-01-02 00:00:00' WHERE id = 2");

        var refreshed = await project.LoadAsync(Refresh);
        var loaded = await project.LoadAsync();

        Errors(refreshed).Concat(Errors(loaded)).ShouldBeEmpty();
        (await project.AskAsync("SELECT id, name, is_deleted FROM mart.dim_member WHERE member_key > 0 ORDER BY id")).ShouldBe([[1L, "a", false], [2L, "b", true]]);
        (await project.LoadAsync()).Batches.ShouldBeEmpty("all is loaded");

        await project.ExecuteAsync("INSERT INTO _warehouse.watermark (pipeline, source, hi) SELECT pipeline, 'gone', hi FROM _warehouse.watermark");
        await project.ExecuteAsync("UPDATE _warehouse.watermark SET hi = TIMESTAMP '2024-01-03 00:00:00'");
        Errors(await project.LoadAsync(Refresh)).ShouldBeEmpty();
        (await project.AskAsync("SELECT source, hi FROM _warehouse.watermark ORDER BY source")).ShouldBe(
            [["gone", new DateTime(2024, 1, 3, 0, 0, 0, DateTimeKind.Utc)], ["members", new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc)]], "what a load has read that came between is read again");
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Corrections_that_were_appended_are_lost_only_where_that_is_accepted(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, """
            sources:
              orders: {table: raw.orders, feed: upserts, watermark: {column: loaded_at}}
            facts:
              order: {type: transaction, source: orders, grain: [id], event_time: ordered_at, on_duplicate: append_reversal, degenerate: {id: integer}, dimensions: {day: {dim: date, key: [ordered_at]}}, measures: {amount: integer}}
            dimensions:
              date: {type: calendar, range: [2024-01-01, 2024-01-31]}
            """);
        await project.ExecuteAsync("CREATE SCHEMA raw");
        await project.ExecuteAsync("CREATE TABLE raw.orders (id bigint, ordered_at timestamp, amount bigint, loaded_at timestamp)");
        await project.ExecuteAsync("INSERT INTO raw.orders VALUES (1, TIMESTAMP '2024-01-02 00:00:00', 10, TIMESTAMP '2024-01-02 00:00:00')");
        Errors(await project.LoadAsync()).ShouldBeEmpty();
        await project.ExecuteAsync("UPDATE raw.orders SET amount = 12, loaded_at = TIMESTAMP '2024-01-03 00:00:00'");
        Errors(await project.LoadAsync()).ShouldBeEmpty();
        const string statements = "SELECT id, amount FROM mart.fact_order ORDER BY amount";

        var refused = await project.LoadAsync(Refresh);

        refused.Batches[^1].Result.Error!.Code.ShouldBe("WH5122");
        refused.Batches[^1].Result.Error!.Message.ShouldContain("the source has rows or corrections of order no longer");
        (await project.AskAsync(statements)).ShouldBe([[1L, -10L], [1L, 10L], [1L, 12L]]);
        Errors(await project.LoadAsync(Refresh with { Batches = new() { Lifted = ["accept-deletes"] } })).ShouldBeEmpty();
        (await project.AskAsync(statements)).ShouldBe([[1L, 12L]]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Two_refreshes_and_a_load_at_once_end_as_one_after_the_other(string engine)
    {
        await using var project = await LoadedAsync(engine);
        var before = await StateAsync(project);

        var results = await Task.WhenAll(project.LoadAsync(Refresh), project.LoadAsync(), project.LoadAsync(Refresh));

        results.ShouldAllBe(r => r.ExitCode == 0 || r.ExitCode == 75);
        (await StateAsync(project)).ShouldBe(before);
        await AsideIsGoneAsync(project);
    }

    private static string Of(string letter) => Model.Replace("LETTER", letter, StringComparison.Ordinal);

    private static async Task<ProjectUnderTest> LoadedAsync(string engine)
    {
        var project = await ProjectUnderTest.CreateAsync(engine, Of("lower(name)"));
        await project.ExecuteAsync("CREATE SCHEMA raw");
        await project.ExecuteAsync("CREATE TABLE raw.members (id bigint, name varchar, since timestamp, loaded_at timestamp, gone varchar)");
        await project.ExecuteAsync("INSERT INTO raw.members VALUES (1, 'a', TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-01 00:00:00', 'n'), (2, 'Y', TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-01 00:00:00', 'n')");
        await project.ExecuteAsync("CREATE TABLE raw.orders (id bigint, member_id bigint, sku varchar, ordered_at timestamp, amount bigint, loaded_at timestamp)");
        await project.ExecuteAsync("INSERT INTO raw.orders VALUES (1, 1, 'mug', TIMESTAMP '2024-01-02 00:00:00', 10, TIMESTAMP '2024-01-02 00:00:00'), (2, 9, 'mug', TIMESTAMP '2024-01-02 00:00:00', 20, TIMESTAMP '2024-01-02 00:00:00')");
        project.Write("data/products_2024-01-01.csv", "sku,price,name\nmug,12,Mug\nlamp,40,Lamp\n");
        Errors(await project.LoadAsync()).ShouldBeEmpty();
        await project.ExecuteAsync("INSERT INTO raw.members VALUES (1, 'b', TIMESTAMP '2024-01-05 00:00:00', TIMESTAMP '2024-01-05 00:00:00', 'n'), (2, 'Y', TIMESTAMP '2024-01-06 00:00:00', TIMESTAMP '2024-01-06 00:00:00', 'y')");
        await project.ExecuteAsync("INSERT INTO raw.orders VALUES (3, 1, 'mug', TIMESTAMP '2024-01-06 00:00:00', 30, TIMESTAMP '2024-01-06 00:00:00'), (4, 2, 'nothing', TIMESTAMP '2024-01-04 00:00:00', 40, TIMESTAMP '2024-01-06 00:00:00')");
        project.Write("data/products_2024-01-05.csv", "sku,price,name\nmug,14,Mug\n");
        Errors(await project.LoadAsync()).ShouldBeEmpty();
        return project;
    }

    /// <summary>Another target, into which all that the sources have now is loaded for the first time.</summary>
    private static async Task<ProjectUnderTest> FreshAsync(string engine, ProjectUnderTest project)
    {
        var fresh = await ProjectUnderTest.CreateAsync(engine, Of("lower(name)"));
        await fresh.ExecuteAsync("CREATE SCHEMA raw");
        await fresh.ExecuteAsync("CREATE TABLE raw.members (id bigint, name varchar, since timestamp, loaded_at timestamp, gone varchar)");
        await fresh.ExecuteAsync("CREATE TABLE raw.orders (id bigint, member_id bigint, sku varchar, ordered_at timestamp, amount bigint, loaded_at timestamp)");
        foreach (var r in await project.AskAsync("SELECT id, name, since, loaded_at, gone FROM raw.members"))
            await fresh.ExecuteAsync(FormattableString.Invariant($"INSERT INTO raw.members VALUES ({r[0]}, '{r[1]}', TIMESTAMP '{r[2]:yyyy-MM-dd}', TIMESTAMP '{r[3]:yyyy-MM-dd}', '{r[4]}')"));
        foreach (var r in await project.AskAsync("SELECT id, member_id, sku, ordered_at, amount, loaded_at FROM raw.orders"))
            await fresh.ExecuteAsync(FormattableString.Invariant($"INSERT INTO raw.orders VALUES ({r[0]}, {r[1]}, '{r[2]}', TIMESTAMP '{r[3]:yyyy-MM-dd}', {r[4]}, TIMESTAMP '{r[5]:yyyy-MM-dd}')"));
        fresh.Write("data/products_2024-01-01.csv", "sku,price,name\nmug,12,Mug\nlamp,40,Lamp\n");
        fresh.Write("data/products_2024-01-05.csv", "sku,price,name\nmug,14,Mug\n");
        Errors(await fresh.LoadAsync()).ShouldBeEmpty();
        return fresh;
    }

    private static async Task<string> StateAsync(ProjectUnderTest project)
    {
        var all = new List<string>();
        foreach (var query in new[]
        {
            Versions, Products, Facts, Daily, "SELECT pipeline, source, hi FROM _warehouse.watermark ORDER BY 1", "SELECT pipeline, name, content_hash FROM _warehouse.file ORDER BY 1, 2",
            "SELECT id, _effective_at, _is_delete, name FROM mart.member__changes ORDER BY 1, 2",
        })
            all.AddRange((await project.AskAsync(query)).Select(r => string.Join(" | ", r)));
        return string.Join('\n', all);
    }

    private static async Task AsideIsGoneAsync(ProjectUnderTest project) =>
        (await project.AskAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = '_warehouse' AND (table_name LIKE 'aside%' OR table_name LIKE 'stage%' OR table_name LIKE 'landing%')")).ShouldBeEmpty();

    private static IEnumerable<string> Errors(LoadResult result) => result.Batches.Select(b => b.Result.Error?.Message).Append(result.Error?.Message).OfType<string>();
}
