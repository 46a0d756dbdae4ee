using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Cli.Rendering;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Cli.Testing;

/// <summary>Expected and actual rows side by side: <c>-</c> is missing, <c>+</c> is too many.</summary>
internal static class TestDiff
{
    /// <summary>What an expected row says of a column that it does not name.</summary>
    private const string Unsaid = "·";

    public static string Write(string table, ImmutableArray<ColumnDesign> columns, ImmutableArray<TestRow> expected, IReadOnlyList<IReadOnlyList<object?>> actual, RowMatch match)
    {
        var text = new TextTable([new(""), .. columns.Select(c => new TextColumn(c.Name)), new("│"), .. columns.Select(c => new TextColumn(c.Name))]);
        var nothing = columns.Select(_ => "").ToArray();
        for (var e = 0; e < expected.Length; e++)
        {
            var found = match.OfExpected[e];
            text.Add([found < 0 ? "-" : "", .. Cells(expected[e], columns), "│", .. found < 0 ? nothing : Cells(actual[found], columns)]);
        }

        foreach (var surplus in match.Surplus)
            text.Add(["+", .. nothing, "│", .. Cells(actual[surplus], columns)]);
        var missing = match.OfExpected.Count(a => a < 0);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"{table} has {Counted.Of(actual.Count, "row")}, {Counted.Of(expected.Length, "row")} expected: {missing} missing (-), {match.Surplus.Count()} too many (+); expected │ actual");
        var indented = text.Write(0, colour: false).TrimEnd('\n').Split('\n').Select(l => $"    {l}".TrimEnd());
        return $"{head}\n{string.Join('\n', indented)}";
    }

    private static IEnumerable<string> Cells(TestRow row, ImmutableArray<ColumnDesign> columns) => columns.Select(c =>
        row.Cells.FirstOrDefault(cell => cell.Column.Text == c.Name) is { Column: not null } cell ? cell.Value.Text ?? "NULL" : Unsaid);

    private static IEnumerable<string> Cells(IReadOnlyList<object?> row, ImmutableArray<ColumnDesign> columns) => columns.Select((_, i) =>
        Values.Shown(row[i]));
}
