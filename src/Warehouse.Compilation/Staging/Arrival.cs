using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Staging;

/// <summary>When a row arrived, by its source's watermark: an instant, which of a date is its beginning, or a number.</summary>
public static class Arrival
{
    public static SqlExpression Of(Source source, SourceShape shape, Watermark watermark)
    {
        ArgumentNullException.ThrowIfNull(watermark);
        var value = StageCompiler.Read(source, shape, watermark.Column.Text, watermark.Type);
        return watermark.Type is DataType.Date ? new Cast(value, new SqlType.Timestamp()) : value;
    }

    /// <summary>Both ends belong to the batch.</summary>
    internal static SqlExpression IsInBatch(Source source, SourceShape shape, Watermark watermark)
    {
        var (from, high) = watermark.IsNumber ? (BatchParameters.LowNumber, BatchParameters.HighNumber) : (BatchParameters.ReadFrom, BatchParameters.High);
        var arrival = Of(source, shape, watermark);
        return And(Or(IsNull(from), AtLeast(arrival, from)), Or(IsNull(high), AtMost(arrival, high)));
    }
}
