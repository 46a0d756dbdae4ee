using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>A role gives a junk dimension the columns of its flags, so there is one that is a column and not worked out.</summary>
public sealed class CombinationOfNothing : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2166", "combination-of-nothing");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from dimension in project.Dimensions.OfType<JunkDimension>()
        where !dimension.Attributes.IsEmpty && dimension.Attributes.All(a => a.IsComputed) && !project.IsUnread(dimension.Name)
        select Rule.At(
            dimension.Name.Span,
            $"all attributes of junk dimension `{dimension.Name}` are worked out by `expr` or `band`, so that a role has no column to give it",
            "add an attribute that is a column of the facts' sources");
}
