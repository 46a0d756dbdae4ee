using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>What must hold of a fact's batch: every row that was read came to one end, with every key found, and is written as often as it should be.</summary>
internal static class FactInvariants
{
    public const string LostOrDoubled = "WH5111";

    private const string E = "e";

    /// <summary>Before anything is written: the look-ups doubled no row, and found every key.</summary>
    public static IEnumerable<LoadStep> OfEffects(FactLoad load, StageDesign stage)
    {
        var stagedRows = BatchCounts.Staged(stage, Outcomes.Accepted, Outcomes.Rejected);
        var found = new Select
        {
            Items = [CountRows().As("rows_found"), stagedRows.As("rows_read")],
            From = new TableRelation(KeyResolution.Resolved(load), "r"),
            Having = Greater(CountRows(), stagedRows),
        };
        yield return new("Assert that look-ups doubled no row", new Assert("WH5107", "a fact row matched more than one version of a member", found));
        if (load.Roles.IsEmpty)
            yield break;
        yield return new("Assert that every key was found", new Assert("WH5108", "a fact row refers to a member that is not in its dimension", new Select
        {
            Items = [.. load.Roles.Select(r => Col(E, r.Role.KeyColumn).As(r.Role.KeyColumn))],
            From = new TableRelation(FactEffects.Effects(load), E),
            Where = Or(load.Roles.Select(r => IsNull(Col(E, r.Role.KeyColumn)))),
        }));
    }

    /// <summary>After everything is written: read = inserted + updated + deleted + unchanged + ignored + superseded + held + rejected, and the fact has the rows.</summary>
    public static IEnumerable<LoadStep> Conservation(FactLoad load, StageDesign stage)
    {
        var counted = new Select
        {
            Items =
            [
                BatchCounts.Staged(stage).As("rows_read"),
                Plus(BatchCounts.Staged(stage, Outcomes.Duplicate, Outcomes.Superseded, Outcomes.Held, Outcomes.Rejected), Ended(load)).As("rows_ended"),
                Expected(load).As("rows_to_write"),
                Written(load).As("rows_written"),
                Left(load).As("rows_left"),
                .. load.PeriodRole is null ? Array.Empty<SelectItem>() : [Periods.Rows(load, FactEffects.Effects(load)).As("rows_of_periods"), Periods.Rows(load, FactEffects.Target(load)).As("rows_in_periods")],
            ],
        };
        // An assertion takes no value of the batch on every engine; a table does.
        var accounts = new TableName(null, $"account_{load.Fact.Name.Text}");
        yield return new("Count what was read and what became of it", new CreateTableAs(accounts, counted, TableLifetime.Transaction));
        yield return new("Assert that every row read came to one end, and no row was lost or doubled", new Assert(LostOrDoubled, "a fact row was lost or doubled", new Select
        {
            Items = [.. counted.Items.Select(i => Col("n", i.Name).As(i.Name))],
            From = new TableRelation(accounts, "n"),
            Where = Or(Ne(Col("n", "rows_read"), Col("n", "rows_ended")), Ne(Col("n", "rows_to_write"), Col("n", "rows_written")), Greater(Col("n", "rows_left"), Int(0)), load.PeriodRole is null ? False : Ne(Col("n", "rows_of_periods"), Col("n", "rows_in_periods"))),
        }));
    }

    private static readonly string[] Ends =
    [
        EffectKinds.Inserts, EffectKinds.Updates, EffectKinds.Deletes, EffectKinds.Absent, EffectKinds.Unchanged, EffectKinds.Ignored, EffectKinds.Overtaken,
    ];

    private static ScalarSubquery Ended(FactLoad load) => new(new Select
    {
        Items = [CountRows().As("rows_found")],
        From = new TableRelation(FactEffects.Effects(load), E),
        Where = And(EffectKinds.Is(E, Ends), load.Fact.Fill == Fill.None ? True : Not(Col(E, GeneratedColumns.IsFilled))),
    });

    /// <summary>A correction that is appended takes two rows, and a delete one.</summary>
    private static SqlExpression Expected(FactLoad load) => load.Fact.AppendsReversals
        ? Plus(Effects(load, EffectKinds.Inserts, EffectKinds.Deletes), Times(Int(2), Effects(load, EffectKinds.Updates)))
        : Effects(load, EffectKinds.Inserts, EffectKinds.Updates);

    private static ScalarSubquery Written(FactLoad load) => Found(
        load,
        And(
            load.Fact.AppendsReversals
                ? EffectKinds.Is(E, EffectKinds.Inserts, EffectKinds.Updates, EffectKinds.Deletes)
                : EffectKinds.Is(E, EffectKinds.Inserts, EffectKinds.Updates),
            Eq(Col("f", load.Fact.AppendsReversals ? GeneratedColumns.LoadedBy : GeneratedColumns.ChangedBy), BatchParameters.BatchId)));

    /// <summary>Rows that should have been deleted.</summary>
    private static SqlExpression Left(FactLoad load) => load.Deletes() && !load.Fact.AppendsReversals ? Found(load, EffectKinds.Is(E, EffectKinds.Deletes)) : Int(0);

    private static ScalarSubquery Found(FactLoad load, SqlExpression where) => new(new Select
    {
        Items = [CountRows().As("rows_found")],
        From = new TableRelation(FactEffects.Effects(load), E),
        Joins = [new(JoinKind.Inner, new TableRelation(FactEffects.Target(load), "f"), SameKey("f", E, FactTable.GrainColumns(load.Fact)))],
        Where = where,
    });

    private static ScalarSubquery Effects(FactLoad load, params ReadOnlySpan<string> kinds) => new(new Select
    {
        Items = [CountRows().As("rows_found")],
        From = new TableRelation(FactEffects.Effects(load), E),
        Where = EffectKinds.Is(E, kinds),
    });
}
