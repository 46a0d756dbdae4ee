using System.Collections.Immutable;
using Warehouse.Sql.Tree;

namespace Warehouse.UnitTests.Sql;

/// <summary>Statements that hold every node of the tree, in an order in which they run.</summary>
public static class Corpus
{
    private static readonly TableName Lines = new("raw", "order_lines");
    private static readonly TableName Customers = new("mart", "dim_customer");
    private static readonly TableName Staged = new("mart", "staged_lines");
    private static readonly TableName Changed = new(null, "changed");
    private static readonly TableName Typed = new("mart", "every_type");

    public static readonly Parameter BatchAt = new("batch_at", new SqlType.Timestamp());
    public static readonly Parameter BatchId = new("batch_id", new SqlType.Text());

    public static ImmutableArray<(string Purpose, Statement Statement)> All { get; } =
    [
        ("A schema.", new CreateSchema("raw")),
        ("Another schema.", new CreateSchema("mart")),
        ("A table of texts, with names that need quotes.", new CreateTable(
            Lines,
            [
                .. new[] { "order", "Line No", "quantity", "price", "weight", "is_gift", "ordered_on", "ordered_at", "at_time", "token", "extra", "digest", "customer_id" }
                    .Select(name => new ColumnDefinition(name, Text())),
            ])),
        ("A dimension's table.", new CreateTable(
            Customers,
            [
                new("customer_key", new SqlType.Integer(), Nullable: false, "The surrogate key, one a version."),
                new("customer_id", Text(), Nullable: false, "The customer's number in O'Brien's CRM."),
                new("segment", new SqlType.Text(20)),
                new("country", Text()),
                new("credit", new SqlType.Decimal(18, 2)),
                new("valid_from", new SqlType.Timestamp(), Nullable: false),
                new("valid_to", new SqlType.Timestamp(), Nullable: false),
                new("is_current", new SqlType.Boolean(), Nullable: false),
                new("changed_by", Text()),
            ])
        {
            PrimaryKey = ["customer_key"],
            Unique = [["customer_id", "valid_from"]],
            Description = "One row per version of a customer.",
            UpdatedInPlace = true,
            ClusterBy = ["customer_id"],
        }),
        ("A column of every type.", new CreateTable(
            Typed,
            [
                new("a_text", Text()), new("a_short_text", new SqlType.Text(3)), new("an_integer", new SqlType.Integer()),
                new("a_decimal", new SqlType.Decimal(7, 2)), new("a_wide_decimal", new SqlType.Decimal(38, 12)), new("a_float", new SqlType.Float()),
                new("a_boolean", new SqlType.Boolean()), new("a_date", new SqlType.Date()), new("a_timestamp", new SqlType.Timestamp()),
                new("a_time", new SqlType.Time()), new("a_uuid", new SqlType.Uuid()), new("a_json", new SqlType.Json()), new("some_bytes", new SqlType.Bytes()),
            ])),
        ("An index.", new CreateIndex("dim_customer_country", Customers, ["country", "segment"])),
        ("A unique index.", new CreateIndex("dim_customer_credit", Customers, ["credit", "customer_key"], Unique: true)),
        ("Constants of every type.", new Insert(
            Customers,
            ["customer_key", "customer_id", "segment", "country", "credit", "valid_from", "valid_to", "is_current", "changed_by"],
            new UnionAll(
            [
                Special(-1, "It's \\ unknown", "Møre"), Special(-2, "not applicable\nat all", "[a_%]"), Special(1, "C-1", "NO"),
            ]))),
        ("Constants of the types that are left.", new Report(new Select
        {
            Items =
            [
                new(new Literal.Float(0.1), "a_float"), new(new Literal.Float(-1e300), "a_large_float"), new(new Literal.Date(new DateOnly(2024, 2, 29)), "a_date"),
                new(new Literal.Integer(long.MinValue), "least"), new(new Literal.Integer(long.MaxValue), "greatest"), new(new Literal.Decimal(-12.50m), "a_decimal"),
                new(new Literal.Decimal(0.123456789012m), "a_fine_decimal"), new(new Literal.Boolean(false), "a_boolean"),
            ],
        })),
        ("Text converted to every type, and the row kept as JSON.", new CreateTableAs(Staged, Conversions(), TableLifetime.Staging)),
        ("Begin.", new BeginTransaction()),
        ("Which members changed, in one join.", new CreateTableAs(Changed, Detect(), TableLifetime.Transaction)),
        ("Close the current versions.", new Update(Customers, "d", [new("valid_to", BatchAt), new("is_current", new Literal.Boolean(false)), new("changed_by", BatchId)])
        {
            From = new TableRelation(Changed, "c"),
            Joins = [new(JoinKind.Inner, new TableRelation(Staged, "s"), Eq(Col("s", "customer_id"), Col("c", "customer_id")))],
            Where = And(Eq(Col("d", "customer_key"), Col("c", "old_key")), Col("d", "is_current")),
        }),
        ("Update without another table.", new Update(Customers, "d", [new("country", new Literal.Text("unknown"))]) { Where = new IsNull(Col("d", "country")) }),
        ("Members without a version.", new Delete(Customers, "d", And(
            new Exists(new Select { Items = [new(Int(1), "one")], From = new TableRelation(Changed, "c"), Where = Eq(Col("c", "old_key"), Col("d", "customer_key")) }, Negated: true),
            new Binary(BinaryOperator.Greater, Col("d", "customer_key"), Int(100))))),
        ("Open new versions, numbered without a gap.", new Insert(
            Customers, ["customer_key", "customer_id", "segment", "valid_from", "valid_to", "is_current"], NewVersions())),
        ("At most one current row a member.", new Assert("WH5101", "`dim_customer` has two current rows of a member: it isn't $$ a history", new Select
        {
            With = [new("current_rows", new Select { Items = [new(Col("d", "customer_id"), "customer_id")], From = new TableRelation(Customers, "d"), Where = Col("d", "is_current") })],
            Items = [new(Col("r", "customer_id"), "customer_id")],
            From = new CommonTableRelation("current_rows", "r"),
            GroupBy = [Col("r", "customer_id")],
            Having = new Binary(BinaryOperator.Greater, new Aggregate(AggregateFunction.Count, null), Int(1)),
        })),
        ("Commit.", new CommitTransaction()),
        ("Windows of every kind.", new Report(Windows())),
        ("Aggregates of every kind.", new Report(new Select
        {
            Items =
            [
                new(Col("d", "country"), "country"),
                new(new Aggregate(AggregateFunction.Count, null), "versions"),
                new(new Aggregate(AggregateFunction.Count, Col("d", "customer_id"), Distinct: true), "members"),
                new(new Aggregate(AggregateFunction.Sum, Col("d", "credit")), "credit"),
                new(new Aggregate(AggregateFunction.Min, new ByCodePoint(Col("d", "segment"))), "first_segment"),
                new(new Aggregate(AggregateFunction.Max, Col("d", "valid_from")), "latest"),
            ],
            From = new TableRelation(Customers, "d"),
            GroupBy = [Col("d", "country")],
            OrderBy = [new(Col("d", "country"), IsText: true), new(new Aggregate(AggregateFunction.Count, null), Descending: true, NullsLast: false)],
            Limit = 10,
        })),
        ("Countries, each once.", new Report(new Select { Distinct = true, Items = [new(Col("d", "country"), "country")], From = new TableRelation(Customers, "d") })),
        ("Operators of every kind.", new Report(Operators())),
        ("The last version of each member, without a subquery where the dialect has the word.", new Report(LastVersions())),
        ("Subqueries, and every join.", new Report(Joins())),
        ("A view of the current rows.", new CreateView(
            new("mart", "dim_customer_current"),
            new Select
            {
                Items = [new(Col("d", "customer_key"), "customer_key"), new(Col("d", "customer_id"), "customer_id")],
                From = new TableRelation(Customers, "d"),
                Where = Col("d", "is_current"),
            },
            "Customers as they are now.")),
        ("A query of the user's own.", new CreateTableAs(new("mart", "of_the_user"), new RawQuery("select 1 as one -- just one;\n"), TableLifetime.Permanent)),
        ("A query of constants with a condition.", new Report(new Select { Items = [new(Int(1), "one")], Where = Eq(BatchId, new Literal.Text("x")) })),
        ("What staging left.", new DropTable(Staged)),
        ("A temporary table.", new DropTable(Changed)),
    ];

    private static SqlType.Text Text() => new();

    private static ColumnReference Col(string relation, string name) => new(relation, name);

    private static Literal.Integer Int(long value) => new(value);

    private static Binary Eq(SqlExpression left, SqlExpression right) => new(BinaryOperator.Equal, left, right);

    private static SqlExpression And(params SqlExpression[] all) => all.Aggregate((left, right) => new Binary(BinaryOperator.And, left, right));

    private static SqlExpression Or(params SqlExpression[] all) => all.Aggregate((left, right) => new Binary(BinaryOperator.Or, left, right));

    private static Select Special(long key, string id, string country) => new()
    {
        Items =
        [
            new(Int(key), "customer_key"), new(new Literal.Text(id), "customer_id"), new(new Literal.Null(new SqlType.Text(20)), "segment"),
            new(new Literal.Text(country), "country"), new(new Literal.Decimal(1250.5m), "credit"),
            new(new Literal.Timestamp(new DateTime(1900, 1, 1)), "valid_from"), new(new Literal.Timestamp(new DateTime(9999, 12, 31)), "valid_to"),
            new(new Literal.Boolean(true), "is_current"), new(new Literal.Null(new SqlType.Text()), "changed_by"),
        ],
    };

    private static Select Conversions() => new()
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

    private static Select Detect() => new()
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

    private static Select NewVersions() => new()
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

    private static Select Windows()
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

    private static Select Operators()
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

    private static Select LastVersions() => new()
    {
        Items = [new(Col("d", "customer_id"), "customer_id"), new(Col("d", "segment"), "segment")],
        From = new TableRelation(Customers, "d"),
        Qualify = Eq(new Window(WindowFunction.RowNumber, [], new([Col("d", "customer_id")], [new(Col("d", "valid_from"), Descending: true)])), Int(1)),
        OrderBy = [new(Col("d", "customer_id"), IsText: true)],
    };

    private static Select Joins() => new()
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
