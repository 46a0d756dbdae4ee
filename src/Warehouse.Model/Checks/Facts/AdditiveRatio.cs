using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>The sum of percentages is the percentage of nothing.</summary>
public sealed class AdditiveRatio : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2081", "additive-ratio", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Measures()
        where part.Measure is { Additivity.None: false, Unit: { } unit } && Ratios.Contains(unit.ToLowerInvariant())
        select Rule.At(
            part.Measure.Name.Span,
            $"measure `{part.Measure.Name}` of `{part.Fact.Name}` is a ratio (`{part.Measure.Unit}`), and its sum means nothing",
            "set `additive: none`, and keep what the ratio is made of as measures");

    private static readonly ImmutableArray<string> Ratios = ["%", "percent", "percentage", "ratio", "rate", "share"];
}
