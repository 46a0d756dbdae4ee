using Warehouse.Compilation.Aggregates;
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
                .. AggregateGroups.Begin(load.Aggregates),
                .. load.Outriggers.SelectMany(o => Outriggers.Resolve(load, o, stage)),
                .. load.Profiles.Select(p => ProfileSteps.CopyStage(p, stage)),
                .. Judge(load, stage),
                .. RejectSteps.Compile(stage, load.Pipeline),
                .. Find(load, stage),
                .. DimensionGuards.Compile(load, stage),
                .. TouchedFacts.Of(load),
                .. Write(load),
                .. TouchedFacts.Of(load),
                .. ParentSteps.Compile(load),
                .. load.Profiles.SelectMany(p => ProfileSteps.Compile(load, p)),
                .. load.Awaited.SelectMany(r => LateKeys.Resolve(r, load.Aggregates)),
                .. load.Profiles.SelectMany(p => TouchedFacts.Of(load, p).Concat(ProfileSteps.Follow(load, p)).Concat(TouchedFacts.Of(load, p))),
                .. load.Releases.SelectMany(HeldFacts.Release),
                .. DimensionInvariants.Compile(load),
                .. HierarchyChecks.Compile(load),
                .. AggregateSteps.Renew(load.Aggregates),
                .. LedgerSteps.Compile(load.Pipeline, load.Source, DimensionCounts.Of(load, stage)),
            ],
        };
    }

    /// <summary>What accepted rows make of a dimension, without what a batch is refused for.</summary>
    public static IEnumerable<LoadStep> Rows(DimensionLoad load, StageDesign stage) =>
        [.. Judge(load, stage), .. Find(load, stage), .. Write(load), .. DimensionInvariants.Compile(load)];

    private static IEnumerable<LoadStep> Judge(DimensionLoad load, StageDesign stage) =>
        load.OneChangeAMember ? PartialRows.FillStage(load, stage) : LateChanges.Compile(load, stage);

    private static IEnumerable<LoadStep> Find(DimensionLoad load, StageDesign stage) =>
    [
        .. load.OneChangeAMember ? [] : LateChanges.Remember(load, stage).Concat(ForgottenChanges.Compile(load, stage)),
        new("Find what the batch changes, once", new CreateTableAs(load.Changes(), Changes(load, stage), TableLifetime.Transaction)),
    ];

    private static IEnumerable<LoadStep> Write(DimensionLoad load) => load.OneChangeAMember ? StatedStatements.Compile(load) : HistoryStatements.Compile(load);

    private static Select Changes(DimensionLoad load, StageDesign stage) =>
        load.OneChangeAMember ? StatedChanges.Query(load, stage) : MemberHistories.Query(load, stage);
}
