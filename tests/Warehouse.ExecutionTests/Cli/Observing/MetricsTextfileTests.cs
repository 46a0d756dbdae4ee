using Shouldly;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.ExecutionTests.Cli.Observing;

public sealed class MetricsTextfileTests
{
    [Fact]
    public async Task A_run_leaves_what_it_counted_in_the_format_of_Prometheus()
    {
        using var shop = await ShopAsync("metrics/warehouse.prom");

        var said = await shop.RunAsync("run");

        said.Exit.ShouldBe(0, said.ToString());
        Golden.ShouldMatch(Read(shop, "metrics/warehouse.prom"), "tests", "Warehouse.ExecutionTests", "Cli", "Goldens", "warehouse.prom");
        Directory.GetFiles(Path.Combine(shop.Folder, "metrics")).Length.ShouldBe(1, "nothing unfinished is left");
    }

    [Fact]
    public async Task A_run_without_news_is_there_with_its_zeros_and_the_last_commits_stay()
    {
        using var shop = await ShopAsync("warehouse.prom");
        await shop.RunAsync("run");
        var before = Lines(shop, "last_commit");

        (await shop.RunAsync("run")).Exit.ShouldBe(0);

        Lines(shop, "last_commit").ShouldBe(before);
        Lines(shop, "pipeline_rows").Count.ShouldBeGreaterThan(60);
        Lines(shop, "pipeline_rows").ShouldAllBe(l => l.EndsWith(" 0"));
        Lines(shop, "run_success").ShouldBe(["warehouse_run_success{project=\"shop\",target=\"local\"} 1"]);
    }

    [Fact]
    public async Task A_failure_counts_and_so_does_one_before_the_load()
    {
        using var shop = await ShopAsync("warehouse.prom");
        shop.Write("data/products_2024-03-02.csv", "sku;name;price\nMUG;Trail Mug;1\n");
        await shop.RunAsync("run");
        Lines(shop, "run_success").Single().ShouldEndWith(" 0");
        Lines(shop, "run_exit_code").Single().ShouldEndWith(" 5");
        Lines(shop, "pipeline_failures").ShouldContain("warehouse_pipeline_failures{project=\"shop\",target=\"local\",pipeline=\"dim_product\"} 1");

        File.Delete(Path.Combine(shop.Folder, ".warehouse/shop.duckdb"));
        Directory.CreateDirectory(Path.Combine(shop.Folder, ".warehouse/shop.duckdb"));
        (await shop.RunAsync("run")).Exit.ShouldBe(1);
        Lines(shop, "run_exit_code").Single().ShouldEndWith(" 1");
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_one_warning()
    {
        using var shop = await ShopAsync("data/products_2024-03-01.csv/warehouse.prom");

        var said = await shop.RunAsync("run");

        said.Exit.ShouldBe(0, said.ToString());
        said.Error.ShouldContain("warning WH7024 (metrics-not-written): the metrics were not written: ");
    }

    private static async Task<Shop> ShopAsync(string file)
    {
        var shop = await Shop.NewAsync();
        shop.Write("warehouse.yml", await File.ReadAllTextAsync(Path.Combine(shop.Folder, "warehouse.yml")) + $"\nobserve:\n  metrics: {{textfile: {file}}}\n");
        return shop;
    }

    private static string Read(Shop shop, string file) => File.ReadAllText(Path.Combine(shop.Folder, file));

    private static List<string> Lines(Shop shop, string name) =>
        [.. Read(shop, "warehouse.prom").Split('\n').Where(l => l.StartsWith($"warehouse_{name}", StringComparison.Ordinal) || l.StartsWith($"warehouse_pipeline_{name}", StringComparison.Ordinal))];
}
