using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Warehouse.Cli.Diagnostics;

/// <summary>A character as the reader sees it, and how many columns of a terminal it takes.</summary>
/// <param name="Start">The index of its first UTF-16 unit in the line.</param>
internal readonly record struct DisplayCell(int Start, string Text, int Width)
{
    private const int TabStop = 4;

    /// <summary>The cells of a line; tabs become blanks, what cannot be shown becomes U+FFFD.</summary>
    public static ImmutableArray<DisplayCell> Of(string line)
    {
        var cells = ImmutableArray.CreateBuilder<DisplayCell>();
        var column = 0;
        var elements = StringInfo.GetTextElementEnumerator(line);
        while (elements.MoveNext())
        {
            var text = elements.GetTextElement();
            var cell = text switch
            {
                "\t" => new DisplayCell(elements.ElementIndex, new string(' ', TabStop - (column % TabStop)), TabStop - (column % TabStop)),
                _ when text.Any(Printable.IsUnsafe) => new DisplayCell(elements.ElementIndex, "\ufffd", 1),
                _ => new DisplayCell(elements.ElementIndex, text, WidthOf(text)),
            };
            cells.Add(cell);
            column += cell.Width;
        }

        return cells.ToImmutable();
    }

    private static int WidthOf(string element)
    {
        var widest = 0;
        foreach (var rune in element.EnumerateRunes())
            widest = Math.Max(widest, rune.Value == 0xFE0F || IsWide(rune.Value) ? 2 : IsMark(rune) ? 0 : 1);
        return widest;
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    // The blocks that Unicode's East Asian Width (UAX #11) gives as wide or fullwidth, and the emoji.
    private static bool IsWide(int code) => code
        is (>= 0x1100 and <= 0x115F) or 0x231A or 0x231B or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0x33FF) or (>= 0x3400 and <= 0x4DBF)
        or (>= 0x4E00 and <= 0x9FFF) or (>= 0xA000 and <= 0xA4CF) or (>= 0xA960 and <= 0xA97F) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
        or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FF) or (>= 0x1F900 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}
