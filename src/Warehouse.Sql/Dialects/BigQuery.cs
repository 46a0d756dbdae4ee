using System.Globalization;
using Warehouse.Sql.Dialects.Functions;
using Warehouse.Sql.Lowerings;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Sql.Dialects;

/// <summary>Google BigQuery.</summary>
internal static class BigQuery
{
    public static Dialect Dialect { get; } = new()
    {
        Name = "bigquery",
        DatabaseSystem = "gcp.bigquery",
        Identifiers = new()
        {
            Open = "`",
            Close = "`",
            EscapedClose = "\\`",
            EscapedBackslash = "\\\\",
            MaxLength = 300,
            Folding = CaseFolding.None,
            Reserved = ReservedWords.Of("""
                all and any array as asc assert_rows_modified at between by case cast collate contains create cross cube current
                current_date current_datetime current_time current_timestamp default define desc distinct else end enum escape
                except exclude exists extract false fetch following for from full group grouping groups hash having if ignore in
                inner intersect interval into is join lateral left like limit lookup merge natural new no not null nulls of on
                or order outer over partition preceding proto qualify range recursive respect right rollup rows select set some
                struct tablesample then to treat true unbounded union unnest using when where window with within
                """),
        },
        Types = new(ColumnType, ValueType),
        Literals = new()
        {
            Text = value => LiteralSpelling.Escaped(value, "\\'"),
            Decimal = value => (value.Scale > 9 ? "BIGNUMERIC '" : "NUMERIC '") + value.ToString(CultureInfo.InvariantCulture) + "'",
            Float = LiteralSpelling.Exponent,
            Timestamp = value => $"TIMESTAMP '{LiteralSpelling.IsoTimestamp(value)}+00'",
        },
        Texts = new() { LineComments = ["--", "#"], BackslashEscapes = true },
        Parameters = new(
            name => $"@{name}",
            (name, _) => $"@{name}",
            (name, type) => $"--   --parameter={name}:{type}:…",
            "Run with bq query --use_legacy_sql=false, which gives the values:"),
        NullOrder = NullOrder.Lowest,
        UpperCaseFunctions = true,
        Expressions = new()
        {
            TryConvert = BigQueryConversions.Spell,
            RowAsJson = node => FunctionSpelling.CallOf(
                "TO_JSON_STRING",
                node.Columns.IsEmpty
                    ? new ColumnReference(null, node.Relation)
                    : FunctionSpelling.CallOf("STRUCT", [.. node.Columns.Select(c => new ColumnReference(node.Relation, c))])),
            Cast = node => node.Type is SqlType.Decimal number
                ? new Spelled(
                    string.Create(CultureInfo.InvariantCulture, $"ROUND(CAST({{0}} AS {Number(number)}), {number.Scale})"), [node.Operand], Precedence.Atom)
                : node,
            // A backslash would escape, and there is no ESCAPE to say otherwise.
            Like = node => node with { Pattern = Matching.Escaped(node.Pattern, "\\", "\\\\") },
            Modulo = Arithmetic.ModuloCall,
        },
        Statements = new()
        {
            CreateTable = CreateTable,
            CreateTableAs = (statement, sql) => StandardStatements.CreateTableAs(
                statement.Lifetime == TableLifetime.Transaction ? "CREATE OR REPLACE TEMP TABLE" : "CREATE TABLE", statement, sql),
            CreateView = CreateView,
            Commit = "COMMIT TRANSACTION",
            Assert = (statement, sql) => Doc.Concat(
                Doc.Text("ASSERT NOT EXISTS "),
                Doc.Block(sql.Query(statement.Violations)),
                Doc.Text(" AS "),
                sql.Constant($"{statement.Code}: {statement.Message}")),
        },
        Lowerings = [EmptyFromNamed.Lowering, RelationsApart.Lowering, SpellExpressions.Lowering, IndexesOmitted.Lowering],
        Functions = BigQueryFunctions.All,
    };

    /// <summary>NUMERIC holds 29 digits before the point and 9 after it.</summary>
    public static string Number(SqlType.Decimal number) =>
        number.Scale <= 9 && number.Precision - number.Scale <= 29 ? "NUMERIC" : "BIGNUMERIC";

    private static string ColumnType(SqlType type) => type switch
    {
        SqlType.Text { MaxLength: { } length } => string.Create(CultureInfo.InvariantCulture, $"STRING({length})"),
        SqlType.Decimal number => string.Create(CultureInfo.InvariantCulture, $"{Number(number)}({number.Precision}, {number.Scale})"),
        _ => ValueType(type),
    };

    // A type in CAST has no parameters.
    private static string ValueType(SqlType type) => type switch
    {
        SqlType.Text => "STRING",
        SqlType.Integer => "INT64",
        SqlType.Decimal number => Number(number),
        SqlType.Float => "FLOAT64",
        SqlType.Boolean => "BOOL",
        SqlType.Date => "DATE",
        SqlType.Timestamp => "TIMESTAMP",
        SqlType.Time => "TIME",
        SqlType.Uuid => "STRING",
        // JSON can be neither compared nor grouped, so a change of it could not be seen.
        SqlType.Json => "STRING",
        SqlType.Bytes => "BYTES",
        _ => throw new InvalidOperationException($"no name for {type.GetType().Name}"),
    };

    private static Doc CreateTable(CreateTable statement, SqlText sql)
    {
        if (statement.ClusterBy.Length > 4)
        {
            throw new UnsupportedException(
                sql.Dialect.Name, $"clustering `{statement.Table.Name}` by {statement.ClusterBy.Length} columns", "cluster by at most 4 columns");
        }

        // A unique key has no place here; a primary key tells the optimiser.
        var columns = statement.Columns.Select(c => Doc.Concat(TableElements.Column(c, sql), Options(c.Description, sql)));
        return Doc.Concat(
            Doc.Text("CREATE TABLE IF NOT EXISTS "),
            sql.Table(statement.Table),
            Doc.Text(" "),
            Doc.Block(TableElements.List(columns, TableElements.PrimaryKey(statement, sql, " NOT ENFORCED"))),
            statement.PartitionBy is { } partitioning
                ? Doc.Concat(Doc.HardLine, Doc.Text("PARTITION BY "), PartitionOf(partitioning, sql))
                : Doc.Empty,
            statement.ClusterBy.IsEmpty
                ? Doc.Empty
                : Doc.Concat(Doc.HardLine, Doc.Clause("CLUSTER BY", Doc.List(statement.ClusterBy.Select(sql.Name)))),
            string.IsNullOrWhiteSpace(statement.Description) ? Doc.Empty : Doc.Concat(Doc.HardLine, Options(statement.Description, sql, "")));
    }

    // Values outside a range, such as the keys of special members, share a partition of their own.
    private static Doc PartitionOf(Partitioning partitioning, SqlText sql) => partitioning switch
    {
        Partitioning.ByDate => sql.Name(partitioning.Column),
        Partitioning.ByDayOfInstant => Doc.Concat(Doc.Text("TIMESTAMP_TRUNC("), sql.Name(partitioning.Column), Doc.Text(", DAY)")),
        Partitioning.ByRange range => Doc.Concat(
            Doc.Text("RANGE_BUCKET("),
            sql.Name(range.Column),
            Doc.Text(string.Create(CultureInfo.InvariantCulture, $", GENERATE_ARRAY({range.From}, {range.To}, {range.Step}))"))),
        _ => throw new InvalidOperationException($"no text for {partitioning.GetType().Name}"),
    };

    private static Doc CreateView(CreateView statement, SqlText sql) => Doc.Concat(
        Doc.Text("CREATE OR REPLACE VIEW "),
        sql.Table(statement.View),
        Options(statement.Description, sql),
        Doc.Text(" AS"),
        Doc.HardLine,
        sql.Query(statement.Query));

    private static Doc Options(string? description, SqlText sql, string before = " ") => string.IsNullOrWhiteSpace(description)
        ? Doc.Empty
        : Doc.Concat(Doc.Text(before + "OPTIONS (description = "), sql.Constant(description), Doc.Text(")"));
}
