using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>A drill path passes each level once.</summary>
public sealed class HierarchyLevelRepeated : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2039", "hierarchy-level-repeated");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from dimension in project.Sourced()
        from hierarchy in dimension.Hierarchies
        from same in hierarchy.Levels.GroupBy(l => l)
        from second in same.Skip(1)
        select Rule.At(second.Span, $"hierarchy `{hierarchy.Name}` of `{dimension.Name}` passes `{second}` twice", "name each level once, the coarsest first");
}
