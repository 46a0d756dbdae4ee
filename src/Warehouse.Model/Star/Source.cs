using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>Where rows come from and what one of them means.</summary>
public sealed record Source
{
    public required Name Name { get; init; }

    public required SourceOrigin Origin { get; init; }

    /// <summary>What a row says (history.md); null where the user did not say, which is an error for a dimension's source.</summary>
    public required Feed? Feed { get; init; }

    public SourceSpan FeedSpan { get; init; }

    /// <summary>The column of business time, which drives versions.</summary>
    public Name? EffectiveAt { get; init; }

    /// <summary>The order of changes within one effective time.</summary>
    public ImmutableArray<Name> OrderBy { get; init; } = [];

    /// <summary>A row for which this holds deletes its member.</summary>
    public ExpressionText? DeleteWhen { get; init; }

    /// <summary>Arrival time, which drives extraction and never versions.</summary>
    public Watermark? Watermark { get; init; }

    public Freshness? Freshness { get; init; }

    /// <summary>Snapshot: absence counts only within the values of these columns that the batch mentions; empty: everywhere.</summary>
    public ImmutableArray<Name> DeleteScope { get; init; } = [];

    public OnConflict OnConflict { get; init; } = OnConflict.Reject;

    /// <summary>The column whose largest value wins under <see cref="OnConflict.Last"/>.</summary>
    public Name? OnConflictColumn { get; init; }

    /// <summary>How far ahead of the batch an effective time of `upserts` and `snapshot` may lie.</summary>
    public TimeSpan MaxFuture { get; init; } = TimeSpan.FromDays(1);

    public NullMeans NullMeans { get; init; } = NullMeans.Value;

    public bool AllowEmpty { get; init; }

    /// <summary>The share of current members, from 20 members up, that one snapshot may delete.</summary>
    public decimal MaxDeleteRatio { get; init; } = 0.10m;

    /// <summary>The share of rows, from 100 rows up, that may be rejected before the batch fails.</summary>
    public decimal MaxRejected { get; init; } = 0.01m;

    /// <summary>An explicit contract of names and types; empty where there is none.</summary>
    public ImmutableArray<SourceColumn> Columns { get; init; } = [];

    /// <summary>The replication tool whose preset said what the user did not; it is resolved, and nothing after reading asks for it.</summary>
    public Name? Preset { get; init; }

    /// <summary>How the rows are written, where they are not plain.</summary>
    public Delivery Delivery { get; init; } = Delivery.Plain;

    public CsvFormat Csv { get; init; } = CsvFormat.Standard;

    public Documentation Documentation { get; init; } = Documentation.None;
}

/// <summary>A column that a source promises to deliver.</summary>
public sealed record SourceColumn(Name Name, DataType Type)
{
    public Documentation Documentation { get; init; } = Documentation.None;
}

/// <summary>The arrival column, and how far a batch reaches back and holds back.</summary>
public sealed record Watermark(Name Column, TimeSpan Lookback, TimeSpan SafetyLag)
{
    /// <summary>A timestamp, a date (whose day is read again until the next one has come) or an integer that grows.</summary>
    public DataType Type { get; init; } = DataType.Instant;

    public bool IsNumber => Type is DataType.Integer;

    /// <summary>Up to when nothing is still to arrive; of a watermark that is a date, as a whole day: what comes later in a day is behind no time within it.</summary>
    public DateTime Safe(DateTime now)
    {
        var safe = now - SafetyLag;
        return Type is DataType.Date ? safe.Date : safe;
    }

    /// <summary>What is known of how the column is written, or what `columns` says of it; else an integer or date where another use declares it so; else a timestamp.</summary>
    public DataType TypeIn(Project project, Source source) =>
        source.Delivery.ReadingOf(Column.Text)?.Type
        ?? source.Columns.FirstOrDefault(c => c.Name == Column)?.Type
        ?? ColumnReads.Of(project, source).FirstOrDefault(r => r.Column == Column && r.Evidence == TypeEvidence.Declared && r.Type is (DataType.Integer or DataType.Date))?.Type
        ?? DataType.Instant;
}

/// <summary>How old the newest row may be before an operator is told.</summary>
public sealed record Freshness(TimeSpan? WarnAfter, TimeSpan? FailAfter);

/// <summary>How a delimited text file is written; all characters are single.</summary>
/// <param name="Null">The text that stands for NULL when it is not quoted.</param>
/// <param name="Encoding">An IANA name; a file that does not decode is refused.</param>
public sealed record CsvFormat(char Delimiter, char Quote, string Null, string Encoding, bool Header)
{
    public static CsvFormat Standard { get; } = new(',', '"', "", "utf-8", true);
}
