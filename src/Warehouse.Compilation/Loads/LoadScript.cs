using System.Collections.Immutable;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Loads;

/// <summary>The compiled load of one batch of one pipeline: the same statements for a script and for a run.</summary>
public sealed record LoadScript
{
    public required string Pipeline { get; init; }

    /// <summary>The table that a file's rows are put into as text, with <c>_row</c> beside its columns; null for a source in the warehouse.</summary>
    public TableName? Landing { get; init; }

    /// <summary>Tables made outside the transaction, to be dropped before staging begins again and when the batch has ended.</summary>
    public ImmutableArray<TableName> StagingTables { get; init; } = [];

    /// <summary>Outside the transaction: convert, evaluate, screen.</summary>
    public ImmutableArray<LoadStep> Stage { get; init; } = [];

    /// <summary>Inside one transaction: fence, rows, invariants, ledger. Begin and commit are the runner's.</summary>
    public required ImmutableArray<LoadStep> Apply { get; init; }

    /// <summary>All pipelines whose fences the batch takes, in name order.</summary>
    public required ImmutableArray<string> Fences { get; init; }
}
