using System.Globalization;
using Warehouse.Sql.Dialects.Functions;
using Warehouse.Sql.Lowerings;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Dialects;

/// <summary>Transact-SQL of SQL Server 2019 and later, and of Azure SQL.</summary>
internal static class TSql
{
    public static Dialect Dialect { get; } = new()
    {
        Name = "tsql",
        DatabaseSystem = "microsoft.sql_server",
        Identifiers = new()
        {
            Open = "[",
            Close = "]",
            EscapedClose = "]]",
            // A temporary table's; others take 128.
            MaxLength = 116,
            Folding = CaseFolding.None,
            Reserved = ReservedWords.Of("""
                add all alter and any as asc authorization backup begin between break browse bulk by cascade case check checkpoint close
                clustered coalesce collate column commit compute constraint contains containstable continue convert create cross current
                current_date current_time current_timestamp current_user cursor database dbcc deallocate declare default delete deny desc
                disk distinct distributed double drop dump else end errlvl escape except exec execute exists exit external fetch file
                fillfactor for foreign freetext freetexttable from full function goto grant group having holdlock identity identity_insert
                identitycol if in index inner insert intersect into is join key kill left like lineno load merge national nocheck
                nonclustered not null nullif of off offsets on open opendatasource openquery openrowset openxml option or order outer over
                percent pivot plan precision primary print proc procedure public raiserror read readtext reconfigure references replication
                restore restrict return revert revoke right rollback rowcount rowguidcol rule save schema securityaudit select
                semantickeyphrasetable semanticsimilaritydetailstable semanticsimilaritytable session_user set setuser shutdown some
                statistics system_user table tablesample textsize then to top tran transaction trigger truncate try_convert tsequal union
                unique unpivot update updatetext use user values varying view waitfor when where while with within writetext
                """),
            TemporaryPrefix = "#",
        },
        WithoutPartitions = "a partition scheme names filegroups, of which the model knows nothing",
        WithoutClustering = "a table has one clustered index, and it is the primary key's",
        Types = new(TypeName),
        Literals = new()
        {
            Text = value => "N" + LiteralSpelling.Quoted(value),
            True = "CAST(1 AS bit)",
            False = "CAST(0 AS bit)",
            Float = LiteralSpelling.Exponent,
            Date = value => $"CAST('{LiteralSpelling.IsoDate(value)}' AS date)",
            // With the T the session's language does not decide what is day and what month.
            Timestamp = value => $"CAST('{LiteralSpelling.IsoTimestamp(value).Replace(' ', 'T')}' AS datetime2(6))",
        },
        Parameters = new(
            name => $"@{name}",
            (name, _) => $"@{name}",
            (name, type) => $"DECLARE @{name} {type} = NULL;",
            "Give the values here:"),
        NullOrder = NullOrder.Lowest,
        UpperCaseFunctions = true,
        Concatenation = "+",
        Count = "count_big",
        RowLimit = RowLimit.Top,
        Expressions = new()
        {
            TryConvert = TSqlConversions.Spell,
            RowAsJson = RowAsJson,
            IsDistinct = ByExcept,
            // A bracket would begin a set of characters.
            Like = node => node with { Pattern = Matching.Escaped(node.Pattern, "[", "[[]") },
            ByCodePoint = node => new Spelled("{0} COLLATE Latin1_General_100_BIN2", [node.Operand], Precedence.Sign),
        },
        Statements = TSqlStatements.All,
        Lowerings =
        [
            InnerCommonTablesInlined.Lowering, QualifyToSubquery.Lowering, InnerOrderDropped.Lowering, OrderEveryWindow.Lowering,
            NullOrderToCase.Lowering, SpellExpressions.Lowering, PredicatesAndValues.Lowering, TextKeysBounded.Lowering,
        ],
        Functions = TSqlFunctions.All,
        Prelude = TSqlConversions.Prelude,
        ScriptHead = "SET XACT_ABORT, NOCOUNT ON;\n",
    };

    private static string TypeName(SqlType type) => type switch
    {
        SqlType.Text { MaxLength: { } length and <= 4000 } => string.Create(CultureInfo.InvariantCulture, $"nvarchar({length})"),
        SqlType.Text => "nvarchar(max)",
        SqlType.Integer => "bigint",
        SqlType.Decimal number => string.Create(CultureInfo.InvariantCulture, $"decimal({number.Precision}, {number.Scale})"),
        SqlType.Float => "float",
        SqlType.Boolean => "bit",
        SqlType.Date => "date",
        SqlType.Timestamp => "datetime2(6)",
        SqlType.Time => "time(6)",
        SqlType.Uuid => "uniqueidentifier",
        SqlType.Json => "nvarchar(max)",
        SqlType.Bytes => "varbinary(max)",
        _ => throw new InvalidOperationException($"no name for {type.GetType().Name}"),
    };

    // IS DISTINCT FROM came with SQL Server 2022; EXCEPT has always taken NULLs for equal.
    private static Spelled ByExcept(IsDistinct node)
    {
        var left = string.Join(", ", node.Left.Select((_, i) => Hole(i)));
        var right = string.Join(", ", node.Right.Select((_, i) => Hole(node.Left.Length + i)));
        return new(
            $"{(node.Negated ? "NOT " : "")}EXISTS (SELECT {left} EXCEPT SELECT {right})",
            [.. node.Left, .. node.Right],
            node.Negated ? Precedence.Not : Precedence.Atom,
            IsPredicate: true);
    }

    private static Spelled RowAsJson(RowAsJson node)
    {
        const string Json = "FOR JSON PATH, INCLUDE_NULL_VALUES, WITHOUT_ARRAY_WRAPPER)";
        return node.Columns.IsEmpty
            ? new("(SELECT\n{0}.*\n" + Json, [new ColumnReference(null, node.Relation)], Precedence.Atom)
            : new(
                $"(SELECT\n{string.Join(", ", node.Columns.Select((_, i) => Hole(i)))}\n{Json}",
                [.. node.Columns.Select(c => new ColumnReference(node.Relation, c))],
                Precedence.Atom);
    }

    private static string Hole(int index) => string.Create(CultureInfo.InvariantCulture, $"{{{index}}}");
}
