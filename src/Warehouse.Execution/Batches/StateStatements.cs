using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Batches;

/// <summary>The runner's own statements on the state that the target keeps.</summary>
internal static class StateStatements
{
    private const int Samples = 5;

    /// <summary>The counts of a batch that was committed; no row where it was not.</summary>
    public static Select LedgerRow { get; } = new()
    {
        Items = [.. LoadCounts.Names.Select(n => new SelectItem(new ColumnReference("b", n), n))],
        From = new TableRelation(StateTables.Batch.ToTable(), "b"),
        Where = Equal("b", "batch_id", BatchParameters.BatchId),
    };

    /// <summary>The batch of a pipeline that was committed last, and the model that it was of; no row where there was none.</summary>
    public static Select LastBatchOf(string pipeline) => new()
    {
        Items = [new(new ColumnReference("b", "batch_id"), "batch_id"), new(new ColumnReference("b", "model_hash"), "model_hash")],
        From = new TableRelation(StateTables.Batch.ToTable(), "b"),
        Where = Equal("b", "pipeline", new Literal.Text(pipeline)),
        OrderBy = [new(new ColumnReference("b", "committed_at"), Descending: true), new(new ColumnReference("b", "batch_id"), IsText: true)],
        Limit = 1,
    };

    /// <summary>How many rows of the batch were rejected, by code.</summary>
    public static Select Rejects { get; } = new()
    {
        Items = [Item("code"), new(new Aggregate(AggregateFunction.Count, null), "found")],
        From = Rejected,
        Where = Equal("r", "batch_id", BatchParameters.BatchId),
        GroupBy = [new ColumnReference("r", "code")],
        OrderBy = [new(new ColumnReference("r", "code"), IsText: true)],
    };

    /// <summary>Some of the batch's rejected rows, for people to look at.</summary>
    public static Select RejectedSamples(string code) => new()
    {
        Items = [Item("reason"), new(new Cast(new ColumnReference("r", "payload"), new SqlType.Text()), "payload")],
        From = Rejected,
        Where = new Binary(BinaryOperator.And, Equal("r", "batch_id", BatchParameters.BatchId), Equal("r", "code", new Literal.Text(code))),
        Limit = Samples,
    };

    private static TableRelation Rejected => new(StateTables.RejectedRow.ToTable(), "r");

    private static SelectItem Item(string column) => new(new ColumnReference("r", column), column);

    private static Binary Equal(string relation, string column, SqlExpression value) => new(BinaryOperator.Equal, new ColumnReference(relation, column), value);
}
