using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>The periods that a batch mentions are replaced as a whole: what they were delivered without is gone.</summary>
internal static class Periods
{
    private const string E = "e";
    private const string F = "f";

    /// <summary>The delivered rows that their period is now delivered without, filled in again or not.</summary>
    public static TableName Removed(FactLoad load) => new(null, $"removed_{load.Fact.Name.Text}");

    /// <summary>The first day of the period that a day lies in.</summary>
    public static Call Of(FactLoad load, SqlExpression day) => new("date_trunc", [Text(load.Fact.Period!.Text), day]);

    /// <summary>The rows of a relation that lie in a period which the batch mentions.</summary>
    public static ScalarSubquery Rows(FactLoad load, TableName table) => new(new Select
    {
        Items = [CountRows().As("rows_found")],
        From = new TableRelation(table, F),
        Where = IsMentioned(load, F),
    });

    public static IEnumerable<LoadStep> Replace(FactLoad load)
    {
        var target = FactEffects.Target(load);
        var effects = new TableRelation(FactEffects.Effects(load), E);
        var sameRow = SameKey(E, F, FactTable.GrainColumns(load.Fact));
        var isFilled = Col(F, GeneratedColumns.IsFilled);
        var fills = load.Fact.Fill != Fill.None;
        yield return new("Find rows that their period was delivered without this time", new CreateTableAs(
            Removed(load),
            new Select
            {
                Items = [.. FactTable.GrainColumns(load.Fact).Select(g => Col(F, g).As(g))],
                From = new TableRelation(target, F),
                Where = And(
                    IsMentioned(load, F),
                    fills ? Not(isFilled) : True,
                    None(effects, fills ? And(sameRow, Not(Col(E, GeneratedColumns.IsFilled))) : sameRow)),
            },
            TableLifetime.Transaction));
        yield return new("Remove what the periods do not hold any more", new Delete(target, F, Leaves(load)));
    }

    /// <summary>The rows that the periods do not hold any more, by grain.</summary>
    public static Select Leaving(FactLoad load) => new()
    {
        Items = [.. FactTable.GrainColumns(load.Fact).Select(g => Col(F, g).As(g))],
        From = new TableRelation(FactEffects.Target(load), F),
        Where = Leaves(load),
    };

    private static SqlExpression Leaves(FactLoad load)
    {
        var goes = load.Fact.Fill != Fill.None ? Or(IsMentioned(load, F), And(Col(F, GeneratedColumns.IsFilled), PeriodFill.IsInReach(load, F))) : IsMentioned(load, F);
        return And(goes, None(new TableRelation(FactEffects.Effects(load), E), SameKey(E, F, FactTable.GrainColumns(load.Fact))));
    }

    /// <summary>The batch delivers rows of the period.</summary>
    public static Exists IsMentioned(FactLoad load, string relation) =>
        Exists(new TableRelation(KeyResolution.Resolved(load), "m"), Eq(Col("m", GeneratedColumns.Period), Col(relation, GeneratedColumns.Period)));
}
