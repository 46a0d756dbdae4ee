using Warehouse.TestEngines.History;

namespace Warehouse.DialectTests.History;

/// <summary>The table that a scenario's batches are delivered in, and a batch as its rows.</summary>
internal sealed class SourceRows(HistoryDefinition definition)
{
    public const string Table = "raw." + ScenarioScripts.Dimension;

    /// <summary>From how many rows up a share of them may be rejected, not only one (loads.md).</summary>
    private const int ManyRows = 100;

    public IReadOnlyList<(string Name, ValueKind Kind)> Columns { get; } =
    [
        ("code", ValueKind.Text), .. definition.TwoPartKey ? [("number", ValueKind.Integer)] : Array.Empty<(string, ValueKind)>(),
        ("stamp", ValueKind.Instant), ("seq", ValueKind.Integer), ("op", ValueKind.Text), ("wins", ValueKind.Integer),
        .. definition.Attributes.Select(a => (a.Name, a.Kind)),
    ];

    /// <summary>The rows, in so many copies that as many as will be rejected are let through: copies collapse into one.</summary>
    public IEnumerable<IReadOnlyList<object?>> Of(HistoryBatch batch, int rejects) => Enumerable
        .Repeat(batch.Rows, rejects > 1 ? (ManyRows / batch.Rows.Length) + 1 : 1)
        .SelectMany(rows => rows)
        .Select(Values);

    private IReadOnlyList<object?> Values(SourceRow row) =>
    [
        row.Key.Code, .. definition.TwoPartKey ? [(object?)row.Key.Number] : Array.Empty<object?>(),
        row.Stamp, row.Order, row.IsDelete ? "D" : "U", row.Wins, .. row.Values,
    ];
}
