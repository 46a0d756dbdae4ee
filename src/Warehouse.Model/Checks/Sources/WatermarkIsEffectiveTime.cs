using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>Business time as arrival time loses every row that arrives late.</summary>
public sealed class WatermarkIsEffectiveTime : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2020", "watermark-is-effective-time", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where source.Watermark is { } watermark && watermark.Column == source.EffectiveAt && watermark.Lookback == TimeSpan.Zero
        select Rule.At(
            source.Watermark!.Column.Span,
            $"source `{source.Name}` is extracted by its effective time `{source.EffectiveAt}`: a row that arrives late is never read",
            "use a column of arrival time, or add a `lookback`");
}
