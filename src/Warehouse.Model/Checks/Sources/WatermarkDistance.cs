using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>A number has no distance in time: how far back two hours are, no sequence knows.</summary>
public sealed class WatermarkDistance : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2181", "watermark-distance");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where source.Watermark is not null
        let watermark = source.Watermark!
        where (watermark.Lookback != TimeSpan.Zero || watermark.SafetyLag != TimeSpan.Zero) && watermark.TypeIn(project, source) is DataType.Integer
        select Rule.At(
            watermark.Column.Span,
            $"`watermark` of `{source.Name}` goes by `{watermark.Column}`, an `integer`, which has neither `lookback` nor `safety_lag`",
            "remove them; where rows arrive out of the number's order, name a column of arrival time");
}
