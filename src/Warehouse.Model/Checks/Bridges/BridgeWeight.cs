using System.Globalization;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Bridges;

/// <summary>Weights share out a whole, which is more than nothing.</summary>
public sealed class BridgeWeight : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2058", "bridge-weight");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from bridge in project.Bridges
        where bridge is { WeightColumn: not null, WeightSum: <= 0 }
        select Rule.At(
            bridge.WeightColumn!.Span,
            $"the weights of bridge `{bridge.Name}` sum to {bridge.WeightSum!.Value.ToString(CultureInfo.InvariantCulture)}, so nothing would be shared out",
            "set `sum_to: 1`, or 100 for percentages");
}
