using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>Where a member has one row, its durable key is its key.</summary>
public sealed class DurableWithoutVersions : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2066", "durable-without-versions", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Roles()
        where part.Role.Durable && project.DimensionOf(part.Role) is { } dimension and not SourcedDimension { HasVersions: true }
        select Rule.At(
            part.Role.Name.Span,
            $"role `{part.Role.Name}` of `{part.Fact.Name}` carries the durable key of `{part.Role.Dimension}`, which keeps no versions, so that it equals the key",
            "remove `durable`");
}
