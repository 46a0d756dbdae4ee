using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>What each resolved row does to the fact: by its grain it is new, changes or deletes a row, says the same again, or is turned away.</summary>
internal static class FactEffects
{
    /// <summary>The row of the fact that stands, in a query of effects.</summary>
    private const string F = "f";

    /// <summary>The row that the batch delivered.</summary>
    private const string R = "r";

    /// <summary>The delete that is remembered of the grain.</summary>
    private const string G = "g";

    public static TableName Effects(FactLoad load) => new(null, $"effect_{load.Fact.Name.Text}");

    /// <summary>The last row of each grain of the batch, where corrections are appended and there may be several.</summary>
    public static TableName Met(FactLoad load) => new(null, $"met_{load.Fact.Name.Text}");

    /// <summary>The rows that are compared with the fact: what the batch delivered, and what follows from it.</summary>
    public static TableName Stated(FactLoad load) => load.Fact.Fill != Fill.None ? PeriodFill.Wanted(load)
        : load.Fact.Type == FactType.AccumulatingSnapshot ? Milestones.Merged(load)
        : PartialFacts.Folds(load) ? PartialFacts.Told(load)
        : KeyResolution.Resolved(load);

    /// <summary>The columns that tell where a row stood in its source's order, which change nothing by themselves.</summary>
    public static ImmutableArray<string> OrderColumns(FactLoad load) =>
        [.. load.Order.Concat(FactOrder.OfMilestones(load.Fact, load.Read)).Select(o => o.Name)];

    public static TableName Target(FactLoad load) => load.Fact.ToTable();

    /// <summary>The fact's columns that a source row fills.</summary>
    public static ImmutableArray<string> Filled(FactLoad load) => [.. load.Table.Columns.Select(c => c.Name).Except(NotFilled)];

    private static readonly ImmutableArray<string> NotFilled =
        [GeneratedColumns.LoadedBy, GeneratedColumns.ChangedBy, GeneratedColumns.IsReversal, GeneratedColumns.Statement];

    public static IEnumerable<LoadStep> Find(FactLoad load, StageDesign stage)
    {
        if (load.Fact.AppendsReversals)
            yield return new("Find the last row of each grain, which a correction takes back", new CreateTableAs(Met(load), LastRows(load), TableLifetime.Transaction));
        foreach (var step in PartialFacts.Compile(load))
            yield return step;
        yield return new("Compare with the fact by its grain, once", new CreateTableAs(Effects(load), Compared(load), TableLifetime.Transaction));
        foreach (var step in PartialFacts.FindVersions(load))
            yield return step;
        if (load.Fact.OnDuplicate == OnDuplicate.Reject)
            yield return new("Turn away rows of a grain that the fact already holds", RejectDuplicates(load, stage));
    }

    private static Select Compared(FactLoad load)
    {
        return new()
        {
            Items =
            [
                Col(R, ChangeColumns.Row).As(ChangeColumns.Row),
                .. Filled(load).Select(c => Stated(load, c).As(c)),
                .. load.Fact.AppendsReversals ? [Plus(Coalesce(Col(F, GeneratedColumns.Statement), Int(0)), Int(1)).As(GeneratedColumns.Statement)] : Array.Empty<SelectItem>(),
                .. Allocation.Of(load).Select(m => Col(F, m.Name.Text).As(Allocation.Was(m))),
                Kind(load).As(EffectKinds.Kind),
            ],
            From = new TableRelation(Stated(load), R),
            Joins = Known(load),
        };
    }

    /// <summary>What the fact knows of the grain of a row <c>r</c>: its last row <c>f</c> and the delete <c>g</c> that is remembered.</summary>
    public static ImmutableArray<Join> Known(FactLoad load)
    {
        var grain = FactTable.GrainColumns(load.Fact);
        Join row = new(JoinKind.Left, new TableRelation(load.Fact.AppendsReversals ? Met(load) : Target(load), F), SameKey(F, R, grain));
        return load.Deletes is { } deletes ? [row, new(JoinKind.Left, new TableRelation(deletes.ToTable(), G), SameKey(G, R, grain))] : [row];
    }

    /// <summary>A column as the row says it; under `null_means: unchanged` NULL leaves what is known.</summary>
    private static SqlExpression Stated(FactLoad load, string column)
    {
        var said = Col(R, column);
        if (!PartialFacts.FillsIn(load) || FactTable.GrainColumns(load.Fact).Contains(column) || load.Order.Any(o => o.Name == column))
            return said;
        SqlExpression completed = load.Roles.FirstOrDefault(r => r.Role.KeyColumn == column || r.Role.MemberColumn == column || r.LateColumns.Contains(column)) is { } role
            ? When(And(role.IsMissing(R), IsNotNull(Col(F, column))), Col(F, column), said)
            : Coalesce(said, Col(F, column));
        // What is known was deleted: by a row of the batch, or by the last that the fact has.
        List<SqlExpression> anew = [.. PartialFacts.Folds(load) && load.Deletes() ? [Col(R, PartialFacts.StartsAnew)] : Array.Empty<SqlExpression>(), .. load.Fact.AppendsReversals ? [Col(F, GeneratedColumns.IsReversal)] : Array.Empty<SqlExpression>()];
        return anew.Count == 0 ? completed : When(Or(anew), said, completed);
    }

    private static Case Kind(FactLoad load)
    {
        var compared = Filled(load).Except(FactTable.GrainColumns(load.Fact)).Except(OrderColumns(load)).Except(Allocation.Of(load).Select(m => m.Name.Text)).ToImmutableArray();
        var isKnown = IsNotNull(Col(F, GeneratedColumns.LoadedBy));
        var stands = load.Fact.AppendsReversals ? And(isKnown, Not(Col(F, GeneratedColumns.IsReversal))) : isKnown;
        var kinds = ImmutableArray.CreateBuilder<CaseBranch>();
        if (load.Fact.Type == FactType.AccumulatingSnapshot)
            kinds.AddRange(Milestones.Overtaken(load, R).Select(o => new CaseBranch(o, Text(EffectKinds.Overtaken))));
        if (PartialFacts.Folds(load))
            kinds.Add(new(Greater(Col(R, PartialFacts.Place), Int(1)), Text(EffectKinds.Overtaken)));
        if (!load.Order.IsEmpty)
            kinds.Add(new(IsOvertaken(load), Text(EffectKinds.Overtaken)));
        if (load.Deletes())
        {
            var isDelete = Col(R, ChangeColumns.IsDelete);
            kinds.Add(new(And(isDelete, stands), Text(EffectKinds.Deletes)));
            kinds.Add(new(isDelete, Text(EffectKinds.Absent)));
        }

        kinds.Add(new(Not(stands), Text(EffectKinds.Inserts)));
        if (!compared.IsEmpty)
            kinds.Add(new(new IsDistinct([.. compared.Select(c => Stated(load, c))], [.. compared.Select(c => Col(F, c))]), Text(OnDifference(load.Fact))));
        return new(kinds.ToImmutable(), Text(EffectKinds.Unchanged));
    }

    /// <summary>A newer row of the grain has come, or a newer delete; before a delete of the same instant an upsert too is the older.</summary>
    public static SqlExpression IsOvertaken(FactLoad load)
    {
        var overtaken = And(IsNotNull(Col(F, GeneratedColumns.LoadedBy)), RowOrder.IsBefore(load.Order, o => Col(R, o.Name), o => Col(F, o.Name)));
        if (load.Deletes is null)
            return overtaken;
        var isOlder = RowOrder.IsBefore(load.Order, o => Col(R, o.Name), o => Col(G, o.Name));
        var isNewer = RowOrder.IsBefore(load.Order, o => Col(G, o.Name), o => Col(R, o.Name));
        return Or(overtaken, And(IsNotNull(Col(G, GeneratedColumns.LoadedBy)), Or(isOlder, And(Not(Col(R, ChangeColumns.IsDelete)), Not(Coalesce(isNewer, False))))));
    }

    private static Select LastRows(FactLoad load)
    {
        var grain = FactTable.GrainColumns(load.Fact);
        var columns = load.Table.Columns.Select(c => c.Name).ToImmutableArray();
        WindowFrame latest = new([.. grain.Select(g => Col(F, g))], [Col(F, GeneratedColumns.Statement).Descending(), When(Col(F, GeneratedColumns.IsReversal), Int(0), Int(1)).Ascending()]);
        var ranked = new Select
        {
            Items = [.. columns.Select(c => Col(F, c).As(c)), new Window(WindowFunction.RowNumber, [], latest).As("_rank")],
            From = new TableRelation(Target(load), F),
            Where = Exists(new TableRelation(KeyResolution.Resolved(load), R), SameKey(R, F, grain)),
        };
        return new() { Items = [.. columns.Select(c => Col("n", c).As(c))], From = new SubqueryRelation(ranked, "n"), Where = Eq(Col("n", "_rank"), Int(1)) };
    }

    private static string OnDifference(Fact fact) => fact.OnDuplicate switch
    {
        OnDuplicate.Ignore => EffectKinds.Ignored,
        OnDuplicate.Reject => EffectKinds.Rejects,
        _ => EffectKinds.Updates,
    };

    private static Update RejectDuplicates(FactLoad load, StageDesign stage) => new(
        stage.Table,
        "t",
        [
            new(ChangeColumns.Outcome, Text(Outcomes.Rejected)),
            new(ChangeColumns.Code, Text("duplicate-grain")),
            new(ChangeColumns.Reason, Text("the fact already holds another row of this grain")),
            new(ChangeColumns.Payload, new RowAsJson("t", [])),
        ])
    {
        From = new TableRelation(Effects(load), "e"),
        Where = And(Eq(Col("t", ChangeColumns.Row), Col("e", ChangeColumns.Row)), EffectKinds.Is("e", EffectKinds.Rejects)),
    };
}
