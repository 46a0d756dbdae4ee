using Shouldly;
using Warehouse.ExecutionTests.Acceptance;
using Warehouse.ExecutionTests.Adapters;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

/// <summary>`status` tells which sources are late.</summary>
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

    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_source_whose_newest_row_is_older_than_it_may_be_is_told(string engine)
    {
        using var shop = Workspace.Of(engine, ("data/fresh_2024-03-05.csv", "id,x\n1,a\n"), ("data/late_2024-03-04.csv", "id,x\n1,a\n"), ("data/old_2024-03-01.csv", "id,x\n1,a\n"), ("data/free_2020-01-01.csv", "id,x\n1,a\n"));
        shop.Write("warehouse.yml", Model + shop.Target);
        shop.Clock = new At(new(2024, 3, 5, 5, 0, 0, TimeSpan.Zero));
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
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
