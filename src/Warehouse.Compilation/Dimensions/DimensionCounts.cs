using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
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
        SqlExpression Is(string of) => CountWhere(Eq(kind, Text(of)));
        SqlExpression Any(params ReadOnlySpan<string> of) => CountWhere(new In(kind, [.. of.ToArray().Select(Text)]));

        var opened = new List<string> { ChangeKinds.Version, ChangeKinds.Reappear };
        var closed = new List<string> { ChangeKinds.Version, ChangeKinds.Delete };
        if (load.Flags())
        {
            opened.Add(ChangeKinds.Delete);
            closed.Add(ChangeKinds.Reappear);
        }

        var counts = new Dictionary<string, SqlExpression>(StringComparer.Ordinal)
        {
            [LoadCounts.NewMembers] = Is(ChangeKinds.New),
            [LoadCounts.Overwritten] = CountWhere(And(Col(DimensionNames.Change, Found.IsFinal), Col(DimensionNames.Change, Found.Overwrites))),
            [LoadCounts.Deleted] = Is(ChangeKinds.Delete),
            [LoadCounts.Reappeared] = Is(ChangeKinds.Reappear),
            [LoadCounts.Resolved] = Is(ChangeKinds.Fill),
            [LoadCounts.Drifted] = CountWhere(Col(DimensionNames.Change, Found.Drifts)),
            [LoadCounts.Unchanged] = Minus(
                BatchCounts.Staged(stage, Outcomes.Accepted),
                CountWhere(And(Ne(kind, Text(ChangeKinds.Unchanged)), Not(Col(DimensionNames.Change, Found.IsAbsent))))),
        };
        if (load.Dimension.HasVersions)
        {
            counts[LoadCounts.NewVersions] = Any([.. opened]);
            counts[LoadCounts.ClosedVersions] = Any([.. closed]);
        }

        return new(stage, new TableRelation(load.Changes(), DimensionNames.Change), counts);
    }
}
