using System.Collections.Immutable;
using Shouldly;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Migrations;
using Warehouse.Planning.Tables;
using Warehouse.Planning.Views;
using Xunit;

namespace Warehouse.UnitTests.Planning;

/// <summary>What is done about views, from what is wanted and what is there.</summary>
public sealed class ViewMigrationTests
{
    private static readonly CurrentView View = new(new SourcedDimension
    {
        Name = new("d", SourceSpan.None), Schema = "mart", Source = new("s", SourceSpan.None), Attributes = [],
        NaturalKey = [new(new Name("k", SourceSpan.None), DataType.Int64)],
    });

    [Fact]
    public void A_missing_view_is_made() => Steps(Wanted("x"), []).ShouldBe(["create-view mart.dim_d_current"]);

    [Fact]
    public void One_that_is_as_it_should_be_is_left_alone() => Steps(Wanted("x"), Columns(View), Found("x")).ShouldBeEmpty();

    [Fact]
    public void Another_query_of_the_same_columns_replaces_it_as_it_stands() => Steps(Wanted("y"), Columns(View), Found("x")).ShouldBe(["create-view mart.dim_d_current"]);

    [Fact]
    public void Columns_that_are_added_at_the_end_replace_it_as_it_stands() =>
        Steps(Wanted("y"), Columns(View)[..^1], Found("x")).ShouldBe(["create-view mart.dim_d_current"]);

    [Fact]
    public void Columns_in_another_order_or_of_another_type_make_it_anew()
    {
        string[] anew = ["drop-view mart.dim_d_current", "create-view mart.dim_d_current"];
        Steps(Wanted("y"), [.. Columns(View).Reverse()], Found("x")).ShouldBe(anew);
        Steps(Wanted("y"), Columns(View).SetItem(0, new("d_key", DataType.String)), Found("x")).ShouldBe(anew);
        // Replaced by hand: the definition is as it was, and the columns are not.
        Steps(Wanted("x"), Columns(View)[..^1], Found("x")).ShouldBe(anew);
    }

    [Fact]
    public void One_that_vanished_is_dropped_after_what_reads_it_and_readers_that_stay_are_made_again()
    {
        ObjectName gone = new("mart", "gone");
        Steps(Wanted("x"), Columns(View), Found("x") with { Reads = [gone] }, new FoundView(gone, "p", "z", [])).ShouldBe(
            ["drop-view mart.dim_d_current", "drop-view mart.gone", "create-view mart.dim_d_current"]);
    }

    [Fact]
    public void Another_projects_view_is_no_business_of_ours() =>
        Steps(Wanted("x"), Columns(View), Found("x"), new FoundView(new("mart", "theirs"), "q", "z", [View.Name])).ShouldBeEmpty();

    [Fact]
    public void A_name_that_is_not_ours_is_refused_whosever_it_is()
    {
        Plan(Wanted("x"), Columns(View)).Differences.ShouldHaveSingleItem().Message.ShouldBe("`mart.dim_d_current` is there already, and is no view that warehouse has made");
        Plan(Wanted("x"), Columns(View), Found("x") with { Project = "q" }).Differences.ShouldHaveSingleItem().Message.ShouldContain("belongs to the project `q`");
        Plan(Wanted("x"), Columns(View)).Steps.OfType<MigrationStep.CreateView>().ShouldBeEmpty();
    }

    private static WantedViews Wanted(string definition) => new("p", [new(View, definition)]);

    private static FoundView Found(string definition) => new(View.Name, "p", definition, [new("mart", "dim_d")]);

    private static ImmutableArray<FoundColumn> Columns(ViewDesign view) => [.. view.Columns.Select(c => new FoundColumn(c.Name, c.Type))];

    private static IEnumerable<string> Steps(WantedViews wanted, ImmutableArray<FoundColumn> columns, params ImmutableArray<FoundView> found) =>
        Plan(wanted, columns, found).Steps.Select(s => $"{s.Kind} {s.Object}");

    private static MigrationPlan Plan(WantedViews wanted, ImmutableArray<FoundColumn> columns, params ImmutableArray<FoundView> found)
    {
        var tables = StateTables.All.ToDictionary(t => (t.Schema, t.Name), t => t.Columns.Select(c => new FoundColumn(c.Name, c.Type)).ToImmutableArray());
        tables[(View.Name.Schema, View.Name.Name)] = columns;
        return MigrationPlanner.Plan([], wanted, new Catalogue(new HashSet<string> { StateTables.Schema, "mart" }, tables, found));
    }
}
