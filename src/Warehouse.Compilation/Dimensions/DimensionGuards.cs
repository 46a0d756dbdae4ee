using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>What refuses a snapshot before anything is written.</summary>
internal static class DimensionGuards
{
    /// <summary>The flag of the command line that lifts <see cref="DeleteRatioCode"/> for one run.</summary>
    public const string AcceptDeletes = "accept-deletes";

    public const string EmptySnapshotCode = "WH5103";

    public const string DeleteRatioCode = "WH5104";

    /// <summary>From how many current members up the ratio counts.</summary>
    private const int SmallDimension = 20;

    public static IEnumerable<LoadStep> Compile(DimensionLoad load, StageDesign stage)
    {
        if (load.Source.Feed != Feed.Snapshot)
            yield break;
        if (!load.Source.AllowEmpty)
            yield return RefuseEmpty(load.Source, stage);
        if (!load.Deletes())
            yield break;
        var deleted = Count(load.Changes(), Col(Found.IsAbsent));
        var current = new ScalarSubquery(new Select
        {
            Items = [CountRows().As("members")],
            From = LastVersions.Of(load),
            Where = LastVersions.IsLive(load),
        });
        var counted = new Select { Items = [deleted.As("deleted"), current.As("members")] };
        var tooMany = new Select
        {
            Items = [Col("n", "deleted").As("deleted"), Col("n", "members").As("members")],
            From = new SubqueryRelation(counted, "n"),
            Where = And(
                AtLeast(Col("n", "members"), Int(SmallDimension)),
                Greater(Col("n", "deleted"), Times(Col("n", "members"), new Literal.Decimal(load.Source.MaxDeleteRatio)))),
        };
        yield return new("Refuse a snapshot that deletes more members than max_delete_ratio allows", new Assert(
            DeleteRatioCode,
            $"the snapshot of {load.Source.Name.Text} would delete more members than max_delete_ratio allows; --accept-deletes lets it, once",
            tooMany))
        {
            LiftedBy = AcceptDeletes,
        };
    }

    public static LoadStep RefuseEmpty(Source source, StageDesign stage) => new("Refuse an empty snapshot", new Assert(
        EmptySnapshotCode,
        $"the snapshot of {source.Name.Text} is empty; allow_empty: true lets it delete every member",
        new Select { Items = [Count(stage.Table, null).As("rows_read")], Where = Eq(Count(stage.Table, null), Int(0)) }));

    private static ScalarSubquery Count(TableName table, SqlExpression? where) => new(new Select
    {
        Items = [CountRows().As("rows_found")],
        From = new TableRelation(table),
        Where = where,
    });
}
