using Shouldly;
using Warehouse.Planning.Loads;
using Warehouse.UnitTests.Yaml;
using Xunit;

namespace Warehouse.UnitTests.Planning;

public sealed class PipelineGraphTests
{
    private const string Model =
        """
        sources:
          regions: {table: raw.regions, feed: upserts}
          customers: {table: raw.customers, feed: changes, effective_at: at}
          products: {table: raw.products, feed: upserts}
          orders: {table: raw.orders, feed: upserts}
          returns: {table: raw.returns, feed: upserts}
        dimensions:
          region: {source: regions, key: {region_id: string}, attributes: {name: string}}
          customer: {source: customers, key: {customer_id: string}, scd: 2, attributes: {city: string, region: {outrigger: region, key: [region_id]}}}
          product: {source: products, key: {sku: string}, scd: 2, attributes: {price: string}}
        facts:
          order: {type: transaction, source: orders, grain: [order_id], event_time: at, degenerate: {order_id: string}, dimensions: {customer: {key: [customer_id], late: infer}, product: {key: [sku]}}, measures: {amount: integer}}
          return: {type: transaction, source: returns, grain: [return_id], event_time: at, degenerate: {return_id: string}, dimensions: {customer: {key: [customer_id], late: infer}}, measures: {amount: integer}}
        aggregates:
          sales: {fact: order, by: [product.sku], measures: [amount]}

        """;

    private static readonly PipelineGraph Graph = new(LoadPlanner.Plan(Minimal.With(Model).Project.ShouldNotBeNull()));

    [Theory]
    [InlineData("fact_order", 1, "dim_customer dim_product")]
    [InlineData("fact_order", 9, "dim_customer dim_product dim_region")]
    [InlineData("dim_region", 9, "")]
    public void What_a_pipeline_builds_on(string pipeline, int generations, string expected) =>
        string.Join(' ', Graph.Ancestors(pipeline, generations).Order(StringComparer.Ordinal)).ShouldBe(expected);

    [Theory]
    [InlineData("dim_region", 1, "dim_customer")]
    [InlineData("dim_region", 2, "dim_customer fact_order fact_return")]
    [InlineData("dim_product", 9, "agg_sales fact_order")]
    public void What_builds_on_a_pipeline(string pipeline, int generations, string expected) =>
        string.Join(' ', Graph.Descendants(pipeline, generations).Order(StringComparer.Ordinal)).ShouldBe(expected);

    [Theory]
    [InlineData("dim_customer", "dim_customer", false, "a pipeline's own batches keep their order")]
    [InlineData("dim_customer", "dim_product", true, "they key the same fact again, each by its own role")]
    [InlineData("dim_customer", "fact_return", false, "the fact looks its keys up there")]
    [InlineData("dim_product", "fact_return", true, "they have nothing in common")]
    [InlineData("fact_order", "fact_return", false, "both put inferred customers in, and the first gets the smaller key")]
    [InlineData("dim_region", "dim_customer", false, "the customers' outrigger looks up there")]
    [InlineData("dim_region", "fact_return", true, "the fact keeps no key of a region")]
    public void What_may_be_exchanged(string one, string other, bool expected, string because)
    {
        Graph.MayExchange(one, other).ShouldBe(expected, because);
        Graph.MayExchange(other, one).ShouldBe(expected, because);
    }
}
