using System.Globalization;
using Warehouse.TestEngines.History;

namespace Warehouse.DialectTests.History;

/// <summary>The table that a scenario's batches are delivered in, and a batch as its rows.</summary>
internal sealed class SourceRows(HistoryDefinition definition)
{
    public const string Table = "raw." + ScenarioScripts.Dimension;

    /// <summary>From how many rows up a share of them may be rejected, not only one (loads.md).</summary>
    private const int ManyRows = 100;

    // A script takes a table to hold what the model declares, and a column that nothing gives a type is text.
    public IReadOnlyList<(string Name, ValueKind Kind)> Columns { get; } =
    [
        ("code", ValueKind.Text), .. definition.TwoPartKey ? [("number", ValueKind.Integer)] : Array.Empty<(string, ValueKind)>(),
        ("stamp", ValueKind.Instant), ("seq", ValueKind.Integer), ("op", ValueKind.Text), ("wins", ValueKind.Text),
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
        row.Stamp, row.Order, row.IsDelete ? "D" : "U", Digit(row.Wins), .. row.Values,
    ];

    // As text, numbers of one digit have the order that they have as numbers.
    private static string Digit(long number) => number is >= 0 and <= 9
        ? number.ToString(CultureInfo.InvariantCulture)
        : throw new ArgumentException($"{number} has more than one digit");
}
