using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>What is reached via a role is what that role's member had: it has no key of its own that could be missing, late or durable.</summary>
public sealed class ViaFollowsItsRole : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2171", "via-follows-its-role");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Roles()
        where part.Role.Via is not null
        from rule in part.Role.KeyRules().Concat(part.Role.Durable ? [("durable", part.Role.Name.Span)] : [])
        select Rule.At(
            rule.Place,
            $"role `{part.Role.Name}` of `{part.Fact.Name}` has `{rule.Key}`, but its member is the one of `{part.Role.Via}`",
            rule.Key == "durable"
                ? "remove `durable`: the combinations of a mini-dimension have one key for ever"
                : $"remove it here, and say it of `{part.Role.Via}`, which this role follows");
}
