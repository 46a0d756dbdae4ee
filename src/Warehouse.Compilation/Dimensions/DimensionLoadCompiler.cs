using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

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
            Fences = [load.Pipeline],
            Apply =
            [
                .. load.OneChangeAMember ? [] : LateScreen.Compile(load, stage),
                .. RejectSteps.Compile(stage, load.Pipeline),
                new("Find what the batch changes, once", new CreateTableAs(load.Changes(), Changes(load, stage), TableLifetime.Transaction)),
                .. DimensionGuards.Compile(load, stage),
                .. Store(load, stage),
                .. ChangeStatements.Compile(load),
                .. DimensionInvariants.Compile(load),
                .. LedgerSteps.Compile(load.Pipeline, load.Source, DimensionCounts.Of(load, stage)),
            ],
        };
    }

    private static Select Changes(DimensionLoad load, StageDesign stage) =>
        load.OneChangeAMember ? StatedChanges.Query(load, stage) : LoggedChanges.Query(load, stage);

    /// <summary>All that was said is remembered, what changed nothing and what was overtaken within its instant too.</summary>
    private static IEnumerable<LoadStep> Store(DimensionLoad load, StageDesign stage)
    {
        if (load.ChangeStore is not { } store)
            yield break;
        ImmutableArray<string> columns = [.. store.Columns.Select(c => c.Name)];
        yield return new("Remember the accepted changes, for a late one to be woven in", new Insert(
            new(store.Schema, store.Name),
            columns,
            new Select
            {
                Items = [.. columns.Select(c => (c == GeneratedColumns.LoadedBy ? (SqlExpression)BatchParameters.BatchId : Col(StageDesign.Alias, c)).As(c))],
                From = stage.Relation,
                Where = new In(Col(StageDesign.Alias, ChangeColumns.Outcome), [Text(Outcomes.Accepted), Text(Outcomes.Superseded)]),
            }));
    }
}
