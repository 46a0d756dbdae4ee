using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks;

/// <summary>A table or view in the warehouse.</summary>
/// <param name="Owner">The name in the model that it comes from.</param>
internal sealed record PhysicalTable(string Schema, string Table, string What, Name Owner, SourceSpan Place);

/// <summary>The tables and views that a model becomes.</summary>
internal static class PhysicalTables
{
    /// <summary>The views of a fact through a bridge, by the end of their names.</summary>
    private static readonly string[] BridgeViews = ["weighted", "unweighted"];

    public static IEnumerable<PhysicalTable> Of(Project project) =>
        project.Dimensions.SelectMany(Of)
            .Concat(project.Bridges.Select(b => new PhysicalTable(b.Schema, b.TableName, $"bridge `{b.Name}`", b.Name, (b.Table ?? b.Name).Span)))
            .Concat(project.Facts.Select(f => new PhysicalTable(f.Schema, f.TableName, $"fact `{f.Name}`", f.Name, (f.Table ?? f.Name).Span)))
            .Concat(project.Facts.Where(f => f.Roles.Any(r => r.Late == LateMember.Hold))
                .Select(f => new PhysicalTable(f.Schema, $"{f.Name}__held", $"the held rows of `{f.Name}`", f.Name, (f.Table ?? f.Name).Span)))
            .Concat(project.Aggregates.Select(a => new PhysicalTable(a.Schema, a.TableName, $"aggregate `{a.Name}`", a.Name, (a.Table ?? a.Name).Span)))
            .Concat(project.Roles().Where(r => r.Role.Bridge is not null)
                .SelectMany(_ => BridgeViews, (r, kind) => new PhysicalTable(
                    r.Fact.Schema, $"fact_{r.Fact.Name}_by_{r.Role.Name}_{kind}", $"the {kind} view of `{r.Fact.Name}` by `{r.Role.Name}`", r.Role.Name, r.Role.Name.Span)))
            .Concat(from part in project.Measures()
                where !part.Measure.Additivity.Except.IsEmpty
                let over = string.Join('_', part.Fact.Roles.Where(r => part.Measure.Additivity.Except.Contains(r.Name)).Select(r => r.Name.Text))
                group part by (part.Fact, over) into same
                let first = same.First()
                select new PhysicalTable(first.Fact.Schema, $"fact_{first.Fact.Name}_over_{same.Key.over}", $"the view of `{first.Fact.Name}` over {same.Key.over}", first.Measure.Name, first.Measure.Name.Span))
            .Concat(from left in project.Facts
                from right in project.Facts.SkipWhile(f => f != left).Skip(1)
                where left.Roles.Select(project.DimensionOf).OfType<Dimension>().Intersect(right.Roles.Select(project.DimensionOf).OfType<Dimension>()).Any()
                select new PhysicalTable(left.Schema, $"across_{left.Name}_and_{right.Name}", $"the view of `{left.Name}` and `{right.Name}`", right.Name, right.Name.Span))
            .Concat(from factless in project.Facts.Where(f => f.Type == FactType.Factless)
                from other in project.Facts
                where other != factless && factless.Roles.All(r => other.Roles.Any(o => o.Bridge == r.Bridge && project.DimensionOf(o) == project.DimensionOf(r)))
                select new PhysicalTable(factless.Schema, $"{factless.Name}_without_{other.Name}", $"the view of `{factless.Name}` without `{other.Name}`", factless.Name, factless.Name.Span))
            .Concat(project.Roles()
                .Where(r => project.DimensionOf(r.Role) is not null)
                .DistinctBy(r => (r.Fact.Schema, r.Role.Name))
                .Select(r => new PhysicalTable(r.Fact.Schema, r.Role.Name.Text, $"the view of role `{r.Role.Name}`", r.Role.Name, r.Role.Name.Span)));

    private static IEnumerable<PhysicalTable> Of(Dimension dimension)
    {
        var place = (dimension.Table ?? dimension.Name).Span;
        yield return new PhysicalTable(dimension.Schema, dimension.TableName, $"dimension `{dimension.Name}`", dimension.Name, place);
        if (dimension is CalendarDimension)
            yield return new PhysicalTable(dimension.Schema, $"dim_{dimension.Name}_relative", $"the view of `{dimension.Name}` from today", dimension.Name, place);
        if (dimension is not SourcedDimension sourced)
            yield break;

        yield return new PhysicalTable(dimension.Schema, $"{dimension.Name}__changes", $"the change store of `{dimension.Name}`", dimension.Name, place);
        if (sourced.HasVersions)
            yield return new PhysicalTable(dimension.Schema, $"dim_{dimension.Name}_current", $"the current view of `{dimension.Name}`", dimension.Name, place);
        if (sourced.Parent is { Closure: true })
            yield return new PhysicalTable(dimension.Schema, $"bridge_{dimension.Name}_parent", $"the closure of `{dimension.Name}`", dimension.Name, place);
        if (sourced.MiniDimensions.Any(m => m.Scd == 5))
            yield return new PhysicalTable(dimension.Schema, $"dim_{dimension.Name}_profiled", $"the view of `{dimension.Name}` with what is true now", dimension.Name, place);
        foreach (var mini in sourced.MiniDimensions)
        {
            yield return new PhysicalTable(dimension.Schema, $"dim_{mini.Name}", $"mini-dimension `{mini.Name}`", mini.Name, mini.Name.Span);
            yield return new PhysicalTable(dimension.Schema, $"{dimension.Name}__{mini.Name}", $"the history of mini-dimension `{mini.Name}`", mini.Name, mini.Name.Span);
            yield return new PhysicalTable(dimension.Schema, $"{dimension.Name}__{mini.Name}__changes", $"the change store of mini-dimension `{mini.Name}`", mini.Name, mini.Name.Span);
        }
    }
}
