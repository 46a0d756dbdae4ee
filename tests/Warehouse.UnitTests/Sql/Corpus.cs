using System.Collections.Immutable;
using Warehouse.Sql.Tree;
using static Warehouse.UnitTests.Sql.CorpusQueries;

namespace Warehouse.UnitTests.Sql;

/// <summary>Statements that hold every node of the tree, in an order in which they run.</summary>
public static class Corpus
{
    public static Parameter BatchAt => CorpusQueries.BatchAt;

    public static Parameter BatchId => CorpusQueries.BatchId;

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
        ("A table divided by the months of a calendar's keys.", new CreateTable(
            new("mart", "by_month"), [new("day_key", new SqlType.Integer(), Nullable: false), new("n", new SqlType.Integer(), Nullable: false)])
        {
            Unique = [["n"]],
            PartitionBy = new Partitioning.ByRange("day_key", 20240100, 20250200, 100),
            ClusterBy = ["n", "day_key"],
        }),
        ("A table divided by a date.", new CreateTable(new("mart", "by_date"), [new("day", new SqlType.Date()), new("kind", Text())])
        {
            PartitionBy = new Partitioning.ByDate("day"),
            Indexed = ["kind"],
            ClusterBy = ["kind"],
        }),
        ("A requested index.", new CreateIndex("by_date_by_kind", new("mart", "by_date"), ["kind"]) { IsRequested = true }),
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
        ("A view that is gone.", new DropView(new("mart", "dim_customer_current"))),
        ("A query of the user's own.", new CreateTableAs(new("mart", "of_the_user"), new RawQuery("select 1 as one -- just one;\n"), TableLifetime.Permanent)),
        ("A query of constants with a condition.", new Report(new Select { Items = [new(Int(1), "one")], Where = Eq(BatchId, new Literal.Text("x")) })),
        ("What staging left.", new DropTable(Staged)),
        ("A temporary table.", new DropTable(Changed)),
    ];
}
