using System.Collections.Immutable;

namespace Warehouse.TestEngines.History.Scenarios;

/// <summary>A case of history.md stated by hand: what is loaded, and what the dimension then contains.</summary>
/// <param name="Name">A sentence.</param>
public sealed record Scenario(string Name, HistoryDefinition Definition)
{
    public ImmutableArray<ScenarioStep> Steps { get; init; } = [];

    /// <summary>The rows after the last step, without special members.</summary>
    public ImmutableArray<HistoryRow> Expected { get; init; } = [];

    /// <summary>What the oracle does not speak of, such as a store that remembers nothing: engines are held to the rows alone.</summary>
    public bool BeyondOracle { get; init; }

    public override string ToString() => Name;
}

/// <summary>A batch and what is said of it beside the rows.</summary>
public sealed record ScenarioStep(HistoryBatch Batch)
{
    /// <summary>The code or the name of the rule by which the batch is refused.</summary>
    public string? Refused { get; init; }

    /// <summary>How many rows are rejected.</summary>
    public int Rejected { get; init; }

    /// <summary>Why they are.</summary>
    public string? RejectCode { get; init; }

    /// <summary>Counts of the batch, by their name in the ledger.</summary>
    public ImmutableArray<(string Name, long Rows)> Counts { get; init; } = [];

    /// <summary>The flag that lifts a guard.</summary>
    public string? Lifted { get; init; }
}
