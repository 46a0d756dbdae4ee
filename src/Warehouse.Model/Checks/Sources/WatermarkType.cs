using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>A watermark grows as rows arrive, and every engine puts its values in the same order.</summary>
public sealed class WatermarkType : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2180", "watermark-type");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where source.Watermark is not null && source.Origin is not SourceOrigin.Files
        let column = source.Watermark!.Column
        let type = source.Watermark!.TypeIn(project, source)
        where type is not (DataType.Timestamp or DataType.Date or DataType.Integer)
        select Rule.At(
            column.Span,
            $"`watermark` of `{source.Name}` goes by `{column}`, which is {Listing.A(type)}: {Why(type)}",
            $"name a column that is a `timestamp`, `date` or `integer`, or declare `{column}` as one of them under `columns`");

    private static string Why(DataType type) => type switch
    {
        DataType.Text => "a text has another order than what it stands for (`10` comes before `9`) and not the same on every engine, so rows would be left out",
        DataType.Decimal or DataType.Float => "a number with a fraction is rounded somewhere, and a row at the boundary would be left out",
        _ => "its values do not grow as rows arrive",
    };
}
