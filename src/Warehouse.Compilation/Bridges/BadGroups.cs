using System.Collections.Immutable;
using Warehouse.Compilation.Dimensions;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Bridges;

/// <summary>Groups whose shares do not make a whole at every time that they have members, or that have a member twice at one time: their rows are rejected, and the group stays as it was.</summary>
internal static class BadGroups
{
    private const string L = "l";
    private const string Found = "_found";

    public static TableName Bad(BridgeLoad load) => new(null, $"bad_{load.Bridge.Name.Text}");

    public static IEnumerable<LoadStep> Reject(BridgeLoad load, StageDesign stage)
    {
        var problems = Problems(load).ToImmutableArray<Query>();
        if (problems.IsEmpty)
            yield break;
        var ranked = new Select
        {
            Items =
            [
                .. load.GroupColumns.Append(ChangeColumns.Code).Append(ChangeColumns.Reason).Select(c => Col("p", c).As(c)),
                new Window(WindowFunction.RowNumber, [], new([.. load.GroupColumns.Select(g => Col("p", g))], [Col("p", ChangeColumns.Code).Ascending(isText: true)])).As("_rank"),
            ],
            From = new SubqueryRelation(problems is [var only] ? only : new UnionAll(problems), "p"),
        };
        yield return new("Find groups that are no whole", new CreateTableAs(Bad(load), new Select
        {
            Items = [.. load.GroupColumns.Append(ChangeColumns.Code).Append(ChangeColumns.Reason).Select(c => Col("r", c).As(c))],
            From = new SubqueryRelation(ranked, "r"),
            Where = Eq(Col("r", "_rank"), Int(1)),
        }, TableLifetime.Transaction));
        yield return new("Turn their rows away, each with the name of its group", new Update(
            stage.Table,
            "t",
            [
                new(ChangeColumns.Outcome, Text(Outcomes.Rejected)),
                new(ChangeColumns.Code, Col("x", ChangeColumns.Code)),
                new(ChangeColumns.Reason, Col("x", ChangeColumns.Reason)),
                new(ChangeColumns.Payload, new RowAsJson("t", [])),
            ])
        {
            From = new TableRelation(Bad(load), "x"),
            Where = And(SameKey("t", "x", load.GroupColumns), Eq(Col("t", ChangeColumns.Outcome), Text(Outcomes.Accepted))),
        });
    }

    /// <summary>The group of a relation is not among them.</summary>
    public static SqlExpression IsGood(BridgeLoad load, string relation) => !Problems(load).Any()
        ? True
        : None(new TableRelation(Bad(load), "x"), SameKey("x", relation, load.GroupColumns));

    private static IEnumerable<Select> Problems(BridgeLoad load)
    {
        if (load.Bridge is { WeightColumn: not null, WeightSum: not null })
            yield return Shares(load);
        if (load.Bridge.ValidFrom is not null)
            yield return Twice(load);
    }

    private static Select Shares(BridgeLoad load)
    {
        ImmutableArray<SqlExpression> group = [.. load.GroupColumns.Select(g => Col(L, g))];
        var sum = new Sql.Tree.Aggregate(AggregateFunction.Sum, Col(L, BridgeTable.Weight));
        var sums = new Select
        {
            Items = [.. load.GroupColumns.Select(g => Col(L, g).As(g)), sum.As(Found)],
            From = new TableRelation(BridgeLinks.Links(load), L),
            GroupBy = group,
            Having = Ne(sum, BridgeRow.Whole(load.Bridge)),
        };
        if (load.Bridge.ValidFrom is not null)
        {
            // Between two of these moments nothing begins or ends.
            var moments = new UnionAll([Moments(load, GeneratedColumns.ValidFrom), Moments(load, GeneratedColumns.ValidTo)]);
            var at = Col("p", "_at");
            sums = sums with
            {
                Joins =
                [
                    new(JoinKind.Inner, new SubqueryRelation(new Select { Distinct = true, Items = [.. load.GroupColumns.Append("_at").Select(c => Col("u", c).As(c))], From = new SubqueryRelation(moments, "u") }, "p"), And(
                        SameKey("p", L, load.GroupColumns), AtMost(Col(L, GeneratedColumns.ValidFrom), at), Less(at, Col(L, GeneratedColumns.ValidTo)))),
                ],
                GroupBy = group.Add(at),
            };
        }

        var worst = new Sql.Tree.Aggregate(AggregateFunction.Min, Col("w", Found));
        return new()
        {
            Items =
            [
                .. load.GroupColumns.Select(g => Col("w", g).As(g)),
                Text("weights-do-not-sum").As(ChangeColumns.Code),
                Joined(Text("the weights of "), Named(load, "w"), Text(" sum to "), new Call("decimal_text", [worst, Int(9)]), Text(FormattableString.Invariant($", not {load.Bridge.WeightSum}"))).As(ChangeColumns.Reason),
            ],
            From = new SubqueryRelation(sums, "w"),
            GroupBy = [.. load.GroupColumns.Select(g => Col("w", g))],
        };
    }

    private static Select Moments(BridgeLoad load, string column) => new()
    {
        Items = [.. load.GroupColumns.Select(g => Col(L, g).As(g)), Col(L, column).As("_at")],
        From = new TableRelation(BridgeLinks.Links(load), L),
    };

    private static Select Twice(BridgeLoad load) => new()
    {
        Distinct = true,
        Items =
        [
            .. load.GroupColumns.Select(g => Col(L, g).As(g)),
            Text("member-twice").As(ChangeColumns.Code),
            Joined(Named(load, L), Text(" has a member twice at one time")).As(ChangeColumns.Reason),
        ],
        From = new TableRelation(BridgeLinks.Links(load), L),
        Joins =
        [
            new(JoinKind.Inner, new TableRelation(BridgeLinks.Links(load), "m"), And(
                SameKey("m", L, load.GroupColumns.AddRange(load.MemberColumns)),
                Less(Col(L, GeneratedColumns.ValidFrom), Col("m", GeneratedColumns.ValidFrom)),
                Less(Col("m", GeneratedColumns.ValidFrom), Col(L, GeneratedColumns.ValidTo)))),
        ],
    };

    /// <summary>The group by its name in the source.</summary>
    private static SqlExpression Named(BridgeLoad load, string relation) => load.Bridge.Group
        .Select(g => HashKey.AsText(Col(relation, g.Name.Text), g.Type))
        .Aggregate((left, right) => Joined(left, Text(", "), right));

    private static SqlExpression Joined(params ReadOnlySpan<SqlExpression> parts) =>
        parts.ToArray().Aggregate((left, right) => new Binary(BinaryOperator.Concatenate, left, right));
}
