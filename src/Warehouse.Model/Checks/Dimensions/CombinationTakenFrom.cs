using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>Facts of several sources refer to one junk dimension, so each role names the columns of its own.</summary>
public sealed class CombinationTakenFrom : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2165", "combination-taken-from");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from dimension in project.Dimensions.OfType<JunkDimension>()
        from attribute in dimension.Attributes
        where attribute.From is not null
        select Rule.At(
            attribute.From!.Span,
            $"attribute `{attribute.Name}` of junk dimension `{dimension.Name}` has `from`, but its column is the one that a role's `key` names",
            $"remove `from`, and name `{attribute.From}` in the `key` of the role");
}
