using System.Text.Json;
using Shouldly;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

public sealed class LoadTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public async Task A_run_ends_with_a_table_of_what_changed_that_fits_its_width(int width)
    {
        using var shop = await Shop.NewAsync();

        var said = await shop.RunAsync(new Terminal(width), "run");

        said.Exit.ShouldBe(0, said.ToString());
        said.Out.Split('\n').ShouldAllBe(l => l.Length <= width);
        Golden.ShouldMatch($"{said.Out}--- stderr\n{said.Error}", "tests", "Warehouse.ExecutionTests", "Cli", "Goldens", $"run-{width}.txt");
    }

    [Fact]
    public async Task A_fact_waits_where_no_file_of_its_dimension_is_there()
    {
        using var shop = await Shop.NewAsync();
        shop.Write("product.yml", File.ReadAllText(Path.Combine(shop.Folder, "product.yml")).Replace("data/products_*", "data/prodcts_*", StringComparison.Ordinal));

        var said = await shop.RunAsync("run", "--json");

        said.Exit.ShouldBe(5, said.ToString());
        said.Json().GetProperty("batches").EnumerateArray().Select(b => $"{b.GetProperty("pipeline").GetString()} {b.GetProperty("status").GetString()}")
            .ShouldBe(["dim_date committed", "dim_product refused", "fact_sale skipped", "fact_sale skipped"]);
    }

    [Fact]
    public async Task A_second_run_says_that_there_is_nothing_to_load()
    {
        using var shop = await Shop.LoadedAsync();

        (await shop.RunAsync("run")).ShouldBe(new Said(0, "nothing to load: all that the sources have is loaded\n", ""));
    }

    [Fact]
    public async Task On_a_terminal_a_live_table_is_drawn_and_taken_away_and_the_data_is_the_same()
    {
        using var shop = await Shop.NewAsync();
        using var plain = await Shop.NewAsync();

        var live = await shop.RunAsync(new Terminal(IsLive: true), "run");

        live.Exit.ShouldBe(0, live.ToString());
        live.Error.ShouldContain("fact_sale");
        live.Error.ShouldContain("\u001b[");
        string Counted(string text) => text[..text.LastIndexOf("\n\n", StringComparison.Ordinal)];
        Counted(live.Out).ShouldBe(Counted((await plain.RunAsync("run")).Out));
    }

    [Fact]
    public async Task As_json_a_run_is_one_object_in_the_shape_of_the_manual()
    {
        using var shop = await Shop.NewAsync();

        var said = await shop.RunAsync("run", "--json", "--quiet");

        said.Exit.ShouldBe(0);
        said.Error.ShouldBeEmpty();
        said.Json().GetProperty("ok").GetBoolean().ShouldBeTrue();
        Guid.TryParse(said.Json().GetProperty("run_id").GetString(), out _).ShouldBeTrue();
        var batch = said.Json().GetProperty("batches").EnumerateArray().First(b => b.GetProperty("pipeline").GetString() == "dim_product");
        foreach (var name in "pipeline batch_id source status read rejected new_members new_versions closed_versions overwritten corrected unchanged deleted reappeared late rekeyed_facts inferred resolved inserted updated duration_ms error".Split(' '))
            batch.TryGetProperty(name, out _).ShouldBeTrue(name);
        batch.GetProperty("status").GetString().ShouldBe("committed");
        batch.GetProperty("new_members").GetInt64().ShouldBe(3);
        batch.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task With_a_json_log_each_line_on_stderr_is_an_object_that_says_when_and_what()
    {
        using var shop = await Shop.NewAsync();
        await shop.RunAsync("apply", "--yes");

        var said = await shop.RunAsync("load", "--log", "json");

        var lines = said.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        lines.ShouldAllBe(l => l.GetProperty("ts").GetString()!.EndsWith('Z') && l.GetProperty("level").GetString() != "" && l.GetProperty("run_id").GetString() != "");
        lines.Select(l => l.GetProperty("event").GetString()).Distinct().ShouldBe(["run_started", "batch_started", "batch_progress", "batch_finished", "run_finished"]);
        lines.First(l => l.GetProperty("event").GetString() == "batch_finished").GetProperty("attempt").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("product", "dim_product")]
    [InlineData("dim_product", "dim_product")]
    [InlineData("type:dimension", "dim_date dim_product")]
    [InlineData("+sale", "dim_date dim_product fact_sale")]
    [InlineData("date+", "dim_date fact_sale")]
    [InlineData("date product", "dim_date dim_product")]
    [InlineData("1+fact_*", "dim_date dim_product fact_sale")]
    [InlineData("@product", "dim_date dim_product fact_sale")]
    [InlineData("type:dimension,+sale", "dim_date dim_product")]
    [InlineData("type:dimension,product+", "dim_product")]
    [InlineData("source:shop.sales", "fact_sale")]
    [InlineData("file:product.yml,type:calendar", "dim_date")]
    [InlineData("state:new", "dim_date dim_product fact_sale")]
    [InlineData("state:unmodified", "")]
    [InlineData("* --exclude sale", "dim_date dim_product")]
    [InlineData("+sale --exclude date,type:calendar", "dim_product fact_sale")]
    public async Task Select_means_what_it_means_in_dbt(string expression, string pipelines)
    {
        using var shop = await Shop.NewAsync();
        await shop.RunAsync("apply", "--yes");

        (await PlannedAsync(shop, expression)).ShouldBe(pipelines);
        (await shop.RunAsync("query", "select count(*) as batches from _warehouse.batch", "--csv")).Out.ShouldBe("batches\n0\n");
    }

    [Fact]
    public async Task State_modified_is_what_was_loaded_by_another_model()
    {
        using var shop = await Shop.LoadedAsync();
        shop.Write("data/products_2024-03-03.csv", "sku,name,price\nMUG,Trail Mug,14.90\n");
        shop.Write("data/sales_2024-03-03.csv", "sale_id,sold_at,sku,quantity,amount\nS-9,2024-03-03T10:00:00Z,MUG,1,1.00\n");

        (await PlannedAsync(shop, "state:modified")).ShouldBe("");
        shop.Write("product.yml", "# a comment changes nothing\n" + File.ReadAllText(Path.Combine(shop.Folder, "product.yml")));
        (await PlannedAsync(shop, "state:modified")).ShouldBe("");
        shop.Write("product.yml", File.ReadAllText(Path.Combine(shop.Folder, "product.yml")).Replace("feed: snapshot", "feed: snapshot\n    max_rejected: 5%", StringComparison.Ordinal));
        (await PlannedAsync(shop, "state:modified")).ShouldBe("dim_product");
        (await PlannedAsync(shop, "state:modified+")).ShouldBe("dim_product fact_sale");
        (await PlannedAsync(shop, "state:unmodified")).ShouldBe("fact_sale");
    }

    [Theory]
    [InlineData("prodct", "write `product`")]
    [InlineData("tag:daily", "the model has no tags")]
    [InlineData("source:shop.sale", "the model has the sources shop.products, shop.sales")]
    [InlineData("state:changed", "write `state:modified`")]
    [InlineData("owner:me", "select by name")]
    public async Task What_selects_nothing_is_a_slip_and_says_what_there_is(string expression, string help)
    {
        using var shop = await Shop.NewAsync();
        await shop.RunAsync("apply", "--yes");

        var said = await shop.RunAsync("load", "--select", expression);

        said.Exit.ShouldBe(2, said.ToString());
        said.Error.ShouldContain(help);
    }

    /// <summary>The pipelines that a load of a selection would load now.</summary>
    private static async Task<string> PlannedAsync(Shop shop, string expression)
    {
        var said = await shop.RunAsync(["load", "--dry-run", "--json", "--select", .. expression.Split(' ')]);
        said.Exit.ShouldBe(0, said.ToString());
        return string.Join(' ', said.Json().GetProperty("batches").EnumerateArray().Select(b => b.GetProperty("pipeline").GetString()!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_target_without_tables_is_not_loaded_and_the_way_out_is_named()
    {
        using var shop = await Shop.NewAsync();

        var said = await shop.RunAsync("load");

        said.Exit.ShouldBe(1, said.ToString());
        said.Error.ShouldContain("WH5005");
        said.Error.ShouldContain("warehouse apply");
    }

    [Fact]
    public async Task A_refused_batch_is_exit_5_what_depends_on_it_waits_and_the_rest_is_loaded()
    {
        using var shop = await Shop.LoadedAsync();
        shop.Write("data/products_2024-03-03.csv", "sku;name;price\nMUG;Trail Mug;1\n");
        shop.Write("data/sales_2024-03-03.csv", "sale_id,sold_at,sku,quantity,amount\nS-9,2024-03-03T10:00:00Z,MUG,1,1.00\n");

        var said = await shop.RunAsync("load");

        said.Exit.ShouldBe(5, said.ToString());
        said.Out.ShouldContain("refused");
        said.Error.ShouldContain("products_2024-03-03.csv");
        said.Error.ShouldContain("fact_sale: skipped, WH5008");
        said.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Status_tells_how_far_each_pipeline_has_come_and_what_waits()
    {
        using var shop = await Shop.LoadedAsync();
        shop.Write("data/sales_2024-03-03.csv", "sale_id,sold_at,sku,quantity,amount\nS-9,2024-03-03T10:00:00Z,MUG,one,1.00\n");

        var before = await shop.RunAsync("status", "--json");
        await shop.RunAsync("load");
        var after = await shop.RunAsync("status", "--json");
        var shown = await shop.RunAsync(new Terminal(80), "status");

        Sale(before).GetProperty("pending").GetInt32().ShouldBe(1);
        Sale(after).GetProperty("pending").GetInt32().ShouldBe(0);
        Sale(after).GetProperty("last_file").GetString().ShouldBe("data/sales_2024-03-03.csv");
        Sale(after).GetProperty("last_batch").GetProperty("batch_at").GetString().ShouldBe("2024-03-03T00:00:00Z");
        Sale(after).GetProperty("rejected_rows").GetInt64().ShouldBe(1);
        var table = shown.Out[..shown.Out.IndexOf("\n\n", StringComparison.Ordinal)];
        table.Split('\n').ShouldAllBe(l => l.Length <= 80);
        table.ShouldContain("2024-03-03");
        shown.Out.ShouldNotContain("…", Case.Sensitive, "neither a date nor a command is cut");

        static JsonElement Sale(Said said) => said.Json().GetProperty("pipelines").EnumerateArray().Single(p => p.GetProperty("pipeline").GetString() == "fact_sale");
    }

    [Fact]
    public async Task Doctor_finds_the_installation_the_project_and_its_target()
    {
        using var shop = await Shop.LoadedAsync();

        var said = await shop.RunAsync("doctor", "--json");

        said.Exit.ShouldBe(0, said.ToString());
        said.Json().GetProperty("ok").GetBoolean().ShouldBeTrue();
        var target = said.Json().GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("subject").GetString()!.StartsWith("target local", StringComparison.Ordinal));
        target.GetProperty("state").GetString()!.ShouldContain("has all that the model asks for");
    }
}
