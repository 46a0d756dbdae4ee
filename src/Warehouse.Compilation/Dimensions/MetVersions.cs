using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>The rows of a batch of `changes` beside the last versions of their members: the one time that an in-order batch reads the dimension.</summary>
internal static class MetVersions
{
    public static LoadStep Compile(DimensionLoad load, StageDesign stage)
    {
        var met = new Select
        {
            Items =
            [
                Col(StageDesign.Alias, ChangeColumns.Row).As(ChangeColumns.Row),
                .. LastVersions.Columns(load).Except(load.NaturalKey()).Select(n => Col(DimensionNames.Dimension, n).As(LastVersions.Old(n))),
            ],
            From = stage.Relation,
            Joins = [new(JoinKind.Left, LastVersions.Of(load), SameKey(DimensionNames.Dimension, StageDesign.Alias, load.NaturalKey()))],
            Where = new In(Col(StageDesign.Alias, ChangeColumns.Outcome), [Text(Outcomes.Accepted), Text(Outcomes.Superseded)]),
        };
        return new("Meet the last versions of the members that the batch speaks of", new CreateTableAs(load.Met(), met, TableLifetime.Transaction));
    }
}
