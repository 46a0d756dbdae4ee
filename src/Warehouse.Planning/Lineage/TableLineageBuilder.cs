using System.Collections.Immutable;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Lineage;

/// <summary>Gathers what the columns of one table are made of.</summary>
internal sealed class TableLineageBuilder(TableDesign table)
{
    private readonly Dictionary<string, List<InputColumn>> _inputs = new(StringComparer.Ordinal);

    public TableLineageBuilder Add(string column, params IEnumerable<InputColumn> inputs)
    {
        if (!_inputs.TryGetValue(column, out var known))
            _inputs.Add(column, known = []);
        known.AddRange(inputs.Except(known));
        return this;
    }

    /// <summary>In the order of the table's columns; what it does not have is left out.</summary>
    public TableLineage Build(ImmutableArray<InputColumn> rows) => new(
        table,
        [.. table.Columns.Where(c => _inputs.GetValueOrDefault(c.Name) is { Count: > 0 }).Select(c => new ColumnLineage(c.Name, [.. _inputs[c.Name]]))],
        [.. rows.Distinct()]);
}
