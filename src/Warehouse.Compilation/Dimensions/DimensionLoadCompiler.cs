using Warehouse.Compilation.Facts;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Dimensions;

/// <summary>One batch of a dimension: detect once, guard, write what changed, assert, record.</summary>
internal static class DimensionLoadCompiler
{
    public static LoadScript Compile(DimensionLoad load, SourceShape shape, string suffix)
    {
        var stage = DimensionStage.Design(load, suffix);
        return new()
        {
            Pipeline = load.Pipeline,
            Landing = (shape.Rows as TableRelation is { } rows && shape.HasRowNumber) ? rows.Table : null,
            StagingTables = [stage.Table],
            Stage = StageCompiler.Compile(stage, shape),
            Fences = [.. load.AlsoWrites.Append(load.Pipeline).Order(StringComparer.Ordinal)],
            Apply =
            [
                .. load.OneChangeAMember ? PartialRows.FillStage(load, stage) : LateChanges.Compile(load, stage),
                .. RejectSteps.Compile(stage, load.Pipeline),
                .. load.OneChangeAMember ? [] : LateChanges.Remember(load, stage).Concat(ForgottenChanges.Compile(load, stage)),
                new("Find what the batch changes, once", new CreateTableAs(load.Changes(), Changes(load, stage), TableLifetime.Transaction)),
                .. DimensionGuards.Compile(load, stage),
                .. load.OneChangeAMember ? StatedStatements.Compile(load) : HistoryStatements.Compile(load),
                .. load.Awaited.SelectMany(LateKeys.Resolve),
                .. load.Releases.SelectMany(HeldFacts.Release),
                .. DimensionInvariants.Compile(load),
                .. HierarchyChecks.Compile(load),
                .. LedgerSteps.Compile(load.Pipeline, load.Source, DimensionCounts.Of(load, stage)),
            ],
        };
    }

    private static Select Changes(DimensionLoad load, StageDesign stage) =>
        load.OneChangeAMember ? StatedChanges.Query(load, stage) : MemberHistories.Query(load, stage);
}
