using System.Globalization;
using Warehouse.Sql.Dialects.Functions;
using Warehouse.Sql.Lowerings;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Sql.Dialects;

/// <summary>Snowflake.</summary>
internal static class Snowflake
{
    public static Dialect Dialect { get; } = new()
    {
        Name = "snowflake",
        DatabaseSystem = "snowflake",
        Identifiers = new()
        {
            MaxLength = 255,
            Folding = CaseFolding.Upper,
            // https://docs.snowflake.com/en/sql-reference/reserved-keywords, and what cannot be a column's name.
            Reserved = ReservedWords.Of("""
                account all alter and any as asof between by case cast check column connect connection constraint create cross current
                current_date current_time current_timestamp current_user database delete distinct drop else exists false following for
                from full grant group gscluster having ilike in increment inner insert intersect into is issue join lateral left like
                localtime localtimestamp match_condition minus natural not null of on or order organization qualify regexp revoke right
                rlike row rows sample schema select set some start table tablesample then to trigger true try_cast union unique update
                using values view when whenever where with
                """),
        },
        Types = new(TypeName),
        Literals = new()
        {
            Text = value => LiteralSpelling.Escaped(value, "''"),
            Float = value => $"CAST({LiteralSpelling.Exponent(value)} AS FLOAT)",
            Timestamp = value => $"CAST('{LiteralSpelling.IsoTimestamp(value)}' AS TIMESTAMP_NTZ(6))",
        },
        Texts = new() { LineComments = ["--", "//"], BackslashEscapes = true, DollarQuotes = true },
        Parameters = new(
            name => $":{name}",
            (name, type) => $"CAST(${name} AS {type})",
            (name, type) => $"--   SET {name} = …;    {type}",
            "Set before it runs:"),
        NullOrder = NullOrder.Highest,
        UpperCaseFunctions = true,
        // https://docs.snowflake.com/en/sql-reference/transactions: "Each DDL statement executes as a separate transaction", and commits an open one.
        DefinitionsCommit = true,
        Expressions = new()
        {
            TryConvert = SnowflakeConversions.Spell,
            // The type of a column of JSON.
            RowAsJson = node => FunctionSpelling.CallOf(
                "TO_VARIANT",
                node.Columns.IsEmpty
                    ? new Spelled("OBJECT_CONSTRUCT_KEEP_NULL({0}.*)", [new ColumnReference(null, node.Relation)], Precedence.Atom)
                    : FunctionSpelling.CallOf("OBJECT_CONSTRUCT_KEEP_NULL", [.. node.Columns.SelectMany<string, SqlExpression>(
                        c => [new Literal.Text(c), new ColumnReference(node.Relation, c)])])),
            IsDistinct = PairByPair,
        },
        Statements = new()
        {
            CreateTable = CreateTable,
            CreateTableAs = (statement, sql) => StandardStatements.CreateTableAs(Words(statement.Lifetime), statement, sql),
            CreateView = CreateView,
            Assert = Assert,
        },
        Lowerings = [SpellExpressions.Lowering, IndexesOmitted.Lowering],
        Functions = SnowflakeFunctions.All,
    };

    private static string TypeName(SqlType type) => type switch
    {
        SqlType.Text { MaxLength: { } length } => string.Create(CultureInfo.InvariantCulture, $"VARCHAR({length})"),
        SqlType.Text => "VARCHAR",
        SqlType.Integer => "BIGINT",
        SqlType.Decimal number => string.Create(CultureInfo.InvariantCulture, $"NUMBER({number.Precision}, {number.Scale})"),
        SqlType.Float => "FLOAT",
        SqlType.Boolean => "BOOLEAN",
        SqlType.Date => "DATE",
        SqlType.Timestamp => "TIMESTAMP_NTZ(6)",
        SqlType.Time => "TIME",
        SqlType.Uuid => "VARCHAR(36)",
        SqlType.Json => "VARIANT",
        SqlType.Bytes => "BINARY",
        _ => throw new InvalidOperationException($"no name for {type.GetType().Name}"),
    };

    private static string Words(TableLifetime lifetime) => lifetime switch
    {
        TableLifetime.Staging => "CREATE TRANSIENT TABLE",
        TableLifetime.Transaction => "CREATE OR REPLACE TEMPORARY TABLE",
        _ => "CREATE TABLE",
    };

    // No row values in IS DISTINCT FROM.
    private static SqlExpression PairByPair(IsDistinct node) => node.Left
        .Zip(node.Right, (left, right) => (SqlExpression)new IsDistinct([left], [right], node.Negated))
        .Aggregate((first, second) => new Binary(node.Negated ? BinaryOperator.And : BinaryOperator.Or, first, second));

    private static Doc CreateTable(CreateTable statement, SqlText sql)
    {
        var columns = statement.Columns.Select(c => Doc.Concat(TableElements.Column(c, sql), Comment(c.Description, " COMMENT ", sql)));
        return Doc.Concat(
            Doc.Text("CREATE TABLE IF NOT EXISTS "),
            sql.Table(statement.Table),
            Doc.Text(" "),
            Doc.Block(TableElements.List(columns, TableElements.Keys(statement, sql))),
            statement is { PartitionBy: null, ClusterBy.IsEmpty: true }
                ? Doc.Empty
                : Doc.Concat(Doc.HardLine, Doc.Text("CLUSTER BY "), Doc.Parentheses(Doc.List(ClusterKeys(statement, sql)))),
            string.IsNullOrWhiteSpace(statement.Description)
                ? Doc.Empty
                : Doc.Concat(Doc.HardLine, Comment(statement.Description, "COMMENT = ", sql)));
    }

    // https://docs.snowflake.com/en/user-guide/tables-clustering-keys: storage divides itself; rows that are left out together are to stand together, and an instant clusters by its day.
    private static IEnumerable<Doc> ClusterKeys(CreateTable statement, SqlText sql)
    {
        if (statement.PartitionBy is { } partitioning)
        {
            var column = sql.Name(partitioning.Column);
            yield return partitioning is Partitioning.ByDayOfInstant ? Doc.Concat(Doc.Text("TO_DATE("), column, Doc.Text(")")) : column;
        }

        foreach (var column in statement.ClusterBy.Where(c => c != statement.PartitionBy?.Column))
        {
            yield return sql.Name(column);
        }
    }

    // What was granted on the view stays.
    private static Doc CreateView(CreateView statement, SqlText sql) => Doc.Concat(
        Doc.Text("CREATE OR REPLACE VIEW "),
        sql.Table(statement.View),
        Doc.Text(" COPY GRANTS"),
        Comment(statement.Description, " COMMENT = ", sql),
        Doc.Text(" AS"),
        Doc.HardLine,
        sql.Query(statement.Query));

    private static Doc Comment(string? description, string words, SqlText sql) => string.IsNullOrWhiteSpace(description)
        ? Doc.Empty
        : Doc.Concat(Doc.Text(words), sql.Constant(description));

    // A block of Snowflake Scripting; numbers from -20999 to -20000 are the user's own.
    private static Doc Assert(Assert statement, SqlText sql) => Doc.Concat(
        Doc.Text("DECLARE"),
        Doc.Indent(
            Doc.HardLine,
            Doc.Text("violated EXCEPTION (-20001, "),
            sql.Constant($"{statement.Code}: {statement.Message}"),
            Doc.Text(");")),
        Doc.HardLine,
        Doc.Text("BEGIN"),
        Doc.Indent(
            Doc.HardLine,
            Doc.Text("IF (EXISTS "),
            Doc.Block(sql.Query(statement.Violations)),
            Doc.Text(") THEN"),
            Doc.Indent(Doc.HardLine, Doc.Text("RAISE violated;")),
            Doc.HardLine,
            Doc.Text("END IF;")),
        Doc.HardLine,
        Doc.Text("END"));
}
