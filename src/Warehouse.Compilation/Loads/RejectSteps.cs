using Warehouse.Compilation.Staging;
using Warehouse.Compilation.Tables;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Loads;

/// <summary>The rows that were screened out: how many are too many, and where they are kept.</summary>
internal static class RejectSteps
{
    public const string TooManyCode = "WH5105";

    public const string ConflictCode = "WH5106";

    /// <summary>From how many rows up the ratio counts; below it one row is let through.</summary>
    private const int SmallBatch = 100;

    public static IEnumerable<LoadStep> Compile(StageDesign stage, string pipeline)
    {
        if (stage.Read.Source.OnConflict == Model.Star.OnConflict.Fail)
        {
            var conflicts = new Select
            {
                Items = [.. stage.Key.Select(k => Col(StageDesign.Alias, k).As(k))],
                From = stage.Relation,
                Where = Eq(Col(StageDesign.Alias, ChangeColumns.Code), Text("conflict")),
            };
            yield return new("Refuse a batch with conflicting rows", new Assert(ConflictCode, $"rows of {stage.Read.Source.Name.Text} conflict, and on_conflict is fail", conflicts));
        }

        yield return new("Refuse a batch of which too many rows are bad", new Assert(
            TooManyCode,
            $"more rows of {stage.Read.Source.Name.Text} are bad than max_rejected allows",
            TooMany(stage)))
        {
            // They were let through before; those that are still bad stay where they can be seen.
            LeftOutIn = [BatchMode.Replay],
        };
        yield return Keep(stage, pipeline);
    }

    public static LoadStep Keep(StageDesign stage, string pipeline) =>
        new("Keep rejected rows, whole", new Insert(
            StateTables.RejectedRow.ToTable(),
            ["batch_id", "target", "source", "code", "reason", "payload"],
            new Select
            {
                Items =
                [
                    BatchParameters.BatchId.As("batch_id"), Text(pipeline).As("target"), Text(stage.Read.Source.Name.Text).As("source"),
                    .. new[] { ChangeColumns.Code, ChangeColumns.Reason, ChangeColumns.Payload }.Select(c => Col(StageDesign.Alias, c).As(c)),
                ],
                From = stage.Relation,
                Where = Eq(Col(StageDesign.Alias, ChangeColumns.Outcome), Text(Outcomes.Rejected)),
            }));

    private static Select TooMany(StageDesign stage)
    {
        var counted = new Select
        {
            Items = [CountRows().As("rows_read"), CountWhere(Eq(Col(StageDesign.Alias, ChangeColumns.Outcome), Text(Outcomes.Rejected))).As("rejected")],
            From = stage.Relation,
        };
        var (read, rejected) = (Col("n", "rows_read"), Col("n", "rejected"));
        return new()
        {
            Items = [read.As("rows_read"), rejected.As("rejected")],
            From = new SubqueryRelation(counted, "n"),
            Where = And(
                Greater(rejected, Int(1)),
                Or(Less(read, Int(SmallBatch)), Greater(rejected, Times(read, new Literal.Decimal(stage.Read.Source.MaxRejected))))),
        };
    }
}
