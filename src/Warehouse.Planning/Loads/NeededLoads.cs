using System.Collections.Immutable;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>The loads that some targets need, with all that these build on; the rest of the project is as if it were not there.</summary>
public static class NeededLoads
{
    /// <param name="targets">Dimensions, bridges, facts and aggregates, as the model names them.</param>
    /// <param name="sources">Sources that deliver rows: all that reads them is needed as well, so that their rows are judged as ever.</param>
    public static ImmutableArray<PipelineLoad> Of(Project project, IReadOnlySet<string> targets, IReadOnlySet<string> sources)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(sources);
        var all = LoadPlanner.Plan(project);
        var byPipeline = all.ToDictionary(l => l.Pipeline, StringComparer.Ordinal);
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<PipelineLoad>(all.Where(l => targets.Contains(l.ModelName) || (l.Reads is { } read && sources.Contains(read.Source.Name.Text))));
        while (open.TryDequeue(out var load))
        {
            if (!needed.Add(load.Pipeline))
                continue;
            // A mini-dimension has no pipeline of its own: its base is there by another role.
            foreach (var under in load.BuildsOn.Where(byPipeline.ContainsKey))
                open.Enqueue(byPipeline[under]);
        }

        return LoadPlanner.Plan(project, needed.Contains);
    }
}
