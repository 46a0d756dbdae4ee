using Shouldly;
using Warehouse.Model.Diagnostics;
using Xunit;

namespace Warehouse.UnitTests.Expressions;

public sealed class NearestTests
{
    [Theory]
    [InlineData("unit_cots", "unit_cost")]
    [InlineData("UNIT_COST", "unit_cost")]
    [InlineData("lst_price", "list_price")]
    [InlineData("skku", "sku")]
    public void Finds_the_name_that_was_meant(string typed, string meant) =>
        Nearest.Of(typed, ["list_price", "unit_cost", "sku"]).ShouldBe(meant);

    [Theory]
    [InlineData("country")]
    [InlineData("x")]
    [InlineData("")]
    public void Offers_nothing_when_no_name_is_near(string typed) =>
        Nearest.Of(typed, ["list_price", "unit_cost", "sku"]).ShouldBeNull();

    [Fact]
    public void Breaks_ties_in_ordinal_order() => Nearest.Of("cat", ["hat", "bat", "rat"]).ShouldBe("bat");
}
