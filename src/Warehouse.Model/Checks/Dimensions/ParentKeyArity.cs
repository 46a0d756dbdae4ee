using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>A parent is a member, named by as many columns as every member.</summary>
public sealed class ParentKeyArity : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2045", "parent-key-arity");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from dimension in project.Sourced()
        where dimension.Parent is { } parent && parent.Key.Length != dimension.NaturalKey.Length
        select Rule.At(
            dimension.Parent!.Key.FirstOrDefault(dimension.Name).Span,
            $"`parent` of `{dimension.Name}` gives {Listing.Count(dimension.Parent.Key.Length, "column")}, and its key has {dimension.NaturalKey.Length}",
            $"give the columns of the parent's {Listing.And(dimension.NaturalKey.Select(k => k.Name.Text))}, in this order");
}
