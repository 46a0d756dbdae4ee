using System.Collections.Immutable;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>A fact as it is laid down: what its grain needs and the model leaves unsaid.</summary>
internal static class FactPreparation
{
    public static Fact Prepare(Project project, Fact fact) => fact with
    {
        Roles = [.. fact.Roles.Select(r => r with { TellsRowsApart = fact.Grain.Contains(r.Name) && HasVersions(project, r) })],
        PeriodRole = fact.Type == FactType.PeriodicSnapshot ? fact.Grain.FirstOrDefault(g => IsCalendar(project, fact, g)) : null,
        Degenerate = [.. fact.Degenerate, .. Unstated(project, fact)],
    };

    private static bool IsCalendar(Project project, Fact fact, Model.Diagnostics.Name part) =>
        fact.Roles.FirstOrDefault(r => r.Name == part)?.Dimension is { } dimension && project.FindDimension(dimension.Text) is CalendarDimension;

    private static bool HasVersions(Project project, Role role) =>
        role.Dimension is { } dimension && project.FindDimension(dimension.Text) is SourcedDimension { HasVersions: true };

    /// <summary>The identifier of a process, which an accumulating snapshot may name in its grain alone.</summary>
    private static ImmutableArray<DegenerateDimension> Unstated(Project project, Fact fact)
    {
        if (project.FindSource(fact.Source.Text) is not { } source)
            return [];
        var types = SourceColumns.Of(project, source);
        return
        [
            .. fact.UnstatedGrain().Select(g => new DegenerateDimension(g, types.GetValueOrDefault(g.Text, DataType.String))),
        ];
    }
}
