using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Staging;

/// <summary>
/// Of the accepted rows that share an identity, one stands: rows that tie and differ are a conflict, all of which are rejected; of the
/// others later rows supersede earlier ones, and equal rows collapse.
/// </summary>
/// <remarks>Only identities that repeat are sorted; in most batches there is none, and the statement writes nothing.</remarks>
internal static class RepeatScreen
{
    private const string Rank = "_rank";
    private const string Copy = "_copy";
    private const string Tied = "_tied";
    private const string Equal = "_equal";
    private const string Conflict = "_conflict";

    public static LoadStep Compile(StageDesign stage, SourceShape shape)
    {
        var judged = Judged(stage);
        ImmutableArray<Assignment> assignments =
        [
            new(ChangeColumns.Outcome, Col("v", ChangeColumns.Outcome)),
            new(ChangeColumns.Code, Col("v", ChangeColumns.Code)),
            new(ChangeColumns.Reason, When(IsNotNull(Col("v", ChangeColumns.Code)), Text("rows of one key in one batch differ and nothing orders them"))),
        ];
        var update = new Update(stage.Table, "t", assignments)
        {
            From = new SubqueryRelation(judged, "v"),
            Where = Eq(Col("t", ChangeColumns.Row), Col("v", ChangeColumns.Row)),
        };
        if (shape.HasRowNumber)
        {
            // The landing table still has the whole row, columns that the model does not read included.
            update = update with
            {
                Assignments = assignments.Add(new(ChangeColumns.Payload, When(IsNotNull(Col("v", ChangeColumns.Code)), new RowAsJson(SourceShape.Alias, [])))),
                Joins = [new(JoinKind.Inner, shape.Rows, Eq(Col(SourceShape.Alias, ChangeColumns.Row), Col("v", ChangeColumns.Row)))],
            };
        }
        else
        {
            update = update with
            {
                Assignments = assignments.Add(new(ChangeColumns.Payload, When(IsNotNull(Col("v", ChangeColumns.Code)), new RowAsJson("t", [])))),
            };
        }

        return new("Collapse repeated rows, let the last one stand, and reject those that conflict", update);
    }

    private static Select Judged(StageDesign stage)
    {
        var identity = Columns("s", stage.Identity);
        var tie = identity.AddRange(stage.Order.Select(o => o.Expression));
        var content = Columns("s", stage.Columns.Select(c => c.Name).Except(stage.Identity));
        var repeats = new Select
        {
            Items = [.. stage.Identity.Select(c => Col("a", c).As(c))],
            From = new TableRelation(stage.Table, "a"),
            Where = Eq(Col("a", ChangeColumns.Outcome), Text(Outcomes.Accepted)),
            GroupBy = Columns("a", stage.Identity),
            Having = Greater(CountRows(), Int(1)),
        };
        ImmutableArray<string> ranking = [.. stage.Identity, .. stage.Order.Select(o => ((ColumnReference)o.Expression).Name)];
        var tied = new Select
        {
            Items =
            [
                .. new[] { ChangeColumns.Row }.Concat(ranking).Distinct().Select(c => Col("s", c).As(c)),
                new Window(WindowFunction.RowNumber, [], new([.. tie, .. content], [Col("s", ChangeColumns.Row).Ascending()])).As(Copy),
                new Aggregate(AggregateFunction.Count, null, Over: new(tie, [])).As(Tied),
                new Aggregate(AggregateFunction.Count, null, Over: new([.. tie, .. content], [])).As(Equal),
            ],
            From = stage.Relation,
            Joins = [new(JoinKind.Inner, new SubqueryRelation(repeats, "k"), SameIdentity(stage))],
            Where = StageDesign.Accepted,
        };
        // Rows in conflict are not accepted, so they overtake none.
        var differs = Ne(Col("s", Tied), Col("s", Equal));
        var ranked = new Select
        {
            Items =
            [
                .. new[] { ChangeColumns.Row, Copy }.Select(c => Col("s", c).As(c)),
                differs.As(Conflict),
                (stage.Order.IsEmpty ? Int(1) : (SqlExpression)new Window(WindowFunction.Rank, [], new(identity.Add(differs), stage.Order))).As(Rank),
            ],
            From = new SubqueryRelation(tied, "s"),
        };
        var conflict = Col("w", Conflict);
        // A copy of a row that is overtaken is a copy: what is overtaken may be remembered, and once.
        var copied = Greater(Col("w", Copy), Int(1));
        var superseded = Greater(Col("w", Rank), Int(1));
        return new()
        {
            Items =
            [
                Col("w", ChangeColumns.Row).As(ChangeColumns.Row),
                new Case([new(conflict, Text(Outcomes.Rejected)), new(copied, Text(Outcomes.Duplicate))], Text(Outcomes.Superseded)).As(ChangeColumns.Outcome),
                When(conflict, Text("conflict")).As(ChangeColumns.Code),
            ],
            From = new SubqueryRelation(ranked, "w"),
            Where = Or(superseded, conflict, copied),
        };
    }

    // A role without a member may tell rows apart too: NULL is a value of an identity, though not of a key.
    private static SqlExpression SameIdentity(StageDesign stage)
    {
        var nullable = stage.NullableIdentity;
        var keys = SameKey("k", "s", stage.Identity.Except(nullable));
        return nullable.IsEmpty ? keys : And(keys, new IsDistinct(Columns("k", nullable), Columns("s", nullable), Negated: true));
    }

    private static ImmutableArray<SqlExpression> Columns(string relation, IEnumerable<string> names) => [.. names.Select(n => Col(relation, n))];
}
