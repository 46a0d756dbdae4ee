using System.Collections.Immutable;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Loads;

/// <summary>The record of a batch, written with its rows: there = loaded, absent = not loaded.</summary>
internal static class LedgerSteps
{
    /// <param name="source">Null for a load without a source, such as a calendar's or a clock's.</param>
    public static IEnumerable<LoadStep> Compile(string pipeline, Source? source, BatchCounts counts)
    {
        if (source?.Watermark is not null)
        {
            yield return new("Give the source its watermark row", EnsureWatermark(pipeline, source)) { LeftOutIn = [BatchMode.Backfill, BatchMode.Replay] };
            yield return new("Move the watermark from where the batch began; another position means that a rival was here", MoveWatermark(pipeline, source)) { ExpectedRows = 1, LeftOutIn = [BatchMode.Backfill, BatchMode.Replay] };
        }

        if (source?.Origin is SourceOrigin.Files)
        {
            yield return new("Forget what the file held before, when it is loaded again", ForgetFile(pipeline, source)) { LeftOutIn = [BatchMode.Replay] };
            yield return new("Record the file by what it held", RecordFile(pipeline, source)) { LeftOutIn = [BatchMode.Replay] };
        }

        yield return Record(pipeline, source, counts);
    }

    /// <summary>The ledger's row alone.</summary>
    public static LoadStep Record(string pipeline, Source? source, BatchCounts counts) =>
        new("Record the batch and its counts", RecordBatch(pipeline, source, counts)) { ExpectedRows = 1 };

    private static Insert RecordBatch(string pipeline, Source? source, BatchCounts counts)
    {
        ImmutableArray<(string Name, SqlExpression Value)> columns =
        [
            ("batch_id", BatchParameters.BatchId), ("pipeline", Text(pipeline)), ("model_hash", BatchParameters.ModelHash),
            ("source", Text(source?.Name.Text ?? PipelineLoad.ComputedSource)), ("file", BatchParameters.FileName),
            ("lo", BatchParameters.Low), ("hi", BatchParameters.High), ("batch_at", BatchParameters.BatchAt),
            ("mode", BatchParameters.Mode), ("status", Text("committed")),
            .. LoadCounts.Names.Select(n => (n, counts.Of(n))),
            ("started_at", BatchParameters.StartedAt), ("committed_at", BatchParameters.CommittedAt),
            .. source?.Watermark is { IsNumber: true } ? [("lo_number", BatchParameters.LowNumber), ("hi_number", BatchParameters.HighNumber)] : ImmutableArray<(string, SqlExpression)>.Empty,
        ];
        return new(StateTables.Batch.ToTable(), [.. columns.Select(c => c.Name)], new Select
        {
            Items = [.. columns.Select(c => c.Value.As(c.Name))],
            From = counts.Effects,
        });
    }

    private static Insert EnsureWatermark(string pipeline, Source source) => new(StateTables.Watermark.ToTable(), ["pipeline", "source"], new Select
    {
        Items = [Text(pipeline).As("pipeline"), Text(source.Name.Text).As("source")],
        Where = None(new TableRelation(StateTables.Watermark.ToTable(), "w"), IsOf("w", pipeline, source)),
    });

    private static Update MoveWatermark(string pipeline, Source source)
    {
        var (column, low, high) = source.Watermark!.IsNumber ? ("hi_number", BatchParameters.LowNumber, BatchParameters.HighNumber) : ("hi", BatchParameters.Low, BatchParameters.High);
        return new(StateTables.Watermark.ToTable(), "w", [new(column, high)])
        {
            Where = And(IsOf("w", pipeline, source), new IsDistinct([Col("w", column)], [low], Negated: true)),
        };
    }

    private static Delete ForgetFile(string pipeline, Source source) =>
        new(StateTables.File.ToTable(), "f", And(IsOf("f", pipeline, source), Eq(Col("f", "name"), BatchParameters.FileName)));

    private static Insert RecordFile(string pipeline, Source source) => new(StateTables.File.ToTable(), ["pipeline", "source", "name", "content_hash", "batch_id"], new Select
    {
        Items =
        [
            Text(pipeline).As("pipeline"), Text(source.Name.Text).As("source"), BatchParameters.FileName.As("name"),
            BatchParameters.FileHash.As("content_hash"), BatchParameters.BatchId.As("batch_id"),
        ],
    });

    private static SqlExpression IsOf(string relation, string pipeline, Source source) =>
        And(Eq(Col(relation, "pipeline"), Text(pipeline)), Eq(Col(relation, "source"), Text(source.Name.Text)));
}
