using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A role gives a column for every part of the key it refers to; one that goes via another role takes that one's.</summary>
public sealed class RoleKeyArity : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2060", "role-key-arity");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Roles()
        let role = part.Role
        let key = NaturalKeys.Of(project, role)
        let wanted = role.Via is null ? key.Length : 0
        where (wanted > 0 || role.Via is not null) && role.Key.Length != wanted
        select Rule.At(
            role.Key.FirstOrDefault(role.Name).Span,
            role.Via is { } via
                ? $"role `{role.Name}` of `{part.Fact.Name}` is reached via `{via}` and takes no key of its own"
                : $"role `{role.Name}` of `{part.Fact.Name}` gives {Listing.Count(role.Key.Length, "column")}, and the key of `{role.Bridge ?? role.Dimension}` has {wanted}",
            role.Via is not null ? "remove `key`" : $"give the source columns of {Listing.And(key.Select(k => k.Name))}, in this order");
}
