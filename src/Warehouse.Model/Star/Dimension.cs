using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>A dimension: who, what, where, when and why of a fact.</summary>
public abstract record Dimension
{
    private protected Dimension()
    {
    }

    public required Name Name { get; init; }

    /// <summary>The physical table, where the user names it; otherwise <c>dim_&lt;name&gt;</c>.</summary>
    public Name? Table { get; init; }

    public required string Schema { get; init; }

    public Documentation Documentation { get; init; } = Documentation.None;

    public string TableName => Table?.Text ?? $"dim_{Name.Text}";

    public string KeyColumn => $"{Name.Text}_key";

    public string DurableKeyColumn => $"{Name.Text}_durable_key";
}

/// <summary>A dimension loaded from a source, whose members are named by a natural key.</summary>
public sealed record SourcedDimension : Dimension
{
    public required Name Source { get; init; }

    public required ImmutableArray<KeyPart> NaturalKey { get; init; }

    public required ImmutableArray<Attribute> Attributes { get; init; }

    public OnDelete OnDelete { get; init; } = OnDelete.Close;

    public FirstVersion FirstVersion { get; init; } = FirstVersion.Open;

    public OpenEnd OpenEnd { get; init; } = OpenEnd.HighDate;

    public Surrogate Surrogate { get; init; } = Surrogate.Sequence;

    public Remember Remember { get; init; } = Remember.Forever;

    public bool RekeyFacts { get; init; } = true;

    public Validity Validity { get; init; } = Validity.Timestamp;

    public ImmutableArray<MiniDimension> MiniDimensions { get; init; } = [];

    public ImmutableArray<Hierarchy> Hierarchies { get; init; } = [];

    public ParentHierarchy? Parent { get; init; }

    public ImmutableArray<Name> ClusterBy { get; init; } = [];

    public ImmutableArray<ImmutableArray<Name>> Indexes { get; init; } = [];

    /// <summary>Whether the dimension keeps versions: it has an attribute of type 2, 6 or 7.</summary>
    public bool HasVersions => Attributes.Any(a => a.TracksHistory);
}

/// <summary>One row a day.</summary>
public sealed record CalendarDimension : Dimension
{
    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public SourceSpan RangeSpan { get; init; }

    /// <summary>The month in which the fiscal year begins, 1 to 12.</summary>
    public int FiscalYearStart { get; init; } = 1;

    /// <summary>A CSV of <c>date,name</c> under the project's folder.</summary>
    public Name? Holidays { get; init; }

    /// <summary>What that file holds: each day once, in the order of the days.</summary>
    public ImmutableArray<Holiday> HolidayDates { get; init; } = [];
}

/// <summary>A day off, and what it is called.</summary>
public sealed record Holiday(DateOnly Date, string Name);

/// <summary>One row a time of day.</summary>
public sealed record ClockDimension : Dimension
{
    public required ClockGrain Grain { get; init; }
}

/// <summary>The distinct combinations of a fact's low-cardinality flags.</summary>
public sealed record JunkDimension : Dimension
{
    public required ImmutableArray<Attribute> Attributes { get; init; }
}

/// <summary>How finely a clock dimension divides the day.</summary>
public enum ClockGrain
{
    Hour,
    Minute,
    Second,
}

/// <summary>What a deletion does to its member.</summary>
public enum OnDelete
{
    Close,
    Flag,
    Ignore,
}

/// <summary>Whether a member's first version reaches back to 1900-01-01 or begins at its own time.</summary>
public enum FirstVersion
{
    Open,
    Actual,
}

/// <summary>How the end of an open version is written: 9999-12-31 or NULL.</summary>
public enum OpenEnd
{
    HighDate,
    Null,
}

/// <summary>How surrogate keys are given.</summary>
public enum Surrogate
{
    Sequence,
    Hash,
}

/// <summary>How finely validity is kept.</summary>
public enum Validity
{
    Timestamp,
    Date,
}

/// <summary>How long accepted changes are kept for late ones to be woven in.</summary>
public sealed record Remember(TimeSpan? Duration, bool Nothing)
{
    public static Remember Forever { get; } = new(null, false);

    public static Remember None { get; } = new(null, true);
}

/// <summary>A column of a natural key.</summary>
/// <param name="From">The source column, when its name differs.</param>
public sealed record KeyPart(Name Name, DataType Type, Name? From = null)
{
    public Documentation Documentation { get; init; } = Documentation.None;

    public Name SourceColumn => From ?? Name;
}

/// <summary>A drill path of fixed depth, coarsest level first.</summary>
public sealed record Hierarchy(Name Name, ImmutableArray<Name> Levels);

/// <summary>A ragged hierarchy: the columns that name a member's parent.</summary>
public sealed record ParentHierarchy(ImmutableArray<Name> Key, bool Closure, SourceSpan Span);
