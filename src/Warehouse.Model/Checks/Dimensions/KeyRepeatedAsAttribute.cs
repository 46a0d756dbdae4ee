using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>The natural key has its columns already.</summary>
public sealed class KeyRepeatedAsAttribute : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2034", "key-repeated-as-attribute");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from dimension in project.Sourced()
        from attribute in dimension.AllAttributes()
        where dimension.NaturalKey.Any(k => k.Name == attribute.Name)
        select Rule.At(
            attribute.Name.Span,
            $"attribute `{attribute.Name}` of `{dimension.Name}` is already a column of its natural key",
            "remove the attribute, or rename it");
}
