using Shouldly;
using Warehouse.Execution;
using Warehouse.ExecutionTests.Adapters;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Runs;

/// <summary>Rows of a table whose watermark is no time: they stop nothing, and are not passed over in silence.</summary>
public sealed class NoWatermarkTests
{
    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Rows_that_no_batch_finds_are_told_of_when_others_are_loaded(string engine)
    {
        await using var project = await Shop.DeliveredAsync(engine);
        await project.ExecuteAsync("INSERT INTO raw.products VALUES ('p2', 2.00, NULL), ('p3', 3.00, 'infinity')");

        var plan = await project.PlanAsync();
        var result = await project.LoadAsync();

        var warning = plan.LeftOut.ShouldHaveSingleItem();
        warning.Rule.ShouldBe(ExecutionRules.NoWatermark);
        warning.IsError.ShouldBeFalse();
        warning.Message.ShouldBe("`dim_product`: rows of `erp.products` whose `loaded_at` is NULL or lies beyond the years 1 to 9999 are in no batch, and none of them is loaded");
        result.ExitCode.ShouldBe(0);
        (await project.AskAsync("SELECT sku FROM mart.dim_product WHERE product_key > 0")).ShouldHaveSingleItem().ShouldBe(["p1"]);
        (await project.AskAsync("SELECT hi FROM _warehouse.watermark")).ShouldHaveSingleItem().ShouldBe([new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Utc)]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_table_of_nothing_but_such_rows_is_told_of_too(string engine)
    {
        await using var project = await Shop.DeliveredAsync(engine);
        await project.ExecuteAsync("UPDATE raw.products SET loaded_at = NULL");

        var plan = await project.PlanAsync();

        plan.LeftOut.ShouldHaveSingleItem().Rule.ShouldBe(ExecutionRules.NoWatermark);
        plan.Batches.ShouldAllBe(b => b.Load.Pipeline != "dim_product");
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Where_all_have_one_and_where_nothing_is_pending_there_is_nothing_to_tell(string engine)
    {
        await using var project = await Shop.DeliveredAsync(engine);

        (await project.PlanAsync()).LeftOut.ShouldBeEmpty();

        await project.LoadAsync();
        await project.ExecuteAsync("INSERT INTO raw.products VALUES ('p3', 3.00, 'infinity')");
        var plan = await project.PlanAsync();
        plan.Batches.ShouldBeEmpty("infinity is not later than the last row: it is no time");
        plan.LeftOut.ShouldBeEmpty();
    }
}
