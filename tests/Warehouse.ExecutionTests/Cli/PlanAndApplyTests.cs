using Shouldly;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

public sealed class PlanAndApplyTests
{
    [Fact]
    public async Task After_apply_there_is_nothing_left_to_plan()
    {
        using var shop = await Shop.NewAsync();

        var before = await shop.RunAsync("plan", "--detailed-exitcode");
        var applied = await shop.RunAsync("apply");
        var after = await shop.RunAsync("plan", "--detailed-exitcode");
        var again = await shop.RunAsync("apply", "--json");

        before.Exit.ShouldBe(6);
        before.Out.ShouldContain("create-table");
        before.Out.ShouldContain("mart.dim_product");
        applied.Exit.ShouldBe(0, applied.ToString());
        after.ShouldBe(new Said(0, "local has all that the model asks for\n", ""));
        again.Json().GetProperty("applied").GetInt32().ShouldBe(0);
        (await shop.RunAsync("query", "select product_key from mart.dim_product order by 1", "--csv")).Out.ShouldBe("product_key\n-3\n-2\n-1\n");
    }

    [Fact]
    public async Task A_plan_file_is_applied_once_and_only_as_it_was_written()
    {
        using var shop = await Shop.NewAsync();
        await shop.RunAsync("plan", "--out", "plan.json");
        await File.WriteAllTextAsync(
            Path.Combine(shop.Folder, "edited.json"),
            (await File.ReadAllTextAsync(Path.Combine(shop.Folder, "plan.json"), TestContext.Current.CancellationToken)).Replace("mart", "art", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        shop.Write("none.json", "{}");

        (await shop.RunAsync("apply", "edited.json")).ShouldSatisfyAllConditions(s => s.Exit.ShouldBe(5), s => s.Error.ShouldContain("WH7009"));
        (await shop.RunAsync("apply", "none.json")).Exit.ShouldBe(5);
        (await shop.RunAsync("apply", "plan.json")).Exit.ShouldBe(0);
        (await shop.RunAsync("apply", "plan.json")).ShouldSatisfyAllConditions(s => s.Exit.ShouldBe(5), s => s.Error.ShouldContain("is not what the model and the target"));
    }

    [Theory]
    [InlineData("n\n", 5, 6)]
    [InlineData("", 5, 6)]
    [InlineData("y\n", 0, 0)]
    public async Task On_a_terminal_it_asks_and_does_nothing_without_a_yes(string typed, int exit, int pending)
    {
        using var shop = await Shop.NewAsync();

        var said = await shop.RunAsync(new Terminal(Typed: typed), "apply");

        said.Exit.ShouldBe(exit, said.ToString());
        said.Error.ShouldContain("create-table");
        said.Error.ShouldContain("[y/N]");
        (await shop.RunAsync("plan", "--detailed-exitcode")).Exit.ShouldBe(pending);
    }

    [Theory]
    [InlineData("ALTER TABLE mart.fact_sale ADD COLUMN mine INTEGER", "`mart.fact_sale` has a column `mine`", "dropping columns is not built yet")]
    [InlineData("ALTER TABLE mart.fact_sale DROP COLUMN amount", "`mart.fact_sale` lacks the column `amount` (decimal(18,2))", "adding columns is not built yet")]
    [InlineData("ALTER TABLE mart.fact_sale ALTER amount TYPE DECIMAL(20, 2)", "`mart.fact_sale`.`amount` is decimal(20,2), and the model says decimal(18,2)", "changing types is not built yet")]
    public async Task A_table_that_differs_is_refused_by_name_and_left_alone(string change, string difference, string notBuilt)
    {
        using var shop = await Shop.NewAsync();
        await shop.RunAsync("apply");
        shop.Execute(change);

        foreach (var command in new[] { "plan", "apply", "run" })
        {
            var said = await shop.RunAsync(command);
            said.Exit.ShouldBe(5, said.ToString());
            said.Error.ShouldContain("WH3004 (not-yet-migratable)");
            said.Error.ShouldContain(difference);
            said.Error.ShouldContain(notBuilt);
        }

        (await shop.RunAsync("query", "select count(*) as n from _warehouse.batch", "--csv")).Out.ShouldBe("n\n0\n");
    }

    [Fact]
    public async Task The_plan_is_also_markdown_and_json_with_its_statements()
    {
        using var shop = await Shop.NewAsync();

        var markdown = await shop.RunAsync("plan", "--format", "markdown");
        var json = await shop.RunAsync("plan", "--json");

        markdown.Out.ShouldStartWith("# Plan for `local` (duckdb)\n");
        markdown.Out.ShouldContain("CREATE TABLE IF NOT EXISTS mart.dim_product");
        var steps = json.Json().GetProperty("steps").EnumerateArray().ToList();
        steps[0].GetProperty("kind").GetString().ShouldBe("create-state");
        steps.ShouldAllBe(s => s.GetProperty("level").GetString() == "safe" && s.GetProperty("sql").GetArrayLength() > 0);
    }
}
