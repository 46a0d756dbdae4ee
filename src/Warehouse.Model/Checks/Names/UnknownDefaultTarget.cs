using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Names;

/// <summary>The default target is one of the targets.</summary>
public sealed class UnknownDefaultTarget : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2012", "unknown-default-target");

    public IEnumerable<Diagnostic> Check(Project project) =>
        project.DefaultTarget is { } target && project.Targets.All(t => t.Name != target) && !project.IsUnread(target)
            ? [Rule.At(
                target.Span,
                $"the default target `{target}` is not a target",
                Hint.Nearest(target, project.Targets.Select(t => t.Name), $"declare `{target}` under `targets`"))]
            : [];
}
