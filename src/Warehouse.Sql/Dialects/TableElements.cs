using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Sql.Dialects;

/// <summary>What stands between the parentheses of CREATE TABLE.</summary>
internal static class TableElements
{
    public static Doc List(params IEnumerable<Doc>[] elements) =>
        Doc.Join(Doc.Concat(Doc.Text(","), Doc.HardLine), elements.SelectMany(e => e));

    /// <summary>Name, type, nullability; the description is the dialect's own affair.</summary>
    public static Doc Column(ColumnDefinition column, SqlText sql) => Doc.Concat(
        sql.Name(column.Name), Doc.Text(" " + sql.Dialect.Types.Column(column.Type) + (column.Nullable ? "" : " NOT NULL")));

    public static IEnumerable<Doc> Keys(CreateTable table, SqlText sql, string suffix = "") =>
    [
        .. PrimaryKey(table, sql, suffix),
        .. table.Unique.Select(columns => Doc.Concat(Doc.Text("UNIQUE "), sql.NameList(columns), Doc.Text(suffix))),
    ];

    public static IEnumerable<Doc> PrimaryKey(CreateTable table, SqlText sql, string suffix = "") => table.PrimaryKey.IsEmpty
        ? []
        : [Doc.Concat(Doc.Text("PRIMARY KEY "), sql.NameList(table.PrimaryKey), Doc.Text(suffix))];
}
