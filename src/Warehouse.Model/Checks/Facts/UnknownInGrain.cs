using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>Of two rows that wait for different members with one unknown key, a grain by that key would make one.</summary>
public sealed class UnknownInGrain : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2160", "unknown-in-grain");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Roles()
        where part.Role.Late == LateMember.Unknown && part.Fact.Grain.Contains(part.Role.Name)
        select Rule.At(
            part.Role.LateSpan,
            $"role `{part.Role.Name}` is part of the grain of `{part.Fact.Name}`, so rows of different members that have not come would be one row",
            "set `late` to infer, hold or reject");
}
