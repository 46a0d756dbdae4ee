using Shouldly;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.UnitTests.Yaml;
using Xunit;

namespace Warehouse.UnitTests.Planning;

/// <summary>How much of a project a test of its model has to make.</summary>
public sealed class NeededLoadsTests
{
    private const string Model = """
        sources:
          people:  {table: raw.people, feed: upserts, effective_at: at}
          regions: {table: raw.regions}
          teams:   {table: raw.teams}
          sales:   {table: raw.sales}
          stock:   {table: raw.stock}
          rates:   {table: raw.rates}
        dimensions:
          date: {type: calendar, range: [2024-01-01, 2024-01-31]}
          moment: {type: clock, grain: minute}
          flags: {type: junk, attributes: {is_gift: boolean}}
          region: {source: regions, key: {region_id: integer}, attributes: {name: string}}
          person:
            source: people
            key: {person_id: integer}
            scd: 2
            attributes: {name: string, region: {outrigger: region, key: [region_id]}}
            mini_dimensions: {mood: {scd: 4, attributes: {temper: string}}}
        bridges:
          team: {source: teams, group: {team_id: integer}, member: {dim: person, key: [person_id]}}
        facts:
          sale:
            type: transaction
            source: sales
            grain: [sale_id]
            event_time: sold
            dimensions: {day: {dim: date, key: [sold]}, buyer: {dim: person, key: [buyer], late: hold}, mood: {via: buyer}, flags: {key: [is_gift]}, team: {bridge: team, key: [team_id]}}
            degenerate: {sale_id: integer}
            measures: {amount: {type: "decimal(18,2)", currency: currency_code, convert_to: [USD], rates: rates}}
          stock:
            type: transaction
            source: stock
            grain: [count_id]
            event_time: counted
            dimensions: {moment: {key: [counted]}, keeper: {dim: person, key: [keeper], late: unknown}}
            degenerate: {count_id: integer}
        aggregates:
          daily_sales: {fact: sale, by: [day.date], measures: [amount]}

        """;

    private static readonly Project Project = Minimal.With(Model).Project.ShouldNotBeNull();

    [Theory]
    [InlineData("region", "", "dim_region")]
    [InlineData("date", "", "dim_date")]
    [InlineData("person", "", "dim_region dim_person")]
    [InlineData("team", "", "dim_region dim_person bridge_team")]
    [InlineData("stock", "", "dim_moment dim_region dim_person fact_stock")]
    [InlineData("sale", "", "dim_date dim_flags dim_region dim_person bridge_team rate_rates fact_sale")]
    [InlineData("daily_sales", "", "dim_date dim_flags dim_region dim_person bridge_team rate_rates fact_sale agg_daily_sales")]
    [InlineData("region", "stock", "dim_moment dim_region dim_person fact_stock")]
    [InlineData("region", "rates", "dim_region rate_rates")]
    [InlineData("region,date", "people", "dim_date dim_region dim_person")]
    public void A_target_needs_what_it_builds_on_and_all_that_reads_what_is_given(string targets, string sources, string pipelines) =>
        Of(targets, sources).Select(l => l.Pipeline).ShouldBe(pipelines.Split(' '));

    [Fact]
    public void A_dimension_keeps_the_facts_that_are_there_in_step_and_no_others()
    {
        Person("person").FactRoles.ShouldBeEmpty();
        Person("person").Releases.ShouldBeEmpty();
        Person("person").Awaited.ShouldBeEmpty();
        Person("stock").FactRoles.Select(r => r.Fact.Name.Text).ShouldBe(["stock"]);
        Person("stock").Awaited.Select(r => r.Fact.Name.Text).ShouldBe(["stock"]);
        Person("sale,stock").FactRoles.Select(r => r.Fact.Name.Text).ShouldBe(["sale", "stock"]);
        Person("sale").Releases.Select(f => f.Pipeline).ShouldBe(["fact_sale"]);
        Person("sale").Profiles.Single().Roles.Select(r => r.Role.Name.Text).ShouldBe(["mood"]);
    }

    [Fact]
    public void An_aggregate_is_kept_where_it_is_looked_at()
    {
        Of("sale", "").ShouldAllBe(l => l.Aggregates.IsEmpty);
        Of("daily_sales", "").OfType<FactLoad>().Single(f => f.Pipeline == "fact_sale").Aggregates.Select(a => a.Pipeline).ShouldBe(["agg_daily_sales"]);
    }

    private static DimensionLoad Person(string targets) => Of(targets, "").OfType<DimensionLoad>().Single(l => l.ModelName == "person");

    private static IReadOnlyList<PipelineLoad> Of(string targets, string sources) =>
        NeededLoads.Of(Project, targets.Split(',').ToHashSet(StringComparer.Ordinal), sources.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal));
}
