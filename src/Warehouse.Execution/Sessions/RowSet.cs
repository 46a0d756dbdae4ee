using System.Collections.Immutable;

namespace Warehouse.Execution.Sessions;

/// <summary>The rows of a query.</summary>
/// <remarks>
/// A value is null, or a long, decimal, double, string, bool, DateOnly, DateTime (UTC, to the microsecond), TimeOnly, Guid or byte[]:
/// the same on every engine. A whole number beyond 64 bits is a decimal; anything else is the engine's own text.
/// </remarks>
public sealed record RowSet(ImmutableArray<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>The position of a column.</summary>
    public int IndexOf(string column) => Columns.IndexOf(column, StringComparer.Ordinal);

    /// <summary>The value in the first row and column; null when there is no row.</summary>
    public object? Scalar => Rows.Count == 0 ? null : Rows[0][0];
}
