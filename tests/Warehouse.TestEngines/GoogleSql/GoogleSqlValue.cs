using System.Globalization;
using System.Numerics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Warehouse.TestEngines.GoogleSql.Wire;

namespace Warehouse.TestEngines.GoogleSql;

/// <summary>
/// Values of .NET as the service's messages and back: INT64 long, FLOAT64 double, NUMERIC and BIGNUMERIC decimal (its text where that is too small), BOOL bool, STRING and JSON string,
/// BYTES byte[], DATE DateOnly, TIME TimeOnly, DATETIME DateTime without a zone, TIMESTAMP DateTimeOffset, ARRAY and STRUCT object?[].
/// </summary>
internal static class GoogleSqlValue
{
    private const int NumericScale = 9;
    private const int BigNumericScale = 38;
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    public static ValueProto Encode(object? value, TypeProto type)
    {
        if (value is null or DBNull)
            return new ValueProto();
        var name = type.TypeKind is 16 or 17 ? "" : GoogleSqlType.Print(type);
        return (name, value) switch
        {
            ("", object?[] items) when type.ArrayType is { } array => EncodeArray(items, array),
            ("", object?[] items) when type.StructType is { } structure => EncodeStruct(items, structure),
            ("INT64", long or int or short or byte) => new ValueProto { Int64Value = Convert.ToInt64(value, CultureInfo.InvariantCulture) },
            ("FLOAT64", double or float or int or long or decimal) => new ValueProto { DoubleValue = Convert.ToDouble(value, CultureInfo.InvariantCulture) },
            ("NUMERIC", decimal or int or long) => new ValueProto { NumericValue = Scaled(value, NumericScale) },
            ("BIGNUMERIC", decimal or int or long) => new ValueProto { BignumericValue = Scaled(value, BigNumericScale) },
            ("BOOL", bool truth) => new ValueProto { BoolValue = truth },
            ("STRING", string text) => new ValueProto { StringValue = text },
            ("JSON", string text) => new ValueProto { JsonValue = text },
            ("BYTES", byte[] bytes) => new ValueProto { BytesValue = ByteString.CopyFrom(bytes) },
            ("DATE", DateOnly date) => new ValueProto { DateValue = date.DayNumber - Epoch.DayNumber },
            ("TIME", TimeOnly time) => new ValueProto { TimeValue = (PackedTime(time) << 30) | Nanoseconds(time.Ticks) },
            ("DATETIME", DateTime time) => new ValueProto { DatetimeValue = Packed(time) },
            ("TIMESTAMP", DateTimeOffset time) => new ValueProto { TimestampValue = Timestamp.FromDateTimeOffset(time) },
            ("TIMESTAMP", DateTime { Kind: DateTimeKind.Utc } time) => new ValueProto { TimestampValue = Timestamp.FromDateTime(time) },
            _ => throw new ArgumentException($"A {value.GetType().Name} is not a value of {GoogleSqlType.Print(type)}."),
        };
    }

    public static object? Decode(ValueProto value) => value.ValueCase switch
    {
        ValueProto.ValueOneofCase.None => null,
        ValueProto.ValueOneofCase.Int32Value => (long)value.Int32Value,
        ValueProto.ValueOneofCase.Int64Value => value.Int64Value,
        ValueProto.ValueOneofCase.Uint32Value => (long)value.Uint32Value,
        ValueProto.ValueOneofCase.Uint64Value => (decimal)value.Uint64Value,
        ValueProto.ValueOneofCase.BoolValue => value.BoolValue,
        ValueProto.ValueOneofCase.FloatValue => (double)value.FloatValue,
        ValueProto.ValueOneofCase.DoubleValue => value.DoubleValue,
        ValueProto.ValueOneofCase.StringValue => value.StringValue,
        ValueProto.ValueOneofCase.JsonValue => value.JsonValue,
        ValueProto.ValueOneofCase.BytesValue => value.BytesValue.ToByteArray(),
        ValueProto.ValueOneofCase.DateValue => Epoch.AddDays(value.DateValue),
        ValueProto.ValueOneofCase.TimeValue => Time(value.TimeValue >> 30, value.TimeValue & 0x3FFFFFFF),
        ValueProto.ValueOneofCase.DatetimeValue => Unpacked(value.DatetimeValue),
        ValueProto.ValueOneofCase.TimestampValue => value.TimestampValue.ToDateTimeOffset(),
        ValueProto.ValueOneofCase.NumericValue => Number(value.NumericValue, NumericScale),
        ValueProto.ValueOneofCase.BignumericValue => Number(value.BignumericValue, BigNumericScale),
        ValueProto.ValueOneofCase.ArrayValue => value.ArrayValue.Element.Select(Decode).ToArray(),
        ValueProto.ValueOneofCase.StructValue => value.StructValue.Field.Select(Decode).ToArray(),
        var other => throw new NotSupportedException($"The judge does not read a {other}."),
    };

    private static ValueProto EncodeArray(object?[] items, ArrayTypeProto array)
    {
        var result = new ValueProto.Types.Array();
        result.Element.AddRange(items.Select(item => Encode(item, array.ElementType)));
        return new ValueProto { ArrayValue = result };
    }

    private static ValueProto EncodeStruct(object?[] items, StructTypeProto structure)
    {
        var result = new ValueProto.Types.Struct();
        result.Field.AddRange(items.Select((item, index) => Encode(item, structure.Field[index].FieldType)));
        return new ValueProto { StructValue = result };
    }

    // A NUMERIC travels as its multiple of the smallest unit, little-endian two's complement, as short as possible.
    private static ByteString Scaled(object value, int scale)
    {
        var number = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
        var (units, digits) = (Units(number), (int)number.Scale);
        if (digits > scale && units % BigInteger.Pow(10, digits - scale) != 0)
            throw new ArgumentException($"{number.ToString(CultureInfo.InvariantCulture)} has more than {scale} decimal places.");
        units = digits <= scale ? units * BigInteger.Pow(10, scale - digits) : units / BigInteger.Pow(10, digits - scale);
        return ByteString.CopyFrom(units.ToByteArray());
    }

    private static BigInteger Units(decimal number)
    {
        var parts = decimal.GetBits(number);
        var units = (((new BigInteger((uint)parts[2]) << 32) + (uint)parts[1]) << 32) + (uint)parts[0];
        return number < 0 ? -units : units;
    }

    // A NUMERIC has up to 38 digits, a decimal 28: what does not fit is returned as its exact text, never rounded.
    private static object Number(ByteString bytes, int scale)
    {
        var units = new BigInteger(bytes.Span);
        for (; scale > 0 && units % 10 == 0; scale--)
            units /= 10;
        return (object?)Fitting(units, scale) ?? Text(units, scale);
    }

    private static decimal? Fitting(BigInteger units, int scale)
    {
        var digits = BigInteger.Abs(units);
        return scale > 28 || digits > (BigInteger)decimal.MaxValue
            ? null
            : new decimal((int)(uint)(digits & uint.MaxValue), (int)(uint)((digits >> 32) & uint.MaxValue), (int)(uint)(digits >> 64), units.Sign < 0, (byte)scale);
    }

    private static string Text(BigInteger units, int scale)
    {
        var digits = BigInteger.Abs(units).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return (units.Sign < 0 ? "-" : "") + digits[..^scale] + (scale > 0 ? "." + digits[^scale..] : "");
    }

    private static long PackedTime(TimeOnly time) => ((long)time.Hour << 12) | ((long)time.Minute << 6) | (long)time.Second;

    private static long Nanoseconds(long ticks) => ticks % TimeSpan.TicksPerSecond * 100;

    private static TimeOnly Time(long packed, long nanoseconds) =>
        new TimeOnly((int)(packed >> 12) & 31, (int)(packed >> 6) & 63, (int)packed & 63).Add(TimeSpan.FromTicks(nanoseconds / 100));

    private static ValueProto.Types.Datetime Packed(DateTime time) => new()
    {
        BitFieldDatetimeSeconds = ((long)time.Year << 26) | ((long)time.Month << 22) | ((long)time.Day << 17) | PackedTime(TimeOnly.FromDateTime(time)),
        Nanos = (int)Nanoseconds(time.Ticks),
    };

    private static DateTime Unpacked(ValueProto.Types.Datetime value)
    {
        var packed = value.BitFieldDatetimeSeconds;
        var date = new DateOnly((int)(packed >> 26), (int)(packed >> 22) & 15, (int)(packed >> 17) & 31);
        return date.ToDateTime(Time(packed & 0x1FFFF, value.Nanos));
    }
}
