using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Names;

/// <summary>A role by a bridge names one that is declared.</summary>
public sealed class UnknownBridge : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2003", "unknown-bridge");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Roles()
        where part.Role.Bridge is { } bridge && project.FindBridge(bridge.Text) is null && !project.IsUnread(bridge)
        let name = part.Role.Bridge!
        select Rule.At(
            name.Span,
            $"role `{part.Role.Name}` of `{part.Fact.Name}` refers to `{name}`, which is not a bridge",
            Hint.Nearest(name, project.Bridges.Select(b => b.Name), $"declare `{name}` under `bridges`"));
}
