using Warehouse.Sql.Dialects.Functions;
using Warehouse.Sql.Lowerings;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Sql.Dialects;

/// <summary>PostgreSQL 15 and later.</summary>
internal static class Postgres
{
    public static Dialect Dialect { get; } = new()
    {
        Name = "postgres",
        DatabaseSystem = "postgresql",
        Identifiers = new()
        {
            MaxLength = 63,
            MeasuredInBytes = true,
            Folding = CaseFolding.Lower,
            Reserved = ReservedWords.Of("""
                all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
                concurrently constraint create cross current_catalog current_date current_role current_schema current_time
                current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
                full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
                localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning
                right select session_user similar some symmetric system_user table tablesample then to trailing true union unique user
                using variadic verbose when where window with
                """),
        },
        Types = new(TypeName),
        Literals = new()
        {
            Text = LiteralSpelling.Quoted,
            // A number with an exponent is a numeric here.
            Float = value => $"CAST({LiteralSpelling.Exponent(value)} AS double precision)",
        },
        Texts = new() { DollarQuotes = true },
        Parameters = new(
            name => $"@{name}",
            // psql has no NULL to give.
            (name, type) => $"CAST(nullif(:'{name}', '') AS {type})",
            (name, type) => $"--   -v {name}=…    {type}",
            "Run with psql, which gives the values (an empty one is NULL):"),
        NullOrder = NullOrder.Highest,
        PlansForFirstRows = true,
        WithoutPartitions = "every unique key of a partitioned table must hold the column that divides it, so that the fact's grain would be unique within a partition alone, "
            + "and a correction that moves a row to another day would leave the old one behind",
        WithoutClustering = "CLUSTER orders a table once, under a lock, and what is loaded afterwards is not in that order",
        // A load finds its members by key. At the default of 4, which is a spinning disk's, the planner reads all of a dimension for one part in a hundred of it.
        TransactionSettings = ["SET LOCAL random_page_cost = 1.1", "SET LOCAL jit = off"],
        Expressions = new()
        {
            TryConvert = ConversionCalls.Spell,
            RowAsJson = RowAsJson,
            // A backslash would escape.
            Like = node => new Spelled(
                node.Negated ? "{0} NOT LIKE {1} ESCAPE ''" : "{0} LIKE {1} ESCAPE ''", [node.Operand, node.Pattern], Precedence.Comparison, IsPredicate: true),
            ByCodePoint = node => new Spelled("{0} COLLATE \"C\"", [node.Operand], Precedence.Sign),
        },
        Statements = new()
        {
            CreateTable = CreateTable,
            CreateTableAs = CreateTableAs,
            Begin = "BEGIN",
            Assert = Assert,
        },
        Lowerings = [QualifyToSubquery.Lowering, SpellExpressions.Lowering, DescriptionsToStatements.Lowering, StatisticsAfterCreation.Lowering],
        Functions = PostgresFunctions.All,
        Prelude = PostgresConversions.Prelude,
        ScriptHead = "\\set ON_ERROR_STOP on\nSET TIME ZONE 'UTC';\n",
    };

    private static string TypeName(SqlType type) => type switch
    {
        SqlType.Text { MaxLength: { } length } => $"varchar({length})",
        SqlType.Text => "text",
        SqlType.Integer => "bigint",
        SqlType.Decimal number => $"numeric({number.Precision}, {number.Scale})",
        SqlType.Float => "double precision",
        SqlType.Boolean => "boolean",
        SqlType.Date => "date",
        SqlType.Timestamp => "timestamp",
        SqlType.Time => "time",
        SqlType.Uuid => "uuid",
        // json has no equality, so a change of it could not be seen.
        SqlType.Json => "jsonb",
        SqlType.Bytes => "bytea",
        _ => throw new InvalidOperationException($"no name for {type.GetType().Name}"),
    };

    // json_build_object takes 50 columns at most; a row takes any number.
    private static SqlExpression RowAsJson(RowAsJson node)
    {
        if (node.Columns.IsEmpty)
            return FunctionSpelling.CallOf("to_jsonb", new ColumnReference(null, node.Relation));
        var row = new Select
        {
            Items = [.. node.Columns.Select(c => new SelectItem(new ColumnReference(node.Relation, c), c))],
        };
        var json = new Select
        {
            Items = [new SelectItem(new Spelled("CAST(row_to_json(_row) AS text)", [], Precedence.Atom), "json")],
            From = new SubqueryRelation(row, "_row"),
        };
        return new ScalarSubquery(json);
    }

    private static Doc CreateTable(CreateTable statement, SqlText sql)
    {
        var table = StandardStatements.CreateTable(statement, sql);

        // Room on each page lets a version be closed without touching an index (HOT).
        return statement.UpdatedInPlace ? Doc.Concat(table, Doc.Text(" WITH (fillfactor = 90)")) : table;
    }

    private static Doc CreateTableAs(CreateTableAs statement, SqlText sql) => statement.Lifetime == TableLifetime.Transaction
        ? Doc.Concat(
            Doc.Text("CREATE TEMP TABLE "), sql.Table(statement.Table), Doc.Text(" ON COMMIT DROP AS"), Doc.HardLine, sql.Query(statement.Query))
        : StandardStatements.CreateTableAs(
            statement.Lifetime == TableLifetime.Staging ? "CREATE UNLOGGED TABLE" : "CREATE TABLE", statement, sql);

    // An SQLSTATE is five characters, so the code begins the message; class WH says whose error it is.
    private static Doc Assert(Assert statement, SqlText sql)
    {
        if (Parameters.In(statement).Any())
        {
            throw new UnsupportedException(
                sql.Dialect.Name, "a parameter in an assertion", "assert on a staged table: a DO block takes no parameters");
        }

        var body = Doc.Concat(
            Doc.Text("BEGIN"),
            Doc.Indent(
                Doc.HardLine,
                Doc.Text("IF EXISTS "),
                Doc.Block(sql.Query(Violations.Of(statement, null, sql.Dialect))),
                Doc.Text(" THEN"),
                Doc.Indent(
                    Doc.HardLine,
                    Doc.Text("RAISE EXCEPTION USING ERRCODE = 'WH001', MESSAGE = "),
                    sql.Constant($"{statement.Code}: {statement.Message}"),
                    Doc.Text(";")),
                Doc.HardLine,
                Doc.Text("END IF;")),
            Doc.HardLine,
            Doc.Text("END"));
        var tag = DollarTag(Printer.Print(body));
        return Doc.Concat(Doc.Text($"DO {tag}"), Doc.HardLine, body, Doc.HardLine, Doc.Text(tag));
    }

    private static string DollarTag(string body)
    {
        var tag = "$$";
        for (var i = 1; body.Contains(tag, StringComparison.Ordinal); i++)
        {
            tag = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"$body{i}$");
        }

        return tag;
    }
}
