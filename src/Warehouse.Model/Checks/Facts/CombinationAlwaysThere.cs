using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A fact brings the combinations of a junk dimension with it: none is late, and one of NULLs alone is none that is missing.</summary>
public sealed class CombinationAlwaysThere : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2170", "combination-always-there");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Roles()
        where project.DimensionOf(part.Role) is JunkDimension
        from rule in part.Role.KeyRules()
        let because = rule.Key == "late" ? "its combinations come with the fact and are never late" : "a combination of which parts are NULL is one like any other"
        select Rule.At(
            rule.Place,
            $"role `{part.Role.Name}` of `{part.Fact.Name}` has `{rule.Key}`, but `{part.Role.Dimension}` is a junk dimension: {because}",
            rule.Key == "late" ? "remove `late`" : "remove `missing`; give what is NULL a value of its own in the source, such as `none`, if it is to be told apart");
}
