using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>What of an aggregate cannot be loaded yet.</summary>
internal static class AggregateLoadability
{
    public static IEnumerable<Diagnostic> Check(Project project, Aggregate aggregate)
    {
        if (project.FindFact(aggregate.Fact.Text) is not { } fact)
            yield break;
        foreach (var by in aggregate.By.Where(b => b.Text.Split('.').Length == 2))
        {
            var (name, attribute) = AggregatePlanner.Parts(by);
            if (fact.Roles.FirstOrDefault(r => r.Name.Text == name) is not { } role)
                continue;
            if (role.Bridge is not null)
                yield return Loadability.Refuse(by, "an aggregate through a bridge");
            else if (AttributeOf(project, role, attribute) is { } found && (found.Outrigger is not null || found.Type is DataType.Json or DataType.Bytes))
                yield return Loadability.Refuse(by, found.Outrigger is null ? "an aggregate by `json` or `bytes`" : "an aggregate by an outrigger");
        }

        foreach (var same in aggregate.By.GroupBy(b => b.Text.Replace('.', '_'), StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return Loadability.Refuse(same.Last(), $"two columns `{same.Key}` of one aggregate");
    }

    private static Model.Star.Attribute? AttributeOf(Project project, Role role, string attribute) => project.FindDimension((role.Dimension ?? role.Name).Text) switch
    {
        SourcedDimension sourced => sourced.Attributes.FirstOrDefault(a => a.Name.Text == attribute),
        JunkDimension junk => junk.Attributes.FirstOrDefault(a => a.Name.Text == attribute),
        _ => null,
    };
}
