using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>Combinations are told apart by their values, which a float, JSON and bytes do not allow on every engine alike.</summary>
public sealed class CombinationTypeUnsuitable : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2161", "combination-type-unsuitable");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Dimensions.OfType<JunkDimension>().SelectMany(d => d.Attributes.Select(a => (Owner: d.Name, Attribute: a)))
            .Concat(project.Sourced().SelectMany(d => d.MiniDimensions).SelectMany(m => m.Attributes.Select(a => (Owner: m.Name, Attribute: a))))
        where part.Attribute.Type is DataType.Float or DataType.Json or DataType.Bytes
        select Rule.At(
            part.Attribute.Name.Span,
            $"attribute `{part.Attribute.Name}` of `{part.Owner}` is {Listing.A(part.Attribute.Type!)}, which does not compare alike everywhere",
            "use `string`, `integer`, `decimal(p,s)` or `boolean`, or put a number into bands");
}
