using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A role gives a column for every part of the key it refers to.</summary>
public sealed class RoleKeyArity : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2060", "role-key-arity");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Roles()
        let role = part.Role
        let key = NaturalKeys.Of(project, role)
        where role.Via is null && key.Length > 0 && role.Key.Length != key.Length && !project.IsUnread(role.Bridge ?? role.Dimension)
        select Rule.At(
            role.Key.FirstOrDefault(role.Name).Span,
            $"role `{role.Name}` of `{part.Fact.Name}` gives {Listing.Count(role.Key.Length, "column")}, and the key of `{role.Bridge ?? role.Dimension}` has {key.Length}",
            $"give the source columns of {Listing.And(key.Select(k => k.Name))}, in this order");
}
