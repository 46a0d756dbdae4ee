using System.Globalization;
using Warehouse.Cli.Rendering;

namespace Warehouse.Cli.Loading;

/// <summary>One picture of the live table: as high as the one before it, and no wider or higher than the terminal.</summary>
internal static class LiveFrame
{
    public const string Batches = "batches";

    public const string Read = "rows";

    public const string Versions = "versions";

    public const string Rejected = "rejected";

    public const string Rate = "rows/s";

    public const string Elapsed = "elapsed";

    private const string Pipeline = "pipeline";

    /// <summary>The head, the rule under it, what is being done, and the line on which the cursor stands.</summary>
    private const int OtherLines = 4;

    /// <summary>The columns from the left.</summary>
    private static readonly string[] Heads = [Pipeline, Batches, Read, Versions, Rejected, Rate, Elapsed];

    /// <summary>What a narrow terminal does without, first to go first.</summary>
    private static readonly string[] Dispensable = [Rate, Versions, Read, Rejected];

    public static string Write(IReadOnlyList<LiveRow> rows, string doing, DateTime now, int width, int height)
    {
        // What ends in the last column makes some terminals begin another line.
        var room = width - 1;
        var (shown, more) = Fitting(rows, Math.Max(1, height - OtherLines));
        var table = Table(shown, Heads, now);
        foreach (var dispensable in Enumerable.Range(1, Dispensable.Length).TakeWhile(_ => Widest(table, room) > room))
            table = Table(shown, Heads.Except(Dispensable.Take(dispensable)), now);
        var lines = table.Write(room, colour: false) + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $"… and {more} more\n") : "");
        return string.Join('\n', (lines + doing).Split('\n').Select(l => l.Length <= room ? l : l[..(room - 1)] + "…"));
    }

    private static (IReadOnlyList<LiveRow> Shown, int More) Fitting(IReadOnlyList<LiveRow> rows, int room)
    {
        if (rows.Count <= room)
            return (rows, 0);
        var kept = rows.OrderBy(r => r.Rank).Take(Math.Max(1, room - 1)).ToHashSet();
        return ([.. rows.Where(kept.Contains)], rows.Count - kept.Count);
    }

    private static TextTable Table(IReadOnlyList<LiveRow> rows, IEnumerable<string> heads, DateTime now)
    {
        var columns = heads.ToList();
        var table = new TextTable([.. columns.Select(h => new TextColumn(h, Right: h != Pipeline))]);
        foreach (var row in rows)
            table.Add([.. columns.Select(h => row.Cell(h, now))]);
        return table;
    }

    private static int Widest(TextTable table, int width) => table.Write(width, colour: false).Split('\n').Max(l => l.Length);
}
