using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>Columns that name the member itself make everyone their own parent.</summary>
public sealed class ParentIsSelf : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2046", "parent-is-self");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from dimension in project.Sourced()
        where dimension.Parent is { } parent && parent.Key.SequenceEqual(dimension.NaturalKey.Select(k => k.SourceColumn))
        select Rule.At(
            dimension.Parent!.Key[0].Span,
            $"`parent` of `{dimension.Name}` names the columns of its own key, so every member would be its own parent",
            "name the columns that hold the parent's key");
}
