using System.Text;

namespace Warehouse.Sql.Writing;

/// <summary>Lays a document out: every group on one line when it fits in <see cref="Width"/> columns.</summary>
internal static class Printer
{
    public const int Width = 100;

    private const int Step = 4;

    private readonly record struct Item(int Indent, bool Flat, Doc Doc);

    public static string Print(Doc document)
    {
        var output = new StringBuilder();
        var column = 0;
        var pending = new Stack<Item>();
        pending.Push(new Item(0, false, document));
        while (pending.TryPop(out var item))
        {
            switch (item.Doc)
            {
                case Doc.Word word:
                    output.Append(word.Value);
                    var feed = word.Value.LastIndexOf('\n');
                    column = feed < 0 ? column + word.Value.Length : word.Value.Length - feed - 1;
                    break;
                case Doc.Break { Flat: { } flat } when item.Flat:
                    output.Append(flat);
                    column += flat.Length;
                    break;
                case Doc.Break:
                    TrimBlanks(output);
                    output.Append('\n').Append(' ', item.Indent);
                    column = item.Indent;
                    break;
                case Doc.Indented indented:
                    pending.Push(item with { Indent = item.Indent + Step, Doc = indented.Body });
                    break;
                case Doc.Grouped group:
                    var flatGroup = item with { Flat = true, Doc = group.Body };
                    pending.Push(item.Flat || Fits(flatGroup, pending, Width - column) ? flatGroup : flatGroup with { Flat = false });
                    break;
                case Doc.Row row:
                    for (var i = row.Parts.Length - 1; i >= 0; i--)
                    {
                        pending.Push(item with { Doc = row.Parts[i] });
                    }

                    break;
            }
        }

        return output.ToString();
    }

    /// <summary>Whether the first item, flat, and what follows it up to the next possible line end stay within the room.</summary>
    private static bool Fits(Item first, Stack<Item> rest, int room)
    {
        var ahead = new Stack<Item>();
        ahead.Push(first);
        using var following = rest.GetEnumerator();
        while (room >= 0)
        {
            if (!ahead.TryPop(out var item))
            {
                if (!following.MoveNext())
                {
                    return true;
                }

                item = following.Current;
            }

            switch (item.Doc)
            {
                case Doc.Word word:
                    // A constant with line feeds fits nowhere, so what is around it breaks.
                    var feed = word.Value.IndexOf('\n', StringComparison.Ordinal);
                    if (feed >= 0)
                    {
                        return !item.Flat && feed <= room;
                    }

                    room -= word.Value.Length;
                    break;
                case Doc.Break { Flat: { } flat } when item.Flat:
                    room -= flat.Length;
                    break;
                case Doc.Break:
                    return !item.Flat;
                case Doc.Indented indented:
                    ahead.Push(item with { Doc = indented.Body });
                    break;
                case Doc.Grouped group:
                    ahead.Push(item with { Doc = group.Body });
                    break;
                case Doc.Row row:
                    for (var i = row.Parts.Length - 1; i >= 0; i--)
                    {
                        ahead.Push(item with { Doc = row.Parts[i] });
                    }

                    break;
            }
        }

        return false;
    }

    private static void TrimBlanks(StringBuilder output)
    {
        while (output.Length > 0 && output[^1] == ' ')
        {
            output.Length--;
        }
    }
}
