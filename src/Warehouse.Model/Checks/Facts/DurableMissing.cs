using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>Type 7 is told from type 2 by the fact: it carries the durable key beside the surrogate.</summary>
public sealed class DurableMissing : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2095", "durable-missing");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Roles()
        where !part.Role.Durable && project.DimensionOf(part.Role) is SourcedDimension dimension && dimension.Attributes.Any(a => a.Scd == 7)
        select Rule.At(
            part.Role.Name.Span,
            $"role `{part.Role.Name}` of `{part.Fact.Name}` refers to `{part.Role.Dimension}`, which has an attribute of type 7, and carries no durable key",
            "add `durable: true` to the role");
}
