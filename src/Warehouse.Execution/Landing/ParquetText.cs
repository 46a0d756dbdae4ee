using System.Globalization;
using System.Numerics;
using System.Text.Unicode;
using Parquet.Meta;
using Encoding = System.Text.Encoding;

namespace Warehouse.Execution.Landing;

/// <summary>What stored Parquet values are as text, by what the file's schema says of them.</summary>
internal static class ParquetText
{
    /// <summary>More bytes than any number or time has.</summary>
    public const int Longest = 64;

    public static bool IsText(SchemaElement element) =>
        element.LogicalType is { STRING: not null } or { ENUM: not null } or { JSON: not null }
        || (element.LogicalType is null && element.ConvertedType is ConvertedType.UTF8 or ConvertedType.ENUM or ConvertedType.JSON);

    /// <exception cref="InvalidDataException">It is no UTF-8, or holds a NUL, which not every engine keeps.</exception>
    public static ReadOnlySpan<byte> Check(ReadOnlySpan<byte> text, string column)
    {
        if (!Utf8.IsValid(text))
            throw new InvalidDataException($"the column `{column}` holds bytes that are no UTF-8");
        return text.Contains((byte)0) ? throw new InvalidDataException($"the column `{column}` holds a NUL character, which is no text") : text;
    }

    public static Func<int, Span<byte>, int>? OfInt32(SchemaElement element)
    {
        if (Scale(element) is { } scale)
            return (v, text) => Decimal(v, scale, text);
        if (element.LogicalType?.DATE is not null || element.ConvertedType == ConvertedType.DATE)
            return ParquetTimes.Date;
        if (Time(element) is { } unit)
            return (v, text) => ParquetTimes.TimeOfDay(v, unit, text);
        return IsUnsigned(element) ? (v, text) => Whole((uint)v, text) : Whole;
    }

    public static Func<long, Span<byte>, int>? OfInt64(SchemaElement element)
    {
        if (Scale(element) is { } scale)
            return (v, text) => Decimal(v, scale, text);
        if (Time(element) is { } unit)
            return (v, text) => ParquetTimes.TimeOfDay(v, unit, text);
        if (Timestamp(element) is { } parts)
            return (v, text) => ParquetTimes.Timestamp(ParquetTimes.Microseconds(v, parts), text);
        return IsUnsigned(element) ? (v, text) => Whole((ulong)v, text) : Whole;
    }

    /// <summary>Null for what is text, and for what has none.</summary>
    public static Func<ReadOnlyMemory<byte>, byte[]>? OfBytes(SchemaElement element)
    {
        if (IsText(element) || element.LogicalType?.FLOAT16 is not null || element.ConvertedType == ConvertedType.INTERVAL)
            return null;
        if (Scale(element) is { } scale)
            return v => Encoding.ASCII.GetBytes(Decimal(new BigInteger(v.Span, isUnsigned: false, isBigEndian: true), scale));
        return element.LogicalType?.UUID is not null
            ? v => Encoding.ASCII.GetBytes(new Guid(v.Span, bigEndian: true).ToString())
            : v => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(v.Span));
    }

    private static int? Scale(SchemaElement element) =>
        element.LogicalType?.DECIMAL is { } number ? number.Scale : element.ConvertedType == ConvertedType.DECIMAL ? element.Scale ?? 0 : null;

    private static bool IsUnsigned(SchemaElement element) =>
        element.LogicalType?.INTEGER is { IsSigned: false } || element.ConvertedType is ConvertedType.UINT_8 or ConvertedType.UINT_16 or ConvertedType.UINT_32 or ConvertedType.UINT_64;

    /// <summary>How many of them are in a second.</summary>
    private static long? Time(SchemaElement element) =>
        element.LogicalType?.TIME is { } time ? PerSecond(time.Unit)
        : element.ConvertedType switch { ConvertedType.TIME_MILLIS => 1_000, ConvertedType.TIME_MICROS => 1_000_000, _ => null };

    private static long? Timestamp(SchemaElement element) =>
        element.LogicalType?.TIMESTAMP is { } time ? PerSecond(time.Unit)
        : element.ConvertedType switch { ConvertedType.TIMESTAMP_MILLIS => 1_000, ConvertedType.TIMESTAMP_MICROS => 1_000_000, _ => null };

    private static long PerSecond(TimeUnit unit) => unit.MILLIS is not null ? 1_000 : unit.MICROS is not null ? 1_000_000 : 1_000_000_000;

    private static int Whole<T>(T value, Span<byte> text)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(text, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }

    private static int Decimal(long value, int scale, Span<byte> text) => Encoding.ASCII.GetBytes(Decimal((BigInteger)value, scale), text);

    /// <summary>As many digits after the point as the column has, as engines show a decimal.</summary>
    private static string Decimal(BigInteger value, int scale)
    {
        var digits = BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var sign = value.Sign < 0 ? "-" : "";
        return scale == 0 ? sign + digits : $"{sign}{digits[..^scale]}.{digits[^scale..]}";
    }
}
