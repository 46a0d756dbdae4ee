using System.Text;
using Warehouse.Cli.Diagnostics;

namespace Warehouse.Cli.Rendering;

/// <summary>A column of a table of text.</summary>
/// <param name="Right">Of numbers.</param>
/// <param name="Whole">Never cut.</param>
internal sealed record TextColumn(string Name, bool Right = false, bool Whole = false);

/// <summary>Rows under a head, aligned; what is wider than the line is cut where it is widest.</summary>
internal sealed class TextTable(IReadOnlyList<TextColumn> columns)
{
    private const string Gap = "  ";

    private const int Narrowest = 8;

    private readonly List<string[]?> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>A line across.</summary>
    public void AddRule() => _rows.Add(null);

    /// <param name="width">0: as wide as it needs.</param>
    public string Write(int width, bool colour)
    {
        var widths = Widths(width);
        var text = new StringBuilder();
        text.Append(Bold(Line(columns.Select(c => c.Name).ToArray(), widths), colour)).Append('\n');
        Rule(text, widths);
        foreach (var row in _rows)
        {
            if (row is null)
                Rule(text, widths);
            else
                text.Append(Line(row, widths)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>How wide the table is, cut nowhere.</summary>
    public int NaturalWidth => Widths(0).Sum() + (Gap.Length * (columns.Count - 1));

    private int[] Widths(int width)
    {
        var widths = columns.Select((c, i) => _rows.Where(r => r is not null).Select(r => Width(Clean(r![i]))).Append(Width(c.Name)).Max()).ToArray();
        if (width <= 0)
            return widths;
        var room = width - (Gap.Length * (columns.Count - 1));
        while (widths.Sum() > room)
        {
            // Numbers are never cut: they would be other numbers.
            var cuttable = Enumerable.Range(0, widths.Length).Where(i => columns[i] is { Right: false, Whole: false } && widths[i] > Narrowest).ToList();
            if (cuttable.Count == 0)
                break;
            widths[cuttable.MaxBy(i => widths[i])]--;
        }

        return widths;
    }

    private string Line(string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = Cut(Clean(cells[i]), widths[i]);
            var blank = new string(' ', Math.Max(0, widths[i] - Width(cell)));
            line.Append(i == 0 ? "" : Gap).Append(columns[i].Right ? blank + cell : cell + blank);
        }

        return line.ToString().TrimEnd();
    }

    private static void Rule(StringBuilder text, int[] widths) => text.Append(string.Join(Gap, widths.Select(w => new string('─', w)))).Append('\n');

    /// <summary>A cell as it is shown: on one line, and with nothing that steers a terminal.</summary>
    public static string Clean(string cell) => Printable.Escape(cell.ReplaceLineEndings(" "));

    private static int Width(string text) => DisplayCell.Of(text).Sum(c => c.Width);

    private static string Cut(string text, int width)
    {
        if (Width(text) <= width)
            return text;
        var (taken, end) = (0, 0);
        foreach (var cell in DisplayCell.Of(text))
        {
            if (taken + cell.Width > width - 1)
                break;
            taken += cell.Width;
            end = cell.Start + cell.Text.Length;
        }

        return text[..end] + "…";
    }

    private static string Bold(string text, bool colour) => colour ? $"\u001b[1m{text}\u001b[0m" : text;
}
