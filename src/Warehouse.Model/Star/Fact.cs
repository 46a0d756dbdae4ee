using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>A fact table: measurements at a declared grain.</summary>
public sealed record Fact
{
    public required Name Name { get; init; }

    public required FactType Type { get; init; }

    public required Name Source { get; init; }

    /// <summary>The columns, degenerate dimensions or roles that tell one row from another.</summary>
    public required ImmutableArray<Name> Grain { get; init; }

    /// <summary>The source column of the business event's instant.</summary>
    public Name? EventTime { get; init; }

    public required ImmutableArray<Role> Roles { get; init; }

    public ImmutableArray<DegenerateDimension> Degenerate { get; init; } = [];

    public ImmutableArray<Measure> Measures { get; init; } = [];

    public ImmutableArray<Milestone> Milestones { get; init; } = [];

    public ImmutableArray<Lag> Lags { get; init; } = [];

    /// <summary>Periodic snapshot: day, week, month, quarter or year.</summary>
    public Name? Period { get; init; }

    public Fill Fill { get; init; } = Fill.None;

    public OnDuplicate OnDuplicate { get; init; } = OnDuplicate.Update;

    public SourceSpan OnDuplicateSpan { get; init; }

    public LateFacts? LateFacts { get; init; }

    public Name? PartitionBy { get; init; }

    public ImmutableArray<Name> ClusterBy { get; init; } = [];

    public Name? Table { get; init; }

    public required string Schema { get; init; }

    public Documentation Documentation { get; init; } = Documentation.None;

    /// <summary>Periodic snapshot: the role in the grain whose calendar says in which period a row lies; known once the project is.</summary>
    public Name? PeriodRole { get; init; }

    /// <summary>The identifiers of a process that an accumulating snapshot names in its grain alone: source columns, kept as they are.</summary>
    public IEnumerable<Name> UnstatedGrain() => Type == FactType.AccumulatingSnapshot
        ? Grain.Where(g => Degenerate.All(d => d.Name != g) && Roles.All(r => r.Name != g))
        : [];

    /// <summary>A correction is appended: a row that takes the old one back, and the new one.</summary>
    public bool AppendsReversals => OnDuplicate == OnDuplicate.AppendReversal;

    public string TableName => Table?.Text ?? $"fact_{Name.Text}";
}

/// <summary>What one row of a fact table stands for.</summary>
public enum FactType
{
    Transaction,
    PeriodicSnapshot,
    AccumulatingSnapshot,
    Factless,
}

/// <summary>The part that a dimension plays in a fact: where its key comes from.</summary>
public sealed record Role
{
    public required Name Name { get; init; }

    /// <summary>The dimension; the role's own name where the user names none. Null for a role by bridge or via another role.</summary>
    public required Name? Dimension { get; init; }

    /// <summary>The source columns that hold the dimension's natural key, in its order.</summary>
    public ImmutableArray<Name> Key { get; init; } = [];

    /// <summary>The bridge through which a group of members is reached.</summary>
    public Name? Bridge { get; init; }

    /// <summary>A mini-dimension is reached via this role.</summary>
    public Name? Via { get; init; }

    /// <summary>The special member that a NULL key refers to.</summary>
    public SpecialMember Missing { get; init; } = SpecialMember.Unknown;

    /// <summary>Where `missing` stands; the role's own place where it says none.</summary>
    public SourceSpan MissingSpan { get; init; }

    public LateMember Late { get; init; } = LateMember.Infer;

    /// <summary>Where `late` stands; the role's own place where it says none.</summary>
    public SourceSpan LateSpan { get; init; }

    /// <summary>Type 7: the fact carries the durable key beside the surrogate.</summary>
    public bool Durable { get; init; }

    public Documentation Documentation { get; init; } = Documentation.None;

    public string KeyColumn => $"{Name.Text}_key";

    public string DurableKeyColumn => $"{Name.Text}_durable_key";

    /// <summary>The role is in the grain and its dimension keeps versions: rows are told apart by member, whatever its version.</summary>
    public bool TellsRowsApart { get; init; }

    /// <summary>The fact's column for the member, whatever its version; null where it has none.</summary>
    public string? MemberColumn => Durable ? DurableKeyColumn : TellsRowsApart ? $"_{DurableKeyColumn}" : null;
}

/// <summary>What becomes of a fact whose member has not come yet.</summary>
public enum LateMember
{
    Infer,
    Unknown,
    Hold,
    Reject,
}

/// <summary>A business identifier kept on the fact itself.</summary>
public sealed record DegenerateDimension(Name Name, DataType Type, Name? From = null)
{
    public Documentation Documentation { get; init; } = Documentation.None;

    public Name SourceColumn => From ?? Name;
}

/// <summary>A number of a fact, and over which dimensions it may be summed.</summary>
public sealed record Measure
{
    public required Name Name { get; init; }

    public required DataType Type { get; init; }

    public Name? From { get; init; }

    public ExpressionText? Expression { get; init; }

    public string? Unit { get; init; }

    public Additivity Additivity { get; init; } = Additivity.Full;

    /// <summary>The source repeats the header's amount on every line, and each line takes its share.</summary>
    public Allocation? Allocation { get; init; }

    public Name? Currency { get; init; }

    public ImmutableArray<Name> ConvertTo { get; init; } = [];

    public Name? Rates { get; init; }

    public Documentation Documentation { get; init; } = Documentation.None;

    public Name SourceColumn => From ?? Name;

    /// <summary>The column of the amount in another currency.</summary>
    public string ConvertedColumn(Name currency) => $"{Name.Text}_{currency.Text.ToLower(CultureInfo.InvariantCulture)}";

    /// <summary>The measure's own column, then those of its conversions: all are summed as it is.</summary>
    public IEnumerable<string> Columns() => ConvertTo.Select(ConvertedColumn).Prepend(Name.Text);
}

/// <summary>How a header's amount is spread over its lines.</summary>
/// <param name="By">The measure of the lines that is the weight.</param>
/// <param name="Over">The degenerate dimensions that tell one header from another.</param>
public sealed record Allocation(Name By, ImmutableArray<Name> Over);

/// <summary>Over which dimensions a measure may be summed.</summary>
/// <param name="Except">Semi-additive: the roles over which it may not.</param>
/// <param name="Use">What is taken over those instead: last, first, average, min or max.</param>
public sealed record Additivity(bool None, ImmutableArray<Name> Except, Name? Use)
{
    public static Additivity Full { get; } = new(false, [], null);

    public static Additivity NonAdditive { get; } = new(true, [], null);
}

/// <summary>A step of a process with a definite beginning and end.</summary>
public sealed record Milestone(Name Name, Name Column);

/// <summary>How a periodic snapshot treats members that are absent in a period.</summary>
public enum Fill
{
    None,
    CarryForward,
    Zero,
}

/// <summary>What a row of a grain that the fact already holds does.</summary>
public enum OnDuplicate
{
    Update,
    Ignore,
    Reject,
    AppendReversal,
}

/// <summary>How late an event may arrive, and what becomes of a later one.</summary>
public sealed record LateFacts(TimeSpan Accept, bool RejectBeyond);
