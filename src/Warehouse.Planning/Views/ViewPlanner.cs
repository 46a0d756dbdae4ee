using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;

namespace Warehouse.Planning.Views;

/// <summary>The views of a project, each after those that it reads.</summary>
public static class ViewPlanner
{
    /// <param name="project">A project without errors, of which everything is loadable.</param>
    public static ImmutableArray<ViewDesign> Plan(Project project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var facts = project.Facts.Select(f => FactPreparation.Prepare(project, f)).ToImmutableArray();
        return
        [
            .. project.Dimensions.OfType<SourcedDimension>().Where(d => d.HasVersions).Select(d => new CurrentView(d)),
            .. project.Dimensions.OfType<SourcedDimension>().Where(d => d.MiniDimensions.Any(m => m.Scd == 5)).Select(d => new ProfiledView(d)),
            .. project.Dimensions.OfType<CalendarDimension>().Select(d => new RelativeCalendarView(d)),
            .. Roles(project),
            .. Bridged(project, facts),
            .. facts.SelectMany(f => SemiAdditiveView.Of(project, f)),
            .. DrillAcrossView.Of(project, facts),
            .. CoverageView.Of(project, facts),
        ];
    }

    private static readonly bool[] Unweighted = [false];

    private static readonly bool[] WeightedAndNot = [true, false];

    /// <summary>Two a fact's role through a bridge, where the bridge has shares; else the one in which a fact counts for every member.</summary>
    private static IEnumerable<BridgedView> Bridged(Project project, ImmutableArray<Fact> facts) =>
        from fact in facts
        from role in fact.Roles
        where role.Bridge is not null
        let bridge = project.FindBridge(role.Bridge!.Text)!
        from weighted in bridge.WeightColumn is null ? Unweighted : WeightedAndNot
        select new BridgedView(fact, role, bridge, weighted);

    /// <summary>One a role and schema, however many facts have it; a role named like its dimension is the dimension itself.</summary>
    private static IEnumerable<RoleView> Roles(Project project) =>
        from fact in project.Facts
        from role in fact.Roles
        where role is { Via: null, Bridge: null, Dimension: { } name } && name != role.Name
        group role by (fact.Schema, role.Name) into same
        select new RoleView(same.Key.Schema, same.First(), project.FindDimension(same.First().Dimension!.Text)!);
}
