using Warehouse.Compilation.Facts;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>What a batch of a dimension counts, over its staging table and its changes.</summary>
internal static class DimensionCounts
{
    public static BatchCounts Of(DimensionLoad load, StageDesign stage)
    {
        var kind = Col(DimensionNames.Change, Found.Kind);
        // What the batch met is not what it changed, and a history made anew is counted by its late changes.
        var counts = load.OneChangeAMember ? True : And(Not(Col(DimensionNames.Change, Found.IsMet)), Not(Col(DimensionNames.Change, Found.IsLate)));
        SqlExpression Is(string of) => CountWhere(And(counts, Eq(kind, Text(of))));
        SqlExpression Any(params ReadOnlySpan<string> of) => CountWhere(And(counts, new In(kind, [.. of.ToArray().Select(Text)])));

        var opened = new List<string> { ChangeKinds.Version, ChangeKinds.Reappear };
        var closed = new List<string> { ChangeKinds.Version, ChangeKinds.Delete };
        if (load.Flags())
        {
            opened.Add(ChangeKinds.Delete);
            closed.Add(ChangeKinds.Reappear);
        }

        var found = new Dictionary<string, SqlExpression>(StringComparer.Ordinal)
        {
            [LoadCounts.NewMembers] = Is(ChangeKinds.New),
            [LoadCounts.Overwritten] = CountWhere(Col(DimensionNames.Change, Found.Overwrites)),
            [LoadCounts.Deleted] = Is(ChangeKinds.Delete),
            [LoadCounts.Reappeared] = Is(ChangeKinds.Reappear),
            [LoadCounts.Resolved] = load.Awaited.Select(r => LateKeys.Count(r))
                .Concat(load.Releases.Select(HeldFacts.CountReleased))
                .Aggregate(Is(ChangeKinds.Fill), Plus),
            [LoadCounts.Drifted] = CountWhere(And(counts, Col(DimensionNames.Change, Found.Drifts))),
            [LoadCounts.Unchanged] = Minus(
                BatchCounts.Staged(stage, Outcomes.Accepted),
                CountWhere(And(counts, Ne(kind, Text(ChangeKinds.Unchanged)), Not(Col(DimensionNames.Change, Found.IsAbsent))))),
        };
        List<TableName> early = [.. load.Outriggers.Where(o => o.Dimension is SourcedDimension).Select(o => Outriggers.Early(load, o)), .. load.Dimension.Parent is null ? Array.Empty<TableName>() : [ParentSteps.Early(load)]];
        if (early.Count > 0)
            found[LoadCounts.Inferred] = early.Select(t => (SqlExpression)new ScalarSubquery(new Select { Items = [CountRows().As("members")], From = new TableRelation(t, "e") })).Aggregate(Plus);
        if (load.ChangeStore is not null)
        {
            found[LoadCounts.Late] = BatchCounts.Staged(stage, Outcomes.Late);
            found[LoadCounts.Corrected] = BatchCounts.Staged(stage, Outcomes.Corrected);
        }

        if (!load.Dimension.Hierarchies.IsEmpty)
            found[LoadCounts.LevelConflicts] = HierarchyChecks.Count(load);
        List<SqlExpression> rekeyed = [.. load.FactRoles.IsEmpty ? Array.Empty<SqlExpression>() : [FactRekeying.Count(load)], .. load.Profiles.SelectMany(ProfileSteps.Count)];
        if (rekeyed.Count > 0)
            found[LoadCounts.RekeyedFacts] = rekeyed.Aggregate(Plus);
        if (load.Dimension.HasVersions)
        {
            found[LoadCounts.NewVersions] = load.ChangeStore is null
                ? Any([.. opened])
                : Plus(Any([.. opened]), CountWhere(And(Col(DimensionNames.Change, Found.IsLate), OpenedVersions.AreNew)));
            found[LoadCounts.ClosedVersions] = Any([.. closed]);
        }

        return new(stage, new TableRelation(load.Changes(), DimensionNames.Change), found);
    }
}
