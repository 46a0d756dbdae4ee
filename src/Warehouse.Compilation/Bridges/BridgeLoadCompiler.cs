using Warehouse.Compilation.Aggregates;
using Warehouse.Compilation.Dimensions;
using Warehouse.Compilation.Facts;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Bridges;

/// <summary>One batch of a bridge: find the links of its groups, reject groups that are no whole, guard, write what changed, record.</summary>
internal static class BridgeLoadCompiler
{
    /// <summary>From how many links up the ratio of deletes counts.</summary>
    private const int SmallBridge = 20;

    private const string C = "c";

    public static LoadScript Compile(BridgeLoad load, SourceShape shape, string suffix)
    {
        var stage = BridgeStage.Design(load, suffix);
        return new()
        {
            Pipeline = load.Pipeline,
            Landing = (shape.Rows as TableRelation is { } rows && shape.HasRowNumber) ? rows.Table : null,
            StagingTables = [stage.Table],
            Stage = StageCompiler.Compile(stage, shape),
            Fences = [.. load.AlsoWrites.Append(load.Pipeline).Order(StringComparer.Ordinal)],
            Apply =
            [
                .. AggregateGroups.Begin(load.Aggregates),
                .. BridgeLinks.Find(load, stage),
                .. BadGroups.Reject(load, stage),
                .. RejectSteps.Compile(stage, load.Pipeline),
                .. Empty(load, stage),
                .. InferredMembers.Compile(load.Member.Name.Text, load.Member, Early(load), Unknown(load)),
                .. BridgeChanges.Find(load),
                .. TooManyDeletes(load),
                .. BridgeChanges.Write(load),
                .. load.Awaited.SelectMany(r => LateKeys.Resolve(r, load.Aggregates)),
                .. load.Releases.SelectMany(HeldFacts.Release),
                BridgeChanges.Invariant(load),
                .. AggregateSteps.Renew(load.Aggregates),
                .. LedgerSteps.Compile(load.Pipeline, load.Source, Counts(load, stage)),
            ],
        };
    }

    private static TableName Early(BridgeLoad load) => new(null, $"early_{load.Bridge.Name.Text}");

    private static Select Unknown(BridgeLoad load) => new()
    {
        Distinct = true,
        Items = [.. load.MemberColumns.Select(k => Col("l", k).As(k))],
        From = new TableRelation(BridgeLinks.Links(load), "l"),
        Where = And(BadGroups.IsGood(load, "l"), None(new TableRelation(load.Member.ToTable(), "d"), SameKey("d", "l", load.MemberColumns))),
    };

    private static IEnumerable<LoadStep> Empty(BridgeLoad load, StageDesign stage)
    {
        if (load.Source is { Feed: Feed.Snapshot, AllowEmpty: false })
            yield return DimensionGuards.RefuseEmpty(load.Source, stage);
    }

    private static IEnumerable<LoadStep> TooManyDeletes(BridgeLoad load)
    {
        if (load.Source.Feed != Feed.Snapshot)
            yield break;
        var deleted = Count(BridgeChanges.Changes(load), And(Eq(Col(C, BridgeChanges.Kind), Text(BridgeChanges.Deletes)), BridgeLinks.IsLink(load, C)));
        var links = Count(BridgeLinks.Table(load), BridgeLinks.IsLink(load, C));
        var counted = new Select { Items = [deleted.As("deleted"), links.As("links")] };
        yield return new("Refuse a snapshot that removes more links than max_delete_ratio allows", new Assert(
            DimensionGuards.DeleteRatioCode,
            $"the snapshot of {load.Source.Name.Text} would remove more links than max_delete_ratio allows; --accept-deletes lets it, once",
            new Select
            {
                Items = [Col("n", "deleted").As("deleted"), Col("n", "links").As("links")],
                From = new SubqueryRelation(counted, "n"),
                Where = And(AtLeast(Col("n", "links"), Int(SmallBridge)), Greater(Col("n", "deleted"), Times(Col("n", "links"), new Literal.Decimal(load.Source.MaxDeleteRatio)))),
            }))
        {
            LiftedBy = DimensionGuards.AcceptDeletes,
        };
    }

    private static BatchCounts Counts(BridgeLoad load, StageDesign stage)
    {
        SqlExpression Links(string kind) => CountWhere(And(Eq(Col(C, BridgeChanges.Kind), Text(kind)), BridgeLinks.IsLink(load, C)));
        var come = CountWhere(And(Eq(Col(C, BridgeChanges.Kind), Text(BridgeChanges.Deletes)), Not(BridgeLinks.IsLink(load, C))));
        return new(stage, new TableRelation(BridgeChanges.Changes(load), C), new Dictionary<string, SqlExpression>(StringComparer.Ordinal)
        {
            [LoadCounts.NewMembers] = Count(BridgeChanges.Groups(load), Col(C, BridgeChanges.IsNew)),
            [LoadCounts.Inserted] = Links(BridgeChanges.Inserts),
            [LoadCounts.Updated] = Links(BridgeChanges.Updates),
            [LoadCounts.Deleted] = Links(BridgeChanges.Deletes),
            [LoadCounts.Unchanged] = Links(BridgeChanges.Unchanged),
            [LoadCounts.Inferred] = Count(Early(load), null),
            [LoadCounts.Resolved] = load.Awaited.Select(r => LateKeys.Count(r)).Concat(load.Releases.Select(HeldFacts.CountReleased)).Aggregate(come, Plus),
        });
    }

    private static ScalarSubquery Count(TableName table, SqlExpression? where) =>
        new(new Select { Items = [CountRows().As("rows_found")], From = new TableRelation(table, C), Where = where });
}
