using Warehouse.Sql.Dialects.Functions;
using Warehouse.Sql.Lowerings;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Sql.Dialects;

/// <summary>DuckDB 1.4 and later: in its grammar a Postgres, in its types and functions its own.</summary>
internal static class DuckDb
{
    public static Dialect Dialect { get; } = Postgres.Dialect with
    {
        Name = "duckdb",
        DatabaseSystem = "duckdb",
        Identifiers = new()
        {
            // DuckDB knows no limit; what is longer than this is a mistake.
            MaxLength = 255,
            Folding = CaseFolding.None,
            Reserved = ReservedWords.Of("""
                all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast check collate
                collation column columns concurrently constraint create cross default deferrable desc describe distinct do else end
                except false fetch for foreign freeze from full generated glob group having ilike in initially inner intersect into is
                isnull join lambda lateral leading left like limit map natural not notnull null offset on only or order outer overlaps
                pivot pivot_longer pivot_wider placing positional primary qualify references returning right select semi show similar
                some struct summarize symmetric table tablesample then to trailing true try_cast union unique unpack unpivot using
                variadic verbose when where window with
                """),
        },
        Types = new(TypeName),
        Literals = new() { Text = LiteralSpelling.Quoted, Float = LiteralSpelling.Exponent },
        Parameters = new(
            name => $"${name}",
            (name, type) => $"CAST(getvariable('{name}') AS {type})",
            (name, type) => $"--   SET VARIABLE {name} = …;    {type}",
            "Set before it runs:"),
        NullOrder = NullOrder.AlwaysLast,
        PlansForFirstRows = false,
        WithoutPartitions = "a table in DuckDB's own format is not divided by a column; groups of rows are left out by their least and greatest values",
        WithoutClustering = "DuckDB keeps rows in the order in which they are loaded, and leaves groups of them out by their least and greatest values",
        TransactionSettings = [],
        Expressions = new() { TryConvert = DuckDbConversions.Spell, RowAsJson = RowAsJson },
        Statements = new()
        {
            CreateTable = StandardStatements.CreateTable,
            CreateTableAs = CreateTableAs,
            Assert = Assert,
        },
        Lowerings = [SpellExpressions.Lowering, IndexesOmitted.UnlessRequested, DescriptionsToStatements.Lowering],
        Functions = DuckDbFunctions.All,
        Prelude = DuckDbConversions.Prelude,
        ScriptHead = "",
    };

    internal static string TypeName(SqlType type) => type switch
    {
        // A length is not kept: DuckDB would ignore it.
        SqlType.Text => "VARCHAR",
        SqlType.Integer => "BIGINT",
        SqlType.Decimal number => $"DECIMAL({number.Precision}, {number.Scale})",
        SqlType.Float => "DOUBLE",
        SqlType.Boolean => "BOOLEAN",
        SqlType.Date => "DATE",
        SqlType.Timestamp => "TIMESTAMP",
        SqlType.Time => "TIME",
        SqlType.Uuid => "UUID",
        SqlType.Json => "JSON",
        SqlType.Bytes => "BLOB",
        _ => throw new InvalidOperationException($"no name for {type.GetType().Name}"),
    };

    private static Spelled RowAsJson(RowAsJson node) => node.Columns.IsEmpty
        ? FunctionSpelling.CallOf("to_json", new ColumnReference(null, node.Relation))
        : FunctionSpelling.CallOf("json_object", [.. node.Columns.SelectMany<string, SqlExpression>(c => [new Literal.Text(c), new ColumnReference(node.Relation, c)])]);

    // A temporary table ends with the session, so the next transaction replaces it.
    private static Doc CreateTableAs(CreateTableAs statement, SqlText sql) => StandardStatements.CreateTableAs(
        statement.Lifetime == TableLifetime.Transaction ? "CREATE OR REPLACE TEMP TABLE" : "CREATE TABLE", statement, sql);

    private static Doc Assert(Assert statement, SqlText sql) => Doc.Concat(
        Doc.Text("SELECT CASE"),
        Doc.Indent(
            Doc.HardLine,
            Doc.Text("WHEN EXISTS "),
            Doc.Block(sql.Query(statement.Violations)),
            Doc.Text(" THEN error("),
            sql.Constant($"{statement.Code}: {statement.Message}"),
            Doc.Text(")")),
        Doc.HardLine,
        Doc.Text("END"));
}
