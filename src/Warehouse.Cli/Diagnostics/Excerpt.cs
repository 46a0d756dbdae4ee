using System.Collections.Immutable;

namespace Warehouse.Cli.Diagnostics;

/// <summary>As much of a line as fits a terminal, and the carets under the part that is meant.</summary>
/// <param name="Blank">The blanks before the carets.</param>
internal sealed record Excerpt(string Line, string Blank, string Caret)
{
    /// <summary>What stands before the line and its carets; the line's own indentation is left out.</summary>
    public const string Indent = "      ";

    private const int Width = 80 - 6;
    private const string Cut = "…";

    /// <param name="column">1-based, in UTF-16 units.</param>
    /// <param name="length">In UTF-16 units; the carets end with the line.</param>
    public static Excerpt Of(string line, int column, int length)
    {
        var margin = line.Length - line.TrimStart().Length;
        var shown = line.Trim();
        var cells = DisplayCell.Of(shown);
        var begin = Math.Max(0, column - 1 - margin);
        var first = IndexAt(cells, begin, shown.Length);
        var end = Math.Max(first + 1, IndexAt(cells, begin + Math.Max(1, length), shown.Length));
        return Of(cells, first, end);
    }

    private static Excerpt Of(ImmutableArray<DisplayCell> cells, int first, int end)
    {
        var (from, to) = Window(cells, first, end);
        var line = string.Concat(cells[from..to].Select(c => c.Text));
        var before = (from > 0 ? 1 : 0) + Columns(cells, from, Math.Min(first, to));
        var carets = Math.Max(1, Columns(cells, Math.Min(first, to), Math.Min(end, to)));
        return new Excerpt(
            (from > 0 ? Cut : "") + line + (to < cells.Length ? Cut : ""),
            new string(' ', before),
            new string('^', carets));
    }

    /// <summary>The cells that are shown: all, or those around the caret, as many as fit between the marks of the cuts.</summary>
    private static (int From, int To) Window(ImmutableArray<DisplayCell> cells, int first, int end)
    {
        if (Columns(cells, 0, cells.Length) <= Width)
            return (0, cells.Length);

        // A third of the width before the caret tells where one is, unless the line's beginning does.
        var from = 0;
        if (Columns(cells, 0, Math.Min(end, cells.Length)) > Width - 1)
        {
            from = Math.Min(first, cells.Length);
            while (from > 0 && (Columns(cells, from - 1, Math.Min(first, cells.Length)) <= Width / 3 || Columns(cells, from - 1, cells.Length) <= Width - 1))
                from--;
        }

        var room = Width - (from > 0 ? 1 : 0);
        var to = from;
        while (to < cells.Length && Columns(cells, from, to + 1) <= room - (to + 1 < cells.Length ? 1 : 0))
            to++;
        return (from, to);
    }

    /// <summary>The cell that holds a UTF-16 unit of the line; the end for what lies behind the line.</summary>
    private static int IndexAt(ImmutableArray<DisplayCell> cells, int unit, int length)
    {
        if (unit >= length)
            return cells.Length;

        var index = 0;
        while (index + 1 < cells.Length && cells[index + 1].Start <= unit)
            index++;
        return index;
    }

    private static int Columns(ImmutableArray<DisplayCell> cells, int from, int to)
    {
        var columns = 0;
        for (var i = from; i < to; i++)
            columns += cells[i].Width;
        return columns;
    }
}
