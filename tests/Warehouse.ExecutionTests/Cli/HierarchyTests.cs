using Shouldly;
using Warehouse.ExecutionTests.Acceptance;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

/// <summary>Hierarchies of fixed depth: a value of a level with two parents is loaded and reported.</summary>
public sealed class HierarchyTests
{
    public static TheoryData<string> Engines => ["duckdb", "postgres"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_value_with_two_parents_among_current_members_is_counted_and_named(string engine)
    {
        using var shop = Create(engine);
        // Mugs are in two departments, and Lamps in one and in none; of P3's two versions only the current one counts.
        shop.Write("data/products_2024-01-01.csv", "sku,department,category\nP1,Kitchen,Mugs\nP2,Garden,Mugs\nP3,Garden,Pots\nP4,Light,Lamps\nP5,,Lamps\nP6,Kitchen,\nP7,Garden,\n");

        var load = await shop.RunAsync("run", "--json");

        Batch(load).GetProperty("level_conflicts").GetInt32().ShouldBe(2);
        (await Results(shop)).ShouldBe(
        [
            "merchandise: category in department WH6001 category Lamps has more than one department: a drill-down through merchandise counts it under each",
            "merchandise: category in department WH6001 category Mugs has more than one department: a drill-down through merchandise counts it under each",
        ]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_was_not_touched_is_not_told_again_and_history_may_have_other_parents(string engine)
    {
        using var shop = Create(engine);
        shop.Write("data/products_2024-01-01.csv", "sku,department,category\nP1,Kitchen,Mugs\nP2,Garden,Mugs\nP3,Garden,Pots\n");
        (await shop.RunAsync("run")).Exit.ShouldBe(0);

        shop.Write("data/products_2024-01-02.csv", "sku,department,category\nP1,Kitchen,Mugs\nP2,Garden,Mugs\nP3,Kitchen,Pots\n");
        var moved = await shop.RunAsync("load", "--json");
        shop.Write("data/products_2024-01-03.csv", "sku,department,category\nP1,Kitchen,Mugs\nP2,Kitchen,Mugs\nP3,Kitchen,Pots\n");
        var mended = await shop.RunAsync("load", "--json");

        Batch(moved).GetProperty("new_versions").GetInt32().ShouldBe(1);
        Batch(moved).GetProperty("level_conflicts").GetInt32().ShouldBe(0);
        Batch(mended).GetProperty("level_conflicts").GetInt32().ShouldBe(0);
        (await Results(shop)).Count.ShouldBe(1);
    }

    private static System.Text.Json.JsonElement Batch(Answer answer) => answer.Json.GetProperty("batches")[0];

    private static async Task<IReadOnlyList<string>> Results(Workspace shop) =>
        [.. (await shop.RowsAsync("select check_name || ' ' || code || ' ' || reason as r from _warehouse.check_result order by reason")).Select(r => r[6..^2])];

    private static Workspace Create(string engine)
    {
        var shop = Workspace.Of(engine);
        shop.Write("warehouse.yml", $"version: 1\nname: shop\n{shop.Target}");
        shop.Write("model.yml", """
            sources:
              products: {files: {path: "data/products_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: snapshot}
            dimensions:
              product:
                source: products
                key: {sku: string}
                scd: 2
                attributes: {department: string, category: string}
                hierarchies: {merchandise: [department, category]}

            """);
        return shop;
    }
}
