using System.Collections.Immutable;
using Warehouse.Sql.Tree;

namespace Warehouse.UnitTests.Sql;

/// <summary>The tables and the longer queries of the corpus.</summary>
internal static class CorpusQueries
{
    public static readonly TableName Lines = new("raw", "order_lines");
    public static readonly TableName Customers = new("mart", "dim_customer");
    public static readonly TableName Staged = new("mart", "staged_lines");
    public static readonly TableName Changed = new(null, "changed");
    public static readonly TableName Typed = new("mart", "every_type");

    public static readonly Parameter BatchAt = new("batch_at", new SqlType.Timestamp());
    public static readonly Parameter BatchId = new("batch_id", new SqlType.Text());

    public static SqlType.Text Text() => new();

    public static ColumnReference Col(string relation, string name) => new(relation, name);

    public static Literal.Integer Int(long value) => new(value);

    public static Binary Eq(SqlExpression left, SqlExpression right) => new(BinaryOperator.Equal, left, right);

    public static SqlExpression And(params SqlExpression[] all) => all.Aggregate((left, right) => new Binary(BinaryOperator.And, left, right));

    public static SqlExpression Or(params SqlExpression[] all) => all.Aggregate((left, right) => new Binary(BinaryOperator.Or, left, right));

    public static Select Special(long key, string id, string country) => new()
    {
        Items =
        [
            new(Int(key), "customer_key"), new(new Literal.Text(id), "customer_id"), new(new Literal.Null(new SqlType.Text(20)), "segment"),
            new(new Literal.Text(country), "country"), new(new Literal.Decimal(1250.5m), "credit"),
            new(new Literal.Timestamp(new DateTime(1900, 1, 1)), "valid_from"), new(new Literal.Timestamp(new DateTime(9999, 12, 31)), "valid_to"),
            new(new Literal.Boolean(true), "is_current"), new(new Literal.Null(new SqlType.Text()), "changed_by"),
        ],
    };

    public static Select Conversions() => new()
    {
        Items =
        [
            new(Col("l", "customer_id"), "customer_id"),
            new(new TryConvert(Col("l", "order"), new SqlType.Text(20)), "order"),
            new(new TryConvert(Col("l", "Line No"), new SqlType.Integer()), "line_no"),
            new(new TryConvert(Col("l", "quantity"), new SqlType.Text()), "quantity_text"),
            new(new TryConvert(Col("l", "price"), new SqlType.Decimal(18, 2)), "price"),
            new(new TryConvert(Col("l", "weight"), new SqlType.Float()), "weight"),
            new(new TryConvert(Col("l", "is_gift"), new SqlType.Boolean()), "is_gift"),
            new(new TryConvert(Col("l", "ordered_on"), new SqlType.Date()), "ordered_on"),
            new(new TryConvert(Col("l", "ordered_at"), new SqlType.Timestamp()), "ordered_at"),
            new(new TryConvert(Col("l", "at_time"), new SqlType.Time()), "at_time"),
            new(new TryConvert(Col("l", "token"), new SqlType.Uuid()), "token"),
            new(new TryConvert(Col("l", "extra"), new SqlType.Json()), "extra"),
            new(new TryConvert(Col("l", "digest"), new SqlType.Bytes()), "digest"),
            new(new RowAsJson("l", ["order", "Line No", "quantity"]), "payload"),
            new(BatchId, "batch_id"),
        ],
        From = new TableRelation(Lines, "l"),
        Where = new IsNull(new Call("coalesce", [Col("l", "customer_id"), new Literal.Text("")]), Negated: true),
    };

    public static Select Detect() => new()
    {
        With = [new("source_now", new Select
        {
            Items = [new(Col("s", "customer_id"), "customer_id"), new(Col("s", "order"), "segment"), new(Col("s", "quantity_text"), "country")],
            From = new TableRelation(Staged, "s"),
        })],
        Items =
        [
            new(Col("s", "customer_id"), "customer_id"), new(Col("s", "segment"), "segment"), new(Col("s", "country"), "country"),
            new(Col("d", "customer_key"), "old_key"),
            new(new Case([new(new IsNull(Col("d", "customer_key")), new Literal.Text("new")), new(new IsNull(Col("s", "customer_id")), new Literal.Text("gone"))], new Literal.Text("changed")), "kind"),
            new(new IsNull(Col("s", "customer_id")), "is_gone"),
        ],
        From = new CommonTableRelation("source_now", "s"),
        Joins =
        [
            new(
                JoinKind.Full,
                new SubqueryRelation(
                    new Select
                    {
                        Items = [new(Col("c", "customer_key"), "customer_key"), new(Col("c", "customer_id"), "customer_id"), new(Col("c", "segment"), "segment"), new(Col("c", "country"), "country")],
                        From = new TableRelation(Customers, "c"),
                        Where = Col("c", "is_current"),
                    },
                    "d"),
                Eq(Col("d", "customer_id"), Col("s", "customer_id"))),
        ],
        Where = Or(
            new IsNull(Col("d", "customer_id")),
            new IsNull(Col("s", "customer_id")),
            new IsDistinct([Col("s", "segment"), Col("s", "country")], [Col("d", "segment"), Col("d", "country")])),
    };

    public static Select NewVersions() => new()
    {
        With =
        [
            new("numbered", new Select
            {
                Items =
                [
                    new(Col("c", "customer_id"), "customer_id"), new(Col("c", "segment"), "segment"),
                    new(new Window(WindowFunction.RowNumber, [], new([], [new(Col("c", "customer_id"), IsText: true)])), "number"),
                ],
                From = new TableRelation(Changed, "c"),
                Where = new Not(Eq(Col("c", "kind"), new Literal.Text("gone"))),
            }),
        ],
        Items =
        [
            new(
                new Binary(
                    BinaryOperator.Add,
                    new Call("coalesce", [new ScalarSubquery(new Select { Items = [new(new Aggregate(AggregateFunction.Max, Col("k", "customer_key")), "top")], From = new TableRelation(Customers, "k") }), Int(0)]),
                    Col("n", "number")),
                "customer_key"),
            new(Col("n", "customer_id"), "customer_id"), new(Col("n", "segment"), "segment"), new(BatchAt, "valid_from"),
            new(new Literal.Timestamp(new DateTime(9999, 12, 31)), "valid_to"), new(new Literal.Boolean(true), "is_current"),
        ],
        From = new CommonTableRelation("numbered", "n"),
    };

    public static Select Windows()
    {
        ImmutableArray<SqlExpression> member = [Col("d", "customer_id")];
        ImmutableArray<Ordering> inTime = [new(Col("d", "valid_from"))];
        return new Select
        {
            Items =
            [
                new(new Window(WindowFunction.RowNumber, [], new(member, inTime)), "number"),
                new(new Window(WindowFunction.RowNumber, [], new([], [])), "any_number"),
                new(new Window(WindowFunction.Rank, [], new(member, [new(Col("d", "segment"), Descending: true, IsText: true), new(Col("d", "valid_from"), NullsLast: false)])), "place"),
                new(new Window(WindowFunction.DenseRank, [], new(member, inTime)), "dense_place"),
                new(new Window(WindowFunction.Lag, [Col("d", "segment"), Int(1)], new(member, inTime)), "segment_before"),
                new(new Window(WindowFunction.Lead, [Col("d", "valid_from")], new(member, inTime)), "next_from"),
                new(new Window(WindowFunction.FirstValue, [Col("d", "segment")], new(member, inTime, WindowExtent.UpToCurrentRow)), "first_segment"),
                new(new Window(WindowFunction.LastValue, [Col("d", "segment")], new(member, inTime, WindowExtent.Whole)), "last_segment"),
                new(new Aggregate(AggregateFunction.Sum, Col("d", "credit"), Over: new(member, inTime, WindowExtent.UpToCurrentRow)), "credit_so_far"),
                new(new Aggregate(AggregateFunction.Count, null, Over: new(member, [])), "versions"),
            ],
            From = new TableRelation(Customers, "d"),
        };
    }

    public static Select Operators()
    {
        var key = Col("d", "customer_key");
        var credit = Col("d", "credit");
        return new Select
        {
            Items =
            [
                new(new Binary(BinaryOperator.Multiply, new Binary(BinaryOperator.Add, key, Int(1)), new Binary(BinaryOperator.Subtract, key, new Binary(BinaryOperator.Subtract, Int(2), Int(-3)))), "arithmetic"),
                new(new Binary(BinaryOperator.Divide, key, new Binary(BinaryOperator.Subtract, key, Int(1))), "quotient"),
                new(new Binary(BinaryOperator.Modulo, new Binary(BinaryOperator.Multiply, key, Int(7)), Int(3)), "remainder"),
                new(new Negate(new Negate(credit)), "twice_negated"),
                new(new Binary(BinaryOperator.Concatenate, Col("d", "customer_id"), new Binary(BinaryOperator.Concatenate, new Literal.Text("/"), new Cast(new Binary(BinaryOperator.Add, key, Int(1)), new SqlType.Text()))), "label"),
                new(new Cast(credit, new SqlType.Decimal(18, 1)), "rounded"),
                new(new Binary(BinaryOperator.LessOrEqual, credit, Int(5)), "is_small"),
                new(new Case([new(new In(Col("d", "segment"), [new Literal.Text("a"), new Literal.Text("b")]), new Literal.Boolean(true))], null), "is_listed"),
            ],
            From = new TableRelation(Customers, "d"),
            Where = Or(
                And(
                    new Like(Col("d", "country"), new Literal.Text("[a\\_%")),
                    new Like(Col("d", "segment"), new Binary(BinaryOperator.Concatenate, Col("d", "country"), new Literal.Text("%")), Negated: true),
                    Or(new Binary(BinaryOperator.NotEqual, key, Int(3)), Col("d", "is_current"))),
                new IsDistinct([credit], [new Literal.Null(new SqlType.Decimal(18, 2))], Negated: true),
                new IsDistinct([Col("d", "segment"), Col("d", "country")], [Col("d", "country"), Col("d", "segment")], Negated: true),
                new Not(new In(key, [Int(1), Int(2)], Negated: true)),
                new Binary(BinaryOperator.Less, new ByCodePoint(Col("d", "segment")), new ByCodePoint(Col("d", "country"))),
                Eq(Col("d", "is_current"), new Binary(BinaryOperator.GreaterOrEqual, key, Int(0))),
                new Literal.Boolean(false),
                new Not(Col("d", "is_current"))),
        };
    }

    public static Select LastVersions() => new()
    {
        Items = [new(Col("d", "customer_id"), "customer_id"), new(Col("d", "segment"), "segment")],
        From = new TableRelation(Customers, "d"),
        Qualify = Eq(new Window(WindowFunction.RowNumber, [], new([Col("d", "customer_id")], [new(Col("d", "valid_from"), Descending: true)])), Int(1)),
        OrderBy = [new(Col("d", "customer_id"), IsText: true)],
    };

    public static Select Joins() => new()
    {
        Items =
        [
            new(Col("d", "customer_id"), "customer_id"), new(Col("o", "customer_key"), "other_key"), new(Col("x", "one"), "one"),
        ],
        From = new TableRelation(Customers, "d"),
        Joins =
        [
            new(JoinKind.Inner, new TableRelation(Customers, "o"), And(Eq(Col("o", "customer_id"), Col("d", "customer_id")), Eq(Col("o", "customer_key"), Col("d", "customer_key")))),
            new(JoinKind.Left, new TableRelation(Typed), Eq(Col("every_type", "an_integer"), Col("d", "customer_key"))),
            new(JoinKind.Cross, new SubqueryRelation(new UnionAll([new Select { Items = [new(Int(1), "one")] }, new Select { Items = [new(Int(2), "one")] }]), "x"), null),
        ],
        Where = new Exists(new Select
        {
            With = [new("inner_rows", new Select { Items = [new(Col("t", "customer_key"), "customer_key")], From = new TableRelation(Customers, "t"), OrderBy = [new(Col("t", "customer_key"))] })],
            Items = [new(Int(1), "one")],
            From = new CommonTableRelation("inner_rows"),
            Where = Eq(Col("inner_rows", "customer_key"), Col("d", "customer_key")),
        }),
    };
}
