namespace Warehouse.Model.Star;

/// <summary>A portable column type; each dialect says how it spells it.</summary>
public abstract record DataType
{
    private protected DataType()
    {
    }

    /// <summary>Unicode text of at most <paramref name="MaxLength"/> characters (null: no limit).</summary>
    public sealed record Text(int? MaxLength = null) : DataType
    {
        public override string ToString() => MaxLength is { } n ? $"string({n})" : "string";
    }

    /// <summary>A signed 64-bit integer.</summary>
    public sealed record Integer : DataType
    {
        public override string ToString() => "integer";
    }

    /// <summary>An exact decimal number of <paramref name="Precision"/> digits (1 to 38), <paramref name="Scale"/> of them after the point.</summary>
    public sealed record Decimal(int Precision, int Scale) : DataType
    {
        public override string ToString() => $"decimal({Precision},{Scale})";
    }

    /// <summary>A 64-bit IEEE 754 binary floating-point number.</summary>
    public sealed record Float : DataType
    {
        public override string ToString() => "float";
    }

    /// <summary>True or false.</summary>
    public sealed record Boolean : DataType
    {
        public override string ToString() => "boolean";
    }

    /// <summary>A calendar day of the proleptic Gregorian calendar, without a time zone.</summary>
    public sealed record Date : DataType
    {
        public override string ToString() => "date";
    }

    /// <summary>An instant in UTC, to the microsecond.</summary>
    public sealed record Timestamp : DataType
    {
        public override string ToString() => "timestamp";
    }

    /// <summary>A time of day, to the microsecond, without a time zone.</summary>
    public sealed record Time : DataType
    {
        public override string ToString() => "time";
    }

    /// <summary>A universally unique identifier of 128 bits.</summary>
    public sealed record Uuid : DataType
    {
        public override string ToString() => "uuid";
    }

    /// <summary>A JSON value, stored as the engine stores them.</summary>
    public sealed record Json : DataType
    {
        public override string ToString() => "json";
    }

    /// <summary>A sequence of bytes, of any length.</summary>
    public sealed record Bytes : DataType
    {
        public override string ToString() => "bytes";
    }

    public static DataType String { get; } = new Text();

    public static DataType Int64 { get; } = new Integer();

    public static DataType Float64 { get; } = new Float();

    public static DataType Bool { get; } = new Boolean();

    public static DataType Day { get; } = new Date();

    public static DataType Instant { get; } = new Timestamp();

    public static DataType TimeOfDay { get; } = new Time();
}
