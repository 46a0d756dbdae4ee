using Shouldly;
using Warehouse.Model.Star;
using Warehouse.Planning.Views;
using Warehouse.UnitTests.Yaml;
using Xunit;

namespace Warehouse.UnitTests.Planning;

/// <summary>Which views a model has, and what their columns are called.</summary>
public sealed class ViewPlanningTests
{
    private const string Model = """
        sources: {people: {table: raw.people, feed: upserts, effective_at: at}, sales: {table: raw.sales}}
        dimensions:
          date: {type: calendar, range: [2024-01-01, 2024-01-31]}
          region: {source: people, key: {region_id: integer}, attributes: {name: string}}
          flags: {type: junk, attributes: {is_gift: boolean, flags_set: integer}}
          person: {source: people, key: {person_id: integer}, scd: 2, attributes: {name: string, person_name: string, personal: string}}
        facts:
          sale:
            type: transaction
            source: sales
            grain: [sale_id]
            event_time: sold
            dimensions: {date: {key: [sold]}, shipped: {dim: date, key: [shipped]}, buyer: {dim: person, key: [buyer]}, person: {key: [seller]}}
            degenerate: {sale_id: integer}
          refund:
            type: transaction
            source: sales
            grain: [sale_id]
            event_time: sold
            dimensions: {shipped: {dim: date, key: [shipped]}, buyer: {dim: person, key: [buyer]}, marks: {dim: flags, key: [is_gift, flags_set]}}
            degenerate: {sale_id: integer}

        """;

    private static readonly Project Project = Minimal.With(Model).Project.ShouldNotBeNull();

    [Fact]
    public void There_is_one_for_each_role_of_another_name_each_calendar_each_dimension_with_versions_and_two_facts_that_share_dimensions() =>
        ViewPlanner.Plan(Project).Select(v => v.Name.ToString()).ShouldBe(["mart.dim_person_current", "mart.dim_date_relative", "mart.shipped", "mart.buyer", "mart.marks", "mart.across_sale_and_refund"]);

    [Fact]
    public void A_roles_columns_bear_its_name_and_no_two_meet() => View("buyer").Columns.Select(c => c.Name).ShouldBe(
    [
        // `person_name` would become `buyer_name`, which `name` is already.
        "buyer_key", "buyer_durable_key", "buyer_id", "buyer_name", "buyer_person_name", "buyer_personal",
        "buyer_valid_from", "buyer_valid_to", "buyer_is_current", "buyer_is_inferred", "buyer_loaded_by", "buyer_changed_by",
    ]);

    [Fact]
    public void The_day_itself_is_called_like_its_role() =>
        View("shipped").Columns.Select(c => c.Name).Take(4).ShouldBe(["shipped_key", "shipped", "shipped_year", "shipped_quarter"]);

    [Fact]
    public void A_junk_dimension_has_roles_too() => View("marks").Columns.Select(c => c.Name).ShouldBe(["marks_key", "marks_is_gift", "marks_set", "marks_loaded_by"]);

    [Fact]
    public void Two_facts_share_the_roles_of_one_name_and_dimension() =>
        View("across_sale_and_refund").Columns.Select(c => c.Name).ShouldBe(["shipped_key", "buyer_durable_key", "sale_rows", "refund_rows"]);

    [Fact]
    public void A_dimension_that_each_of_two_facts_has_once_is_shared_under_its_own_name()
    {
        var project = Minimal.With(Model.Replace("shipped: {dim: date, key: [shipped]}, buyer: {dim: person, key: [buyer]}, marks", "back: {dim: date, key: [shipped]}, client: {dim: person, key: [buyer]}, marks", StringComparison.Ordinal)
            .Replace("date: {key: [sold]}, shipped", "sold: {dim: date, key: [sold]}, shipped", StringComparison.Ordinal).Replace(", person: {key: [seller]}", "", StringComparison.Ordinal)).Project.ShouldNotBeNull();

        // A date is sold on and shipped: which of the two is the day of the refund, nobody has said.
        ViewPlanner.Plan(project).Single(v => v.Name.Name.StartsWith("across", StringComparison.Ordinal)).Columns.Select(c => c.Name).ShouldBe(["person_durable_key", "sale_rows", "refund_rows"]);
    }

    [Fact]
    public void A_view_shows_nothing_that_loads_alone_need() =>
        ViewPlanner.Plan(Project).SelectMany(v => v.Columns).ShouldAllBe(c => !c.Name.StartsWith('_'));

    [Fact]
    public void A_view_comes_after_what_it_reads()
    {
        var seen = new HashSet<ObjectName>();
        var views = ViewPlanner.Plan(Project);
        foreach (var view in views)
        {
            view.Reads.ShouldAllBe(r => seen.Contains(r) || views.All(v => v.Name != r));
            seen.Add(view.Name);
        }
    }

    private static ViewDesign View(string name) => ViewPlanner.Plan(Project).Single(v => v.Name.Name == name);
}
