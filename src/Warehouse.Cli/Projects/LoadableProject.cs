using System.Collections.Immutable;
using Warehouse.Cli.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Views;

namespace Warehouse.Cli.Projects;

/// <summary>A project without errors, and its loads in run order.</summary>
/// <param name="Warnings">What of the model has no effect yet.</param>
internal sealed record LoadableProject(ProjectFolder Folder, Project Project, ImmutableArray<PipelineLoad> Loads, DiagnosticReport Warnings)
{
    public ImmutableArray<ViewDesign> Views { get; init; } = ViewPlanner.Plan(Project);
}
