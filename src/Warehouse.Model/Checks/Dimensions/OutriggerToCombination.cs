using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>A junk dimension has the combinations that facts bring, and no member that another dimension could name.</summary>
public sealed class OutriggerToCombination : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2172", "outrigger-to-combination");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Outriggers()
        where project.FindDimension(part.Outrigger.Dimension.Text) is JunkDimension
        select Rule.At(
            part.Outrigger.Dimension.Span,
            $"outrigger `{part.Attribute.Name}` of `{part.Dimension.Name}` refers to junk dimension `{part.Outrigger.Dimension}`, whose combinations are those of facts",
            $"declare the flags as attributes of `{part.Dimension.Name}`, or as a mini-dimension of it if they change fast");
}
