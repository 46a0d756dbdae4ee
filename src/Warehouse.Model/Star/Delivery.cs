using System.Collections.Immutable;

namespace Warehouse.Model.Star;

/// <summary>How the rows of a source are written, where that is known beforehand and is not plain: a replication tool has ways of its own.</summary>
public sealed record Delivery
{
    public static Delivery Plain { get; } = new();

    /// <summary>Columns whose type and spelling are known. Unlike <see cref="Source.Columns"/> they promise nothing: what is delivered is converted.</summary>
    public ImmutableArray<ColumnReading> Readings { get; init; } = [];

    /// <summary>What a line of a file is; null: a row.</summary>
    public ChangeEventForm? Events { get; init; }

    /// <summary>The text that stands for a value which was not delivered; a row that has it in a column that is read is rejected.</summary>
    public string? Undelivered { get; init; }

    public ColumnReading? ReadingOf(string column) => Readings.FirstOrDefault(r => r.Column == column);
}

/// <summary>The type that a column is read as, and how its values are written.</summary>
/// <param name="Encoding">How a time is written; null: as the type is.</param>
public sealed record ColumnReading(string Column, DataType Type, TimeEncoding? Encoding = null)
{
    /// <summary>The type that the column is delivered in.</summary>
    public DataType WrittenAs => Encoding switch
    {
        null => Type,
        TimeEncoding.UnixMilliseconds => DataType.Int64,
        TimeEncoding.UnixSeconds => DataType.String,
        _ => throw new ArgumentOutOfRangeException(nameof(Encoding), Encoding, "no such encoding"),
    };
}

/// <summary>A time that is written as a number.</summary>
public enum TimeEncoding
{
    /// <summary>Whole milliseconds since 1970 in UTC.</summary>
    UnixMilliseconds,

    /// <summary>Seconds since 1970 in UTC, with a fraction, as text; read to the millisecond.</summary>
    UnixSeconds,
}

/// <summary>What a change event of a log looks like, one a line; a line that is `null` is a tombstone and says nothing.</summary>
public enum ChangeEventForm
{
    /// <summary>The row, with the event's own fields beside its columns.</summary>
    Flat,

    /// <summary>An object with the row before, the row after, the operation and where the event comes from.</summary>
    Envelope,
}
