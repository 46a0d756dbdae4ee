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

        if (project.FindSource(fact.Source.Text) is { NullMeans: NullMeans.Unchanged } && fact.Type is FactType.Transaction or FactType.Factless)
        {
            foreach (var role in fact.Roles.Where(r => r.Late == LateMember.Hold))
                yield return Loadability.Refuse(role.Name, "`late: hold` of a source whose `null_means` is `unchanged`");
        }

        foreach (var grain in fact.Grain.Where(g => fact.Type != FactType.AccumulatingSnapshot && fact.Degenerate.All(d => d.Name != g) && fact.Roles.All(r => r.Name != g)))
            yield return PlanningRules.GrainNotStored.At(grain.Span, $"grain column `{grain}` is not kept in `{fact.Name}`", $"add `{grain}` under `degenerate:`");
    }
}
