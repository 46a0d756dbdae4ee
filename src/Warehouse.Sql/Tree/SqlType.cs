namespace Warehouse.Sql.Tree;

/// <summary>A column type before a dialect has spelled it.</summary>
public abstract record SqlType
{
    private protected SqlType()
    {
    }

    /// <summary>Unicode text; <paramref name="MaxLength"/> in characters, null: no limit.</summary>
    public sealed record Text(int? MaxLength = null) : SqlType;

    /// <summary>A signed 64-bit integer.</summary>
    public sealed record Integer : SqlType;

    /// <summary>An exact number of <paramref name="Precision"/> digits, <paramref name="Scale"/> of them after the point.</summary>
    public sealed record Decimal(int Precision, int Scale) : SqlType;

    /// <summary>A 64-bit binary floating-point number.</summary>
    public sealed record Float : SqlType;

    /// <summary>True or false.</summary>
    public sealed record Boolean : SqlType;

    /// <summary>A calendar day, without a time zone.</summary>
    public sealed record Date : SqlType;

    /// <summary>An instant in UTC, to the microsecond.</summary>
    public sealed record Timestamp : SqlType;

    /// <summary>A time of day, to the microsecond, without a time zone.</summary>
    public sealed record Time : SqlType;

    /// <summary>A universally unique identifier of 128 bits.</summary>
    public sealed record Uuid : SqlType;

    /// <summary>A JSON value, stored as the engine stores them.</summary>
    public sealed record Json : SqlType;

    /// <summary>A sequence of bytes, of any length.</summary>
    public sealed record Bytes : SqlType;
}
