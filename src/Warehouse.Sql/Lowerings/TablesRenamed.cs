using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>Statements that name other tables than they were compiled for.</summary>
public static class TablesRenamed
{
    /// <summary>The dialect, with tables renamed.</summary>
    /// <remarks>A query in the user's own words names what it names: it is left alone.</remarks>
    public static Dialect InTables(this Dialect dialect, Func<TableName, TableName> rename) => dialect with { Lowerings = [Of(nameof(TablesRenamed), rename, schema => schema), .. dialect.Lowerings] };

    internal static Lowering Of(string name, Func<TableName, TableName> table, Func<string, string> schema)
    {
        var map = TreeMap.BottomUp(node => node, relation: r => r is TableRelation t ? t with { Table = table(t.Table) } : null);
        return new(name, (statement, _) =>
        [
            map.Children(statement) switch
            {
                CreateSchema s => new CreateSchema(schema(s.Name)),
                CreateTable s => s with { Table = table(s.Table) },
                CreateTableAs s => s with { Table = table(s.Table) },
                CreateView s => s with { View = table(s.View) },
                CreateIndex s => s with { Table = table(s.Table) },
                DropTable s => s with { Table = table(s.Table) },
                DropView s => new DropView(table(s.View)),
                Insert s => s with { Table = table(s.Table) },
                Update s => s with { Table = table(s.Table) },
                Delete s => s with { Table = table(s.Table) },
                CollectStatistics s => new CollectStatistics(table(s.Table)),
                Describe s => s with { Table = table(s.Table) },
                var other and (Assert or Report or BeginTransaction or CommitTransaction) => other,
                var other => throw new InvalidOperationException($"no tables are known in {other.GetType().Name}"),
            },
        ]);
    }
}
