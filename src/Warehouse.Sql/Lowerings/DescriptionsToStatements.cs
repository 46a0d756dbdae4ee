using System.Collections.Immutable;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>Descriptions of tables, views and columns, for an engine whose CREATE has no place for them.</summary>
internal static class DescriptionsToStatements
{
    public static Lowering Lowering { get; } = new(nameof(DescriptionsToStatements), (statement, _) => statement switch
    {
        CreateTable table =>
        [
            table with { Description = null, Columns = [.. table.Columns.Select(c => c with { Description = null })] },
            .. Of(table.Table, null, table.Description, false),
            .. table.Columns.SelectMany(c => Of(table.Table, c.Name, c.Description, false)),
        ],
        CreateView view => [view with { Description = null }, .. Of(view.View, null, view.Description, true)],
        _ => [statement],
    });

    private static ImmutableArray<Statement> Of(TableName table, string? column, string? description, bool isView) =>
        string.IsNullOrWhiteSpace(description) ? [] : [new Describe(table, column, description, isView)];
}
