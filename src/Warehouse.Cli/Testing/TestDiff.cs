using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Cli.Diagnostics;
using Warehouse.Cli.Rendering;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Cli.Testing;

/// <summary>Expected and actual rows side by side: <c>-</c> is missing, <c>+</c> is too many.</summary>
/// <param name="width">Where the rows are wider, each is shown column by column.</param>
internal sealed class TestDiff(string table, ImmutableArray<ColumnDesign> columns, ImmutableArray<TestRow> expected, IReadOnlyList<IReadOnlyList<object?>> actual, int width)
{
    /// <summary>What an expected row says of a column that it does not name.</summary>
    private const string Unsaid = "·";

    private const string Indent = "    ";

    public string Write(RowMatch match)
    {
        var wide = SideBySide(match);
        var missing = match.OfExpected.Count(a => a < 0);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"{table} has {Counted.Of(actual.Count, "row")}, {Counted.Of(expected.Length, "row")} expected: {missing} missing (-), {match.Surplus.Count()} too many (+)");
        var lines = wide.NaturalWidth + Indent.Length <= width ? Wide(wide) : Narrow(match);
        return $"{head}\n{string.Join('\n', lines.Select(l => $"{Indent}{l}".TrimEnd()))}";
    }

    private static IEnumerable<string> Wide(TextTable rows)
    {
        var lines = rows.Write(0, colour: false).TrimEnd('\n').Split('\n');
        var middle = lines[0].IndexOf('│', StringComparison.Ordinal);
        return lines.Prepend("   expected".PadRight(middle) + "│  actual");
    }

    private TextTable SideBySide(RowMatch match)
    {
        var text = new TextTable([new(""), .. columns.Select(c => new TextColumn(c.Name)), new("│"), .. columns.Select(c => new TextColumn(c.Name))]);
        var nothing = columns.Select(_ => "").ToArray();
        for (var e = 0; e < expected.Length; e++)
        {
            var found = match.OfExpected[e];
            text.Add([found < 0 ? "-" : "", .. columns.Select((_, c) => Said(e, c)), "│", .. found < 0 ? nothing : columns.Select((_, c) => Held(found, c))]);
        }

        foreach (var surplus in match.Surplus)
            text.Add(["+", .. nothing, "│", .. columns.Select((_, c) => Held(surplus, c))]);
        return text;
    }

    /// <summary>A line a column, of the rows that have no partner alone; what is missing stands beside what is nearest to it.</summary>
    private IEnumerable<string> Narrow(RowMatch match)
    {
        var names = columns.Max(c => c.Name.Length);
        var room = Math.Max(8, (width - Indent.Length - names - 8) / 2);
        var text = new TextTable([new("", Whole: true), new("column", Whole: true), new("expected", Whole: true), new("actual", Whole: true)]);
        var isFirst = true;
        foreach (var (e, a) in Pairs(match))
        {
            if (!isFirst)
                text.AddRule();
            isFirst = false;
            for (var c = 0; c < columns.Length; c++)
            {
                if (e is { } named && !Names(named, c, out _))
                    continue;
                var differs = e is null || a is null || !Agree(e.Value, a.Value, c);
                var mark = differs ? (e is null ? "" : "-") + (a is null ? "" : "+") : "";
                var (left, right) = (Wrap(e is { } x ? Said(x, c) : "", room), Wrap(a is { } y ? Held(y, c) : "", room));
                for (var line = 0; line < Math.Max(left.Count, right.Count); line++)
                    text.Add(line == 0 ? mark : "", line == 0 ? columns[c].Name : "", left.ElementAtOrDefault(line) ?? "", right.ElementAtOrDefault(line) ?? "");
            }
        }

        IEnumerable<string> lines = text.Write(0, colour: false).TrimEnd('\n').Split('\n');
        var met = match.OfExpected.Count(a => a >= 0);
        return met == 0 ? lines : lines.Append($"{Counted.Of(met, "row")} as expected");
    }

    private IEnumerable<(int? Expected, int? Actual)> Pairs(RowMatch match)
    {
        var surplus = match.Surplus.ToList();
        for (var e = 0; e < expected.Length; e++)
        {
            if (match.OfExpected[e] >= 0)
                continue;
            var nearest = surplus.Select(a => (Actual: a, Agreeing: Agreeing(e, a))).Where(p => p.Agreeing > 0).OrderByDescending(p => p.Agreeing).Select(p => (int?)p.Actual).FirstOrDefault();
            if (nearest is { } taken)
                surplus.Remove(taken);
            yield return (e, nearest);
        }

        foreach (var left in surplus)
            yield return (null, left);
    }

    private int Agreeing(int e, int a) => Enumerable.Range(0, columns.Length).Count(c => Agree(e, a, c));

    private bool Agree(int e, int a, int column) => Names(e, column, out var text) && TypedValue.Equal(text, actual[a][column], columns[column].Type);

    /// <summary>Whether an expected row says something of a column; null is something.</summary>
    private bool Names(int row, int column, out string? text)
    {
        var cells = expected[row].Cells.Where(c => c.Column.Text == columns[column].Name).ToList();
        text = cells.Count == 0 ? null : cells[0].Value.Text;
        return cells.Count > 0;
    }

    private string Said(int row, int column) => Names(row, column, out var text) ? text ?? "NULL" : Unsaid;

    private string Held(int row, int column) => Values.Shown(actual[row][column]);

    private static List<string> Wrap(string text, int room)
    {
        var (lines, line) = (new List<string>(), "");
        foreach (var element in DisplayCell.Of(TextTable.Clean(text)).Select(c => c.Text))
        {
            if (Line.WidthOf(line + element) > room)
            {
                lines.Add(line);
                line = "";
            }

            line += element;
        }

        lines.Add(line);
        return lines;
    }
}
