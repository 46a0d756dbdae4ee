using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>An outrigger gives a column for every part of the other dimension's key.</summary>
public sealed class OutriggerKeyArity : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2043", "outrigger-key-arity");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Outriggers()
        let key = NaturalKeys.Of(project.FindDimension(part.Outrigger.Dimension.Text))
        where key.Length > 0 && part.Outrigger.Key.Length != key.Length && !project.IsUnread(part.Outrigger.Dimension)
        select Rule.At(
            part.Outrigger.Key.FirstOrDefault(part.Attribute.Name).Span,
            $"outrigger `{part.Attribute.Name}` of `{part.Dimension.Name}` gives {Listing.Count(part.Outrigger.Key.Length, "column")}, and the key of `{part.Outrigger.Dimension}` has {key.Length}",
            $"give the source columns of {Listing.And(key.Select(k => k.Name))}, in this order");
}
