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
        // As it lies there, whatever it holds: so an index on it finds the newest row and those of a range.
        var value = shape.TypeOf(watermark.Column.Text, watermark.Type) == watermark.Type
            ? Col(SourceShape.Alias, watermark.Column.Text)
            : StageCompiler.Read(source, shape, watermark.Column.Text, watermark.Type);
        return watermark.Type is DataType.Date ? new Cast(value, new SqlType.Timestamp()) : value;
    }

    /// <summary>Whether a row has arrived at a time, so that some batch finds it.</summary>
    public static SqlExpression IsKnown(Source source, SourceShape shape, Watermark watermark)
    {
        ArgumentNullException.ThrowIfNull(watermark);
        var arrival = Of(source, shape, watermark);
        return watermark.IsNumber ? IsNotNull(arrival) : ValueBounds.Within(arrival, new DataType.Timestamp())!;
    }

    /// <summary>Whether no batch finds a row.</summary>
    public static SqlExpression IsUnknown(Source source, SourceShape shape, Watermark watermark)
    {
        ArgumentNullException.ThrowIfNull(watermark);
        var isMissing = IsNull(Of(source, shape, watermark));
        return watermark.IsNumber ? isMissing : Or(isMissing, Not(IsKnown(source, shape, watermark)));
    }

    /// <summary>Both ends belong to the batch.</summary>
    internal static SqlExpression IsInBatch(Source source, SourceShape shape, Watermark watermark)
    {
        var (from, high) = watermark.IsNumber ? (BatchParameters.LowNumber, BatchParameters.HighNumber) : (BatchParameters.ReadFrom, BatchParameters.High);
        var arrival = Of(source, shape, watermark);
        return And(Or(IsNull(from), AtLeast(arrival, from)), Or(IsNull(high), AtMost(arrival, high)));
    }
}
