using Warehouse.Model.Star;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Staging;

/// <summary>Times that a source writes as numbers, as instants; NULL where the number is none, or is beyond the calendar.</summary>
internal static class EncodedTimes
{
    /// <summary>0001-01-01 00:00:00, in milliseconds since 1970.</summary>
    private const long Earliest = -62_135_596_800_000;

    /// <summary>9999-12-31 23:59:59.999.</summary>
    private const long Latest = 253_402_300_799_999;

    /// <param name="raw">The value as it is delivered.</param>
    /// <param name="actual">The type it is delivered in; null: unknown, so that it is read through text.</param>
    /// <param name="encoding">How the time is written.</param>
    public static SqlExpression Decode(SqlExpression raw, DataType? actual, TimeEncoding encoding)
    {
        var milliseconds = encoding switch
        {
            TimeEncoding.UnixMilliseconds => actual is DataType.Integer ? raw : new TryConvert(AsText(raw, actual), new SqlType.Integer()),
            // Rounded to the millisecond first, so that the product is whole.
            TimeEncoding.UnixSeconds => new Cast(Times(new TryConvert(AsText(raw, actual), new SqlType.Decimal(18, 3)), Int(1000)), new SqlType.Integer()),
            _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "no such encoding"),
        };
        return When(And(AtLeast(milliseconds, Int(Earliest)), AtMost(milliseconds, Int(Latest))), new Call("from_unix_millis", [milliseconds]));
    }

    private static SqlExpression AsText(SqlExpression raw, DataType? actual) => actual is DataType.Text ? raw : new Cast(raw, new SqlType.Text());
}
