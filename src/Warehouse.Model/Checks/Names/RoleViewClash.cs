using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Names;

/// <summary>A role has one view, so in every fact it means one dimension.</summary>
public sealed class RoleViewClash : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2009", "role-view-clash");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from same in project.Roles().Where(r => project.DimensionOf(r.Role) is not null).GroupBy(r => r.Role.Name)
        let first = same.First()
        from other in same.Skip(1)
        where other.Role.Dimension != first.Role.Dimension
        select Rule.At(
            other.Role.Name.Span,
            $"role `{other.Role.Name}` is `{other.Role.Dimension}` in `{other.Fact.Name}` but `{first.Role.Dimension}` in `{first.Fact.Name}`",
            "rename one of the roles: each has a view of its name");
}
