using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>A level of a hierarchy is an attribute or a part of the natural key.</summary>
public sealed class HierarchyLevelUnknown : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2038", "hierarchy-level-unknown");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from dimension in project.Sourced()
        let known = dimension.AllAttributes().Select(a => a.Name).Concat(dimension.NaturalKey.Select(k => k.Name)).ToList()
        from hierarchy in dimension.Hierarchies
        from level in hierarchy.Levels
        where !known.Contains(level)
        select Rule.At(
            level.Span,
            $"level `{level}` of hierarchy `{hierarchy.Name}` is no attribute of `{dimension.Name}`",
            Hint.Nearest(level, known, $"add `{level}` to the attributes"));
}
