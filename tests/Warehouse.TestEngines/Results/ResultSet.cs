using System.Data.Common;

namespace Warehouse.TestEngines.Results;

/// <summary>The rows of a query, read whole, in the order in which the engine returned them.</summary>
public sealed record ResultSet(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>One line a row, cells as canonical text between ` | `.</summary>
    public IReadOnlyList<string> Lines => [.. Rows.Select(row => string.Join(" | ", row.Select(CanonicalText.Of)))];

    /// <summary>The lines sorted by code point: for results whose order the query leaves open.</summary>
    public IReadOnlyList<string> SortedLines => [.. Lines.Order(StringComparer.Ordinal)];

    /// <summary>Runs the query on a connection of any ADO.NET driver.</summary>
    public static ResultSet Query(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var rows = new List<IReadOnlyList<object?>>();
        while (reader.Read())
            rows.Add([.. columns.Select((_, column) => reader.IsDBNull(column) ? null : reader.GetValue(column))]);
        return new ResultSet(columns, rows);
    }
}
