using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Names;

/// <summary>Without a target, a model can be generated and never loaded.</summary>
public sealed class NoTarget : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2013", "no-target", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        project.Targets.IsEmpty
            ? [Rule.At(project.Name.Span, $"`{project.Name}` has no target, so nothing can be loaded", "add one under `targets`, such as `local: {engine: duckdb, database: warehouse.duckdb}`")]
            : [];
}
