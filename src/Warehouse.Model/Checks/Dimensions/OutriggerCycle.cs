using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>A dimension is loaded after those it refers to, so references never come back.</summary>
public sealed class OutriggerCycle : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2044", "outrigger-cycle");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Outriggers()
        let path = Way(project, part.Outrigger.Dimension.Text, part.Dimension.Name.Text, [])
        where path is not null && IsFirst(project, part.Dimension.Name.Text, path.Value)
        select Rule.At(
            part.Outrigger.Dimension.Span,
            $"outriggers lead from `{part.Dimension.Name}` back to itself: {string.Join(" → ", path.Value.Prepend(part.Dimension.Name.Text).Select(n => $"`{n}`"))}",
            path.Value.Length == 1 ? "use `parent` for a hierarchy of one dimension's members" : "remove one of these outriggers, or keep its key as a plain attribute");

    /// <summary>The dimensions passed on the way from one to another by outriggers, both ends included; null where no way leads.</summary>
    private static ImmutableArray<string>? Way(Project project, string from, string to, ImmutableArray<string> passed)
    {
        if (from == to)
            return passed.Add(to);
        if (passed.Contains(from))
            return null;

        return project.Outriggers()
            .Where(o => o.Dimension.Name.Text == from)
            .Select(o => Way(project, o.Outrigger.Dimension.Text, to, passed.Add(from)))
            .FirstOrDefault(way => way is not null);
    }

    // Every dimension of a circle finds it; the one declared first tells of it.
    private static bool IsFirst(Project project, string dimension, ImmutableArray<string> path) =>
        project.Dimensions.First(d => path.Contains(d.Name.Text)).Name.Text == dimension;
}
