using System.Collections.Immutable;
using Warehouse.TestEngines.GoogleSql.Wire;
using Warehouse.TestEngines.Results;

namespace Warehouse.TestEngines.GoogleSql;

/// <summary>What a statement does to one row of its table.</summary>
public enum RowChange
{
    Insert = 1,
    Delete = 2,
    Update = 3,
}

/// <summary>A row that a statement touches: its cells afterwards, and its key before.</summary>
public sealed record ModifiedRow(RowChange Change, ImmutableArray<object?> Cells, ImmutableArray<object?> OldKey);

/// <summary>The rows of a table that an INSERT, UPDATE or DELETE touches.</summary>
public sealed record GoogleSqlModification(GoogleSqlTable Table, ImmutableArray<ModifiedRow> Rows)
{
    /// <summary>The table with the changes made. A row is found by its key before the change.</summary>
    public GoogleSqlTable Applied()
    {
        var key = Table.PrimaryKey.Select(Table.IndexOf).ToList();
        var changes = Rows.Where(row => row.Change != RowChange.Insert).ToDictionary(row => Text(row.OldKey), StringComparer.Ordinal);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<object?>>();
        foreach (var row in Table.Rows)
        {
            if (changes.Count == 0 || !changes.Remove(Text(key.Select(column => row[column])), out var change))
                rows.Add(row);
            else if (change.Change == RowChange.Update)
                rows.Add(change.Cells);
        }

        if (changes.Count > 0)
            throw new InvalidOperationException($"No row of {Table.Name} has the key {string.Join(", ", changes.Keys)}: does it declare its primary key?");
        rows.AddRange(Rows.Where(row => row.Change == RowChange.Insert).Select(row => row.Cells));
        return Table with { Rows = rows.ToImmutable() };
    }

    internal static GoogleSqlModification Of(GoogleSqlTable table, EvaluateModifyResponse response) => new(
        table,
        [.. response.Content.Select(row => new ModifiedRow((RowChange)row.Operation, Decoded(row.Cell), Decoded(row.OldPrimaryKey)))]);

    private static ImmutableArray<object?> Decoded(IEnumerable<ValueProto> cells) => [.. cells.Select(GoogleSqlValue.Decode)];

    private static string Text(IEnumerable<object?> cells) => string.Join('\u001f', cells.Select(CanonicalText.Of));
}
