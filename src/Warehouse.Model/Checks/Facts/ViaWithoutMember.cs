using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A combination is that of one member: a role via another needs one that leads to a single member of a dimension.</summary>
public sealed class ViaWithoutMember : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2173", "via-without-member");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Roles()
        where part.Role.Via is not null
        let through = part.Fact.Roles.FirstOrDefault(r => r.Name == part.Role.Via)
        where through is { Via: not null } or { Bridge: not null }
        select Rule.At(
            part.Role.Via!.Span,
            through.Bridge is not null
                ? $"role `{part.Role.Name}` of `{part.Fact.Name}` is reached via `{through.Name}`, a group of `{through.Bridge}`: its members have a combination each, and a fact has one"
                : $"role `{part.Role.Name}` of `{part.Fact.Name}` is reached via `{through.Name}`, which is a mini-dimension itself and has none",
            through.Bridge is not null
                ? "remove the role, and join the members' own mini-dimension through the bridge"
                : $"set `via` to `{through.Via}`, if its dimension has this mini-dimension");
}
