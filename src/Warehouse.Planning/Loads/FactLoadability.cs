using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>What of a fact cannot be loaded yet.</summary>
internal static class FactLoadability
{
    public static IEnumerable<Diagnostic> Check(Project project, Fact fact)
    {
        if (project.FindSource(fact.Source.Text)?.NullMeans == NullMeans.Unchanged)
        {
            foreach (var measure in fact.Measures.Where(m => !m.ConvertTo.IsEmpty))
                yield return Loadability.Refuse(measure.Name, "currency conversion of a source whose `null_means` is `unchanged`");
        }

        foreach (var grain in fact.Grain.Where(g => fact.Type != FactType.AccumulatingSnapshot && fact.Degenerate.All(d => d.Name != g) && fact.Roles.All(r => r.Name != g)))
            yield return PlanningRules.GrainNotStored.At(grain.Span, $"grain column `{grain}` is not kept in `{fact.Name}`", $"add `{grain}` under `degenerate:`");
        if (fact.PartitionBy is { } partition)
            yield return Loadability.Ignore(partition.Span, $"`partition_by` of `{fact.Name}`");
    }
}
