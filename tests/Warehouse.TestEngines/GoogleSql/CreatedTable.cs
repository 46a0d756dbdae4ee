using Warehouse.TestEngines.GoogleSql.Wire;

namespace Warehouse.TestEngines.GoogleSql;

/// <summary>The table or view that an analysed CREATE statement makes.</summary>
internal static class CreatedTable
{
    public static GoogleSqlTable? Of(AnyResolvedStatementProto statement)
    {
        var create = statement.ResolvedCreateStatementNode;
        var table = create?.ResolvedCreateTableStmtBaseNode;
        return (table?.ResolvedCreateTableStmtNode ?? table?.ResolvedCreateTableAsSelectStmtNode)?.Parent is { } definition
            ? Of(definition)
            : create?.ResolvedCreateViewBaseNode?.ResolvedCreateViewStmtNode?.Parent is { } view ? Of(view) : null;
    }

    private static GoogleSqlTable Of(ResolvedCreateTableStmtBaseProto definition)
    {
        var table = new GoogleSqlTable(
            [.. definition.Parent.NamePath.SelectMany(part => part.Split('.'))],
            [.. definition.ColumnDefinitionList.Select(column => new GoogleSqlColumn(column.Name, GoogleSqlType.Print(column.Type)))]);
        return table with { PrimaryKey = [.. (definition.PrimaryKey?.ColumnOffsetList ?? []).Select(offset => table.Columns[(int)offset].Name)] };
    }

    private static GoogleSqlTable Of(ResolvedCreateViewBaseProto view) => new(
        [.. view.Parent.NamePath.SelectMany(part => part.Split('.'))],
        [.. view.OutputColumnList.Select(column => new GoogleSqlColumn(column.Name, GoogleSqlType.Print(column.Column.Type)))]);
}
