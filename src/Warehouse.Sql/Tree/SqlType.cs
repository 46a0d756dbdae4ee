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

    public sealed record Decimal(int Precision, int Scale) : SqlType;

    /// <summary>A 64-bit binary floating-point number.</summary>
    public sealed record Float : SqlType;

    public sealed record Boolean : SqlType;

    public sealed record Date : SqlType;

    /// <summary>An instant in UTC, to the microsecond.</summary>
    public sealed record Timestamp : SqlType;

    public sealed record Time : SqlType;

    public sealed record Uuid : SqlType;

    public sealed record Json : SqlType;

    public sealed record Bytes : SqlType;
}
