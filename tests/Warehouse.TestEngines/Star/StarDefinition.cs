using System.Collections.Immutable;
using Warehouse.TestEngines.History;

namespace Warehouse.TestEngines.Star;

/// <summary>A fact with the dimensions that its roles refer to and aggregates, as far as loads.md gives them a choice; no word of it is the product's.</summary>
public sealed record StarDefinition
{
    public required ImmutableArray<HistoryDefinition> Dimensions { get; init; }

    public required ImmutableArray<StarRole> Roles { get; init; }

    public FactKind Kind { get; init; }

    /// <summary>Of a transaction fact.</summary>
    public Duplicates OnDuplicate { get; init; }

    /// <summary>Of a periodic snapshot; otherwise its periods are days.</summary>
    public bool IsMonthly { get; init; }

    /// <summary>Of a periodic snapshot.</summary>
    public FillRule Fill { get; init; }

    /// <summary>The source gives <c>order_by</c>.</summary>
    public bool HasOrder { get; init; }

    /// <summary>Of a transaction fact: what a row leaves out is as it was.</summary>
    public bool NullMeansUnchanged { get; init; }

    /// <summary>The source gives <c>delete_when</c>, which only some of <see cref="Duplicates"/> allow.</summary>
    public bool HasDeletes { get; init; }

    /// <summary>Older events are rejected; null: none is too old.</summary>
    public TimeSpan? Accepts { get; init; }

    /// <summary>What each aggregate is by: attributes of roles, by the places of both.</summary>
    public required ImmutableArray<ImmutableArray<(int Role, int Attribute)>> Aggregates { get; init; }

    /// <summary>Rows are in order across batches too; where the first row of a grain stands, the later arrival is the later row.</summary>
    public bool KeepsOrder => HasOrder && OnDuplicate is Duplicates.Update or Duplicates.AppendReversal;

    /// <summary>Of the rows of a process that is held, an order says which is the later one.</summary>
    public bool NeedsOrder => Kind == FactKind.Accumulating && Roles.Any(r => r.Late == LateRule.Hold);

    public bool AppendsReversals => OnDuplicate == Duplicates.AppendReversal;

    public HistoryDefinition DimensionOf(StarRole role) => Dimensions[role.Dimension];
}

/// <summary>A role of the fact.</summary>
/// <param name="Dimension">The place of its dimension.</param>
/// <param name="IsDurable">The fact has the member's durable key beside that of its version.</param>
/// <param name="Missing">The key of the special member that a NULL natural key stands for.</param>
/// <param name="InGrain">The grain is the number and this role.</param>
public sealed record StarRole(string Name, int Dimension, LateRule Late, bool IsDurable = false, long Missing = -1, bool InGrain = false);

/// <summary>The types of a fact.</summary>
public enum FactKind
{
    Transaction,
    Accumulating,
    Periodic,
}

/// <summary>What a period has of a member that it was delivered without.</summary>
public enum FillRule
{
    None,
    CarryForward,
    Zero,
}

/// <summary>What becomes of a fact whose member has not come.</summary>
public enum LateRule
{
    Infer,
    Unknown,
    Hold,
    Reject,
}

/// <summary>What another row of a grain does.</summary>
public enum Duplicates
{
    Update,
    Ignore,
    Reject,
    AppendReversal,
}
