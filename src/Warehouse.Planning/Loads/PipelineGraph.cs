using System.Collections.Immutable;

namespace Warehouse.Planning.Loads;

/// <summary>What the pipelines of a project have to do with one another: which build on which, and which batches may be exchanged.</summary>
public sealed class PipelineGraph
{
    private readonly Dictionary<string, PipelineLoad> _loads;
    private readonly Dictionary<string, ImmutableArray<string>> _children;

    /// <param name="loads">In run order; what they build on and is not among them is left out.</param>
    public PipelineGraph(ImmutableArray<PipelineLoad> loads)
    {
        _loads = loads.ToDictionary(l => l.Pipeline, StringComparer.Ordinal);
        _children = loads.ToDictionary(l => l.Pipeline, l => loads.Where(c => c.BuildsOn.Contains(l.Pipeline)).Select(c => c.Pipeline).ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>What a pipeline builds on, and what that builds on.</summary>
    /// <param name="generations">How far to go: 1 is what it builds on itself.</param>
    public IReadOnlySet<string> Ancestors(string pipeline, int generations = int.MaxValue) => Reach(pipeline, generations, p => _loads[p].BuildsOn);

    /// <summary>What builds on a pipeline, and what builds on that.</summary>
    /// <param name="generations">How far to go: 1 is what builds on it itself.</param>
    public IReadOnlySet<string> Descendants(string pipeline, int generations = int.MaxValue) => Reach(pipeline, generations, p => _children[p]);

    /// <summary>
    /// Whether two batches of the pipelines may be loaded in either order, or at once, and give the same rows, surrogate keys and counts.
    /// Two dimensions that both key a fact again may; two loads that give keys in one dimension may not, nor a load and what it reads.
    /// </summary>
    public bool MayExchange(string one, string other)
    {
        if (one == other)
            return false;
        var (a, b) = (_loads[one], _loads[other]);
        return !Reads(a).Overlaps(Writes(b)) && !Reads(b).Overlaps(Writes(a)) && !Writes(a).Where(GivesKeys).Any(Writes(b).Contains);
    }

    private bool GivesKeys(string pipeline) => _loads.GetValueOrDefault(pipeline) is not (FactLoad or AggregateLoad);

    private static HashSet<string> Writes(PipelineLoad load) => [load.Pipeline, .. load.AlsoWrites];

    private static HashSet<string> Reads(PipelineLoad load) => [.. load.BuildsOn, .. load.Releases.SelectMany(f => f.BuildsOn).Where(p => p != load.Pipeline)];

    private HashSet<string> Reach(string from, int generations, Func<string, ImmutableArray<string>> next)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var edge = new List<string> { from };
        for (var generation = 0; generation < generations && edge.Count > 0; generation++)
            edge = [.. edge.SelectMany(p => next(p)).Where(p => _loads.ContainsKey(p) && reached.Add(p))];
        return reached;
    }
}
