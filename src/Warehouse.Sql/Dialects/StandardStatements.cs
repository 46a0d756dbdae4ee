using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Sql.Dialects;

/// <summary>Statements as most engines have them, and the parts from which a dialect builds its own.</summary>
internal static class StandardStatements
{
    public static Doc CreateSchema(CreateSchema statement, SqlText sql) =>
        Doc.Concat(Doc.Text("CREATE SCHEMA IF NOT EXISTS "), sql.Name(statement.Name));

    public static Doc CreateTable(CreateTable statement, SqlText sql) => Doc.Concat(
        Doc.Text("CREATE TABLE IF NOT EXISTS "),
        sql.Table(statement.Table),
        Doc.Text(" "),
        Doc.Block(TableElements.List(statement.Columns.Select(c => TableElements.Column(c, sql)), TableElements.Keys(statement, sql))));

    public static Doc CreateTableAs(string words, CreateTableAs statement, SqlText sql) => Doc.Concat(
        Doc.Text(words + " "), sql.Table(statement.Table), Doc.Text(" AS"), Doc.HardLine, sql.Query(statement.Query));

    public static Doc CreateView(CreateView statement, SqlText sql) => Doc.Concat(
        Doc.Text("CREATE OR REPLACE VIEW "), sql.Table(statement.View), Doc.Text(" AS"), Doc.HardLine, sql.Query(statement.Query));

    public static Doc CreateIndex(CreateIndex statement, SqlText sql) => Doc.Concat(
        Doc.Text(statement.Unique ? "CREATE UNIQUE INDEX IF NOT EXISTS " : "CREATE INDEX IF NOT EXISTS "),
        sql.Name(statement.Name),
        Doc.Text(" ON "),
        sql.Table(statement.Table),
        Doc.Text(" "),
        sql.NameList(statement.Columns));

    public static Doc DropTable(DropTable statement, SqlText sql) =>
        Doc.Concat(Doc.Text("DROP TABLE IF EXISTS "), sql.Table(statement.Table));

    public static Doc DropView(DropView statement, SqlText sql) =>
        Doc.Concat(Doc.Text("DROP VIEW IF EXISTS "), sql.Table(statement.View));

    public static Doc Insert(Insert statement, SqlText sql) => Doc.Concat(
        Doc.Text("INSERT INTO "), sql.Table(statement.Table), Doc.Text(" "), sql.NameList(statement.Columns), Doc.HardLine, sql.Query(statement.Query));

    public static Doc Update(Update statement, SqlText sql) => Doc.Concat(
        Doc.Text("UPDATE "),
        sql.Table(statement.Table),
        Doc.Text(" AS "),
        sql.Name(statement.Alias),
        Doc.HardLine,
        Set(statement, sql),
        From(statement, sql),
        Where(statement.Where, sql));

    public static Doc Set(Update statement, SqlText sql) => Doc.Clause("SET", Doc.List(statement.Assignments.Select(
        a => Doc.Concat(sql.Name(a.Column), Doc.Text(" = "), sql.Expression(a.Value)))));

    public static Doc Where(SqlExpression condition, SqlText sql) =>
        Doc.Concat(Doc.HardLine, sql.Condition("WHERE", condition));

    public static Doc Delete(Delete statement, SqlText sql) => Doc.Concat(
        Doc.Text("DELETE FROM "), sql.Table(statement.Table), Doc.Text(" AS "), sql.Name(statement.Alias), Where(statement.Where, sql));

    public static Doc Analyze(CollectStatistics statement, SqlText sql) => Doc.Concat(Doc.Text("ANALYZE "), sql.Table(statement.Table));

    public static Doc CommentOn(Describe statement, SqlText sql)
    {
        var what = statement.Column is not null ? "COLUMN " : statement.IsView ? "VIEW " : "TABLE ";
        var column = statement.Column is { } name ? Doc.Concat(Doc.Text("."), sql.Name(name)) : Doc.Empty;
        return Doc.Concat(
            Doc.Text("COMMENT ON " + what), sql.Table(statement.Table), column, Doc.Text(" IS "), sql.Constant(statement.Description));
    }

    private static Doc From(Update statement, SqlText sql)
    {
        if (statement.From is null)
        {
            return statement.Joins.IsEmpty
                ? Doc.Empty
                : throw new ArgumentException("an update that joins has a relation to join to", nameof(statement));
        }

        return Doc.Concat(Doc.HardLine, Doc.Text("FROM "), sql.Relation(statement.From), sql.Joins(statement.Joins));
    }
}
