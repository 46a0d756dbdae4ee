using Shouldly;
using Warehouse.ExecutionTests.Acceptance;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

/// <summary>`status` alone tells an operator what is late, what failed, why, and what to type next.</summary>
public sealed class StatusTests
{
    private const string Model = """
        version: 1
        name: shop
        sources:
          fresh: {files: {path: "data/fresh_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: upserts, freshness: {warn_after: 6h, fail_after: 24h}}
          late: {files: {path: "data/late_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: upserts, freshness: {warn_after: 6h, fail_after: 3d}}
          old: {files: {path: "data/old_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: upserts, freshness: {fail_after: 24h}}
          none: {files: {path: "data/none_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: upserts, freshness: {warn_after: 1h}}
          free: {files: {path: "data/free_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: upserts}
        dimensions:
          a: {source: fresh, key: {id: string}, attributes: {x: string}}
          b: {source: late, key: {id: string}, attributes: {x: string}}
          c: {source: old, key: {id: string}, attributes: {x: string}}
          d: {source: none, key: {id: string}, attributes: {x: string}}
          e: {source: free, key: {id: string}, attributes: {x: string}}

        """;

    private const string Sales = """
        version: 1
        name: shop
        sources:
          products: {files: {path: "data/products_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: upserts, freshness: {warn_after: 6h}}
          sales: {files: {path: "data/sales_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: upserts}
          stores: {files: {path: "data/stores_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: upserts}
        dimensions:
          product: {source: products, key: {sku: string}, attributes: {price: integer}}
          store: {source: stores, key: {store_id: string}, attributes: {city: string}}
        facts:
          sale: {type: transaction, source: sales, grain: [sale_id], event_time: sold_at, degenerate: {sale_id: string}, dimensions: {product: {key: [sku]}, store: {key: [store_id], late: hold}}, measures: {amount: integer}}

        """;

    private static readonly DateTimeOffset Day = new(2024, 3, 5, 5, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_source_whose_newest_row_is_older_than_it_may_be_is_told(string engine)
    {
        using var shop = Workspace.Of(engine, ("data/fresh_2024-03-05.csv", "id,x\n1,a\n"), ("data/late_2024-03-04.csv", "id,x\n1,a\n"), ("data/old_2024-03-01.csv", "id,x\n1,a\n"), ("data/free_2020-01-01.csv", "id,x\n1,a\n"));
        shop.Write("warehouse.yml", Model + shop.Target);
        shop.Clock = new At(Day);
        (await shop.RunAsync("apply", "--yes")).Exit.ShouldBe(0);
        (await shop.RunAsync("load")).Exit.ShouldBe(5, "a source of files without any file is refused");

        var text = await shop.RunAsync("status");
        var json = await shop.RunAsync("status", "--json");

        text.Out.ShouldContain("dim_b: `late` is late, its newest row is 29 hours old, late after 6 hours\n");
        text.Out.ShouldContain("dim_c: `old` is too old, its newest row is 4 days old, too old after 24 hours\n");
        text.Out.ShouldContain("dim_d: `none` is late, nothing was loaded yet\n");
        text.Out.ShouldNotContain("`fresh` is");
        json.Json.GetProperty("pipelines").EnumerateArray().Select(p => p.GetProperty("freshness") is { ValueKind: System.Text.Json.JsonValueKind.Object } f ? $"{f.GetProperty("state")} {f.GetProperty("newest")}" : "")
            .ShouldBe(["fresh 2024-03-05T00:00:00Z", "late 2024-03-04T00:00:00Z", "too_old 2024-03-01T00:00:00Z", "late ", ""]);
        json.Json.GetProperty("pipelines").EnumerateArray().Select(p => p.GetProperty("state").GetString()).ShouldBe(["ok", "late", "too old", "refused", "ok"]);
    }

    [Theory]
    [InlineData("duckdb", 80)]
    [InlineData("duckdb", 200)]
    [InlineData("postgres", 200)]
    public async Task It_alone_tells_what_is_late_what_failed_why_and_what_to_type_next(string engine, int width)
    {
        using var shop = await SalesAsync(engine);
        // A good day, then one with a broken file, a row that does not convert, and a sale in a store that has not come.
        (await LoadAsync(shop, Day)).ShouldBe(0);
        shop.Write("data/products_2024-03-05.csv", "sku;price\nMUG;14\n");
        shop.Write("data/stores_2024-03-05.csv", "store_id,city\nS1,Oslo\n,Bergen\n");
        shop.Write("data/sales_2024-03-05.csv", "sale_id,sold_at,sku,store_id,amount\n3,2024-03-05T01:00:00Z,MUG,S1,1\n");
        (await LoadAsync(shop, Day.AddHours(7))).ShouldBe(5);
        shop.Clock = new At(Day.AddHours(9));

        var said = await shop.RunAsync(width, onTerminal: false, "status");

        said.Exit.ShouldBe(0, said.ToString());
        Golden.ShouldMatch(said.Out, "tests", "Warehouse.ExecutionTests", "Cli", "Goldens", $"status-{width}.txt");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_was_mended_is_trouble_no_more(string engine)
    {
        using var shop = await SalesAsync(engine);
        shop.Write("data/products_2024-03-04.csv", "sku;price\nMUG;14\n");
        (await LoadAsync(shop, Day)).ShouldBe(5);
        (await StatesAsync(shop)).ShouldBe("dim_product refused, dim_store ok, fact_sale waits");

        shop.Write("data/products_2024-03-04.csv", "sku,price\nMUG,14\n");
        (await LoadAsync(shop, Day.AddHours(1))).ShouldBe(0);

        (await StatesAsync(shop)).ShouldBe("dim_product late, dim_store ok, fact_sale ok");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_last_runs_are_told_and_of_those_that_found_nothing_the_last(string engine)
    {
        using var shop = await SalesAsync(engine);
        foreach (var hour in Enumerable.Range(0, 4))
            await LoadAsync(shop, Day.AddHours(hour));
        shop.Write("data/stores_2024-03-05.csv", "store_id,city\nS2,Bergen\n");
        await LoadAsync(shop, Day.AddHours(4));

        var runs = (await shop.RunAsync("status", "--json", "--runs", "10")).Json.GetProperty("runs").EnumerateArray().ToList();

        runs.Select(r => $"{r.GetProperty("started_at")} {r.GetProperty("status")} {r.GetProperty("batches")} {r.GetProperty("ended")} {r.GetProperty("command")}").ShouldBe(
        [
            """2024-03-05T09:00:00Z done 1 {"committed":1} load --quiet""", """2024-03-05T08:00:00Z done 0 {} load --quiet""", """2024-03-05T05:00:00Z done 3 {"committed":3} load --quiet""",
        ]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_run_that_was_killed_is_seen(string engine)
    {
        using var shop = await SalesAsync(engine);
        await LoadAsync(shop, Day);
        shop.Execute("UPDATE _warehouse.run SET status = 'running', ended_at = NULL, exit_code = NULL");
        shop.Execute("DELETE FROM _warehouse.run_batch WHERE number > 1");
        shop.Clock = new At(Day.AddHours(3));

        (await shop.RunAsync("status")).Out.ShouldContain("running: 1 committed; no sign of life for 3 hours: it runs still, or was killed");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_run_history_that_cannot_be_written_fails_no_run(string engine)
    {
        using var shop = await SalesAsync(engine);
        shop.Execute("DROP TABLE _warehouse.run_batch");
        shop.Execute("DROP TABLE _warehouse.run");
        shop.Clock = new At(Day);

        var said = await shop.RunAsync("load");

        said.Exit.ShouldBe(0, said.ToString());
        said.Error.ShouldContain("warning WH5010: the run history cannot be written");
        said.Error.Split("WH5010").Length.ShouldBe(2, "told once");
        var status = await shop.RunAsync("status");
        status.Exit.ShouldBe(0, status.ToString());
        status.Out.ShouldContain("warehouse apply");
    }

    private static async Task<Workspace> SalesAsync(string engine)
    {
        var shop = Workspace.Of(
            engine,
            ("data/products_2024-03-04.csv", "sku,price\nMUG,12\nLAMP,40\n"),
            ("data/stores_2024-03-04.csv", "store_id,city\nS1,Oslo\n"),
            ("data/sales_2024-03-04.csv", "sale_id,sold_at,sku,store_id,amount\n1,2024-03-04T10:00:00Z,MUG,S1,1\n2,2024-03-04T10:00:00Z,MUG,S9,1\n"));
        shop.Write("warehouse.yml", Sales + shop.Target);
        (await shop.RunAsync("apply", "--yes")).Exit.ShouldBe(0);
        return shop;
    }

    private static async Task<int> LoadAsync(Workspace shop, DateTimeOffset at)
    {
        shop.Clock = new At(at);
        return (await shop.RunAsync("load", "--quiet")).Exit;
    }

    private static async Task<string> StatesAsync(Workspace shop) =>
        string.Join(", ", (await shop.RunAsync("status", "--json")).Json.GetProperty("pipelines").EnumerateArray().Select(p => $"{p.GetProperty("pipeline")} {p.GetProperty("state")}"));

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;

        // Durations are 0, so that what is shown is always the same.
        public override long GetTimestamp() => 0;
    }
}
