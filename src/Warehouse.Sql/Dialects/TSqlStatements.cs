using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Sql.Dialects;

/// <summary>Statements of Transact-SQL, which has IF EXISTS for few of them and WITH only at a statement's head.</summary>
internal static class TSqlStatements
{
    public static StatementSpellings All { get; } = new()
    {
        CreateSchema = CreateSchema,
        CreateTable = CreateTable,
        CreateTableAs = CreateTableAs,
        CreateView = CreateView,
        CreateIndex = CreateIndex,
        Insert = Insert,
        Update = Update,
        Delete = (statement, sql) => Doc.Concat(
            Doc.Text("DELETE "), sql.Name(statement.Alias), Doc.HardLine, From(statement.Table, statement.Alias, sql),
            StandardStatements.Where(statement.Where, sql)),
        Commit = "COMMIT TRANSACTION",
        Assert = Assert,
    };

    // CREATE SCHEMA must be alone in its batch.
    private static Doc CreateSchema(CreateSchema statement, SqlText sql)
    {
        var name = Names.Write(statement.Name, sql.Dialect);
        return Doc.Concat(
            Doc.Text("IF SCHEMA_ID("), sql.Constant(statement.Name), Doc.Text(") IS NULL"),
            Doc.Indent(Doc.HardLine, Doc.Text("EXEC("), sql.Constant($"CREATE SCHEMA {name}"), Doc.Text(")")));
    }

    private static Doc CreateTable(CreateTable statement, SqlText sql)
    {
        var name = Names.Table(statement.Table, sql.Dialect);
        var located = statement.Table.Schema is null ? "tempdb.." + name : name;
        var create = Doc.Concat(
            Doc.Text("CREATE TABLE "),
            Doc.Text(name),
            Doc.Text(" "),
            Doc.Block(TableElements.List(statement.Columns.Select(c => TableElements.Column(c, sql)), TableElements.Keys(statement, sql))),
            Doc.Text(";"));
        var descriptions = Descriptions(statement)
            .Select(d => Doc.Concat(Doc.HardLine, Property(statement.Table, d.Column, d.Text, sql)));
        return Doc.Concat(
            Doc.Text("IF OBJECT_ID("), sql.Constant(located), Doc.Text(") IS NULL"),
            Doc.HardLine,
            Doc.Text("BEGIN"),
            Doc.Indent([Doc.HardLine, create, .. descriptions]),
            Doc.HardLine,
            Doc.Text("END"));
    }

    private static IEnumerable<(string? Column, string Text)> Descriptions(CreateTable statement)
    {
        if (statement.Table.Schema is null)
        {
            yield break;
        }

        if (!string.IsNullOrWhiteSpace(statement.Description))
        {
            yield return (null, statement.Description);
        }

        foreach (var column in statement.Columns.Where(c => !string.IsNullOrWhiteSpace(c.Description)))
        {
            yield return (column.Name, column.Description!);
        }
    }

    private static Doc Property(TableName table, string? column, string text, SqlText sql)
    {
        Doc[] place =
        [
            sql.Constant("MS_Description"), sql.Constant(text), sql.Constant("SCHEMA"), sql.Constant(table.Schema!),
            sql.Constant("TABLE"), sql.Constant(table.Name),
        ];
        Doc[] part = column is null ? [] : [sql.Constant("COLUMN"), sql.Constant(column)];
        return Doc.Concat(Doc.Clause("EXEC sys.sp_addextendedproperty", Doc.List([.. place, .. part])), Doc.Text(";"));
    }

    private static Doc CreateTableAs(CreateTableAs statement, SqlText sql)
    {
        var (with, body) = sql.SplitCommonTables(statement.Query);
        return Doc.Concat(with, sql.QueryInto(body, sql.Table(statement.Table)));
    }

    // CREATE VIEW must be alone in its batch.
    private static Doc CreateView(CreateView statement, SqlText sql)
    {
        var comment = string.IsNullOrWhiteSpace(statement.Description)
            ? ""
            : string.Concat(statement.Description.ReplaceLineEndings("\n").Split('\n').Select(line => $"-- {line}\n"));
        var view = Printer.Print(Doc.Concat(
            Doc.Text(comment + "CREATE OR ALTER VIEW "), sql.Table(statement.View), Doc.Text(" AS"), Doc.HardLine, sql.Query(statement.Query)));
        return Doc.Concat(Doc.Text("EXEC("), sql.Constant("\n" + view + "\n"), Doc.Text(")"));
    }

    private static Doc CreateIndex(CreateIndex statement, SqlText sql) => Doc.Concat(
        Doc.Text("IF INDEXPROPERTY(OBJECT_ID("),
        sql.Constant(Names.Table(statement.Table, sql.Dialect)),
        Doc.Text("), "),
        sql.Constant(statement.Name),
        Doc.Text(", 'IndexID') IS NULL"),
        Doc.Indent(
            Doc.HardLine,
            Doc.Text(statement.Unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX "),
            sql.Name(statement.Name),
            Doc.Text(" ON "),
            sql.Table(statement.Table),
            Doc.Text(" "),
            sql.NameList(statement.Columns)));

    private static Doc Insert(Insert statement, SqlText sql)
    {
        var (with, body) = sql.SplitCommonTables(statement.Query);
        return Doc.Concat(with, StandardStatements.Insert(statement with { Query = body }, sql));
    }

    // The table is named in FROM and updated by its alias; the others join it there, and WHERE says how.
    private static Doc Update(Update statement, SqlText sql) => Doc.Concat(
        Doc.Text("UPDATE "),
        sql.Name(statement.Alias),
        Doc.HardLine,
        StandardStatements.Set(statement, sql),
        Doc.HardLine,
        From(statement.Table, statement.Alias, sql),
        statement.From is null ? Doc.Empty : sql.Joins([new Join(JoinKind.Cross, statement.From, null), .. statement.Joins]),
        StandardStatements.Where(statement.Where, sql));

    private static Doc From(TableName table, string alias, SqlText sql) =>
        Doc.Concat(Doc.Text("FROM "), sql.Table(table), Doc.Text(" AS "), sql.Name(alias));

    private static Doc Assert(Assert statement, SqlText sql) => Doc.Concat(
        Doc.Text("IF EXISTS "),
        Doc.Block(sql.Query(statement.Violations)),
        Doc.Indent(Doc.HardLine, Doc.Text("THROW 50001, "), sql.Constant($"{statement.Code}: {statement.Message}"), Doc.Text(", 1")));
}
