using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Execution.Batches;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Runs;

/// <summary>The rejected rows of a pipeline that were not replayed yet: those of a batch are a batch, at the time that theirs had.</summary>
internal sealed class ReplayBatches(StatementSession session)
{
    /// <summary>Rows that cannot be told apart from what was said after them are left as they are, and told.</summary>
    public async Task<(ImmutableArray<PendingBatch> Batches, Diagnostic? LeftOut)> OfAsync(PipelineLoad load, int position, TargetState state, CancellationToken cancellationToken)
    {
        var found = await session.QueryAsync(Rejected(load.Pipeline), cancellationToken).ConfigureAwait(false);
        if (found.Rows.Count == 0)
            return ([], null);
        if (Never(load) is { } why)
            return ([], LeftOut(load, found.Rows.Sum(r => Count(r[5])), why));
        var batches = ImmutableArray.CreateBuilder<PendingBatch>();
        var overtaken = 0L;
        foreach (var group in found.Rows.GroupBy(r => (Batch: (string)r[0]!, IsStaged: ReplayedRows.IsStaged((string)r[6]!))))
        {
            var (source, at) = ((string)group.First()[1]!, (DateTime)group.First()[2]!);
            var rows = group.Sum(r => Count(r[5]));
            if (OnlyOfTheLastBatch(load) && at < state.LastTimeOf(load.Pipeline, source))
            {
                overtaken += rows;
                continue;
            }

            var identity = $"{source} {(group.Key.IsStaged ? "staged" : "read")} by {group.Key.Batch}";
            batches.Add(new(load, position)
            {
                BatchId = BatchIdentity.OfRange(load.Pipeline, ModelHash.Of(load), identity, null, null, BatchMode.Replay),
                Source = source,
                OwnTime = at,
                BatchAt = at,
                Mode = BatchMode.Replay,
                Replays = new(group.Key.Batch, [.. group.Select(r => (string)r[4]!)], rows, group.Key.IsStaged),
            });
        }

        return (batches.ToImmutable(), overtaken == 0 ? null : LeftOut(load, overtaken, "later batches have told what is so now, and nothing says whether they overtake a rejected row"));
    }

    private static string? Never(PipelineLoad load) => load switch
    {
        FactLoad { Fact.Type: FactType.PeriodicSnapshot } => "a period is replaced as a whole, and they are a part of one",
        BridgeLoad => "a group is replaced as a whole, and they are a part of one",
        _ => null,
    };

    /// <summary>Whether a row means another thing when it comes after a later one: it bears no time or order of its own.</summary>
    private static bool OnlyOfTheLastBatch(PipelineLoad load) => load switch
    {
        DimensionLoad dimension => dimension.OneChangeAMember,
        FactLoad fact => fact.Fact.OnDuplicate is OnDuplicate.Update or OnDuplicate.AppendReversal && fact.Order.IsEmpty,
        _ => false,
    };

    private static Diagnostic LeftOut(PipelineLoad load, long rows, string why) => ExecutionRules.NotReplayed.At(
        load.DeclaredAt,
        string.Create(CultureInfo.InvariantCulture, $"{rows} rejected {(rows == 1 ? "row" : "rows")} of `{load.Pipeline}` {(rows == 1 ? "is" : "are")} not replayed: {why}"),
        "deliver them again by the source, with what belongs to them");

    private static Select Rejected(string pipeline)
    {
        ColumnReference[] by = [new("r", "batch_id"), new("r", "source"), new("b", "batch_at"), new("b", "committed_at"), new("r", "code")];
        return new()
        {
            Items =
            [
                .. by.Select(c => new SelectItem(c, c.Name)),
                new(new Sql.Tree.Aggregate(AggregateFunction.Count, null), "found"),
                new(new Sql.Tree.Aggregate(AggregateFunction.Max, new Cast(new ColumnReference("r", "payload"), new SqlType.Text())), "sample"),
            ],
            From = new TableRelation(StateTables.RejectedRow.ToTable(), "r"),
            Joins = [new(JoinKind.Inner, new TableRelation(StateTables.Batch.ToTable(), "b"), Equal(new ColumnReference("b", "batch_id"), new ColumnReference("r", "batch_id")))],
            Where = new Binary(BinaryOperator.And, Equal(new ColumnReference("r", "target"), new Literal.Text(pipeline)), new IsNull(new ColumnReference("r", "replayed_by"))),
            GroupBy = [.. by],
            OrderBy = [new(by[2]), new(by[3]), new(by[0], IsText: true), new(by[4], IsText: true)],
        };
    }

    private static Binary Equal(SqlExpression left, SqlExpression right) => new(BinaryOperator.Equal, left, right);

    private static long Count(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
