using System.Collections.Immutable;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>For an engine whose keys must have a greatest length: text without one gets <see cref="Length"/> where it is part of a key or of a requested index.</summary>
internal static class TextKeysBounded
{
    /// <summary>900 bytes of UTF-16, the longest clustered key of SQL Server.</summary>
    private const int Length = 450;

    public static Lowering Lowering { get; } = new(nameof(TextKeysBounded), (statement, _) => statement is CreateTable table
        ? [table with { Columns = [.. table.Columns.Select(c => IsKey(table, c) ? c with { Type = new SqlType.Text(Length) } : c)] }]
        : [statement]);

    private static bool IsKey(CreateTable table, ColumnDefinition column) =>
        column.Type is SqlType.Text { MaxLength: null }
        && (table.PrimaryKey.Contains(column.Name) || table.Indexed.Contains(column.Name) || table.Unique.Any((ImmutableArray<string> key) => key.Contains(column.Name)));
}
