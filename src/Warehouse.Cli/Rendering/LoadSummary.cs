using System.Globalization;
using System.Text;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.Planning.Tables;

namespace Warehouse.Cli.Rendering;

/// <summary>What a load has changed, batch by batch and in all.</summary>
internal static class LoadSummary
{
    /// <summary>A column of the table: its head, and the counts that it adds up.</summary>
    private sealed record Figure(string Head, params string[] Counts)
    {
        public long Of(RowCounts counts) => Counts.Sum(c => counts[c]);
    }

    private static readonly string[] NoCell = [""];

    /// <summary>What a narrow line has room for.</summary>
    private static readonly Figure[] Narrow =
    [
        new("read", LoadCounts.Read),
        new("rejected", LoadCounts.Rejected),
        new("new", LoadCounts.NewMembers, LoadCounts.Inserted),
        new("versions", LoadCounts.NewVersions),
        new("changed", LoadCounts.Overwritten, LoadCounts.Corrected, LoadCounts.Updated),
        new("deleted", LoadCounts.Deleted),
    ];

    /// <summary>Everything that is counted, in the ledger's order.</summary>
    private static readonly Figure[] Wide = [.. LoadCounts.Names.Select(n => new Figure(n.Replace('_', ' '), n))];

    public static string Write(LoadResult result, int width, bool colour)
    {
        if (result.Error is not null)
            return "";
        if (result.Batches.IsEmpty)
            return "nothing to load: all that the sources have is loaded\n";
        var counted = result.Batches.Where(b => b.Result.Status == BatchStatus.Committed).Select(b => b.Result.Counts).ToList();
        var total = counted.Aggregate(RowCounts.Zero, (sum, counts) => sum.Plus(counts));
        var table = Table(result, Wide, total);
        if (table.NaturalWidth > width)
            table = Table(result, Narrow, total);
        var text = new StringBuilder(table.Write(width, colour));
        AppendRejects(text, result, width, colour);
        text.Append(Ending(result, total)).Append('\n');
        return text.ToString();
    }

    private static TextTable Table(LoadResult result, Figure[] figures, RowCounts total)
    {
        // What never happened needs no column.
        var shown = figures.Where(f => f.Counts[0] == LoadCounts.Read || f.Of(total) > 0).ToList();
        var table = new TextTable([new("batch"), new("pipeline", Whole: true), .. shown.Select(f => new TextColumn(f.Head, Right: true)), .. Failures(result) ? new[] { new TextColumn("") } : []]);
        string? day = null;
        foreach (var batch in result.Batches)
        {
            var when = Moments.Of(batch.Batch);
            table.Add([when == day ? "" : when, batch.Batch.Load.Pipeline, .. Cells(batch, shown), .. Failures(result) ? new[] { Word(batch) } : []]);
            day = when;
        }

        table.AddRule();
        table.Add(["total", "", .. shown.Select(f => Moments.Number(f.Of(total))), .. Failures(result) ? NoCell : []]);
        return table;
    }

    private static IEnumerable<string> Cells(BatchOutcome batch, List<Figure> figures) => figures.Select(f =>
        batch.Result.Status != BatchStatus.Committed ? "" : f.Of(batch.Result.Counts) is var n and > 0 ? Moments.Number(n) : "·");

    private static bool Failures(LoadResult result) => result.Batches.Any(b => b.Result.Status != BatchStatus.Committed);

    private static string Word(BatchOutcome batch) => batch.Result.Status == BatchStatus.Committed ? "" : LoadJson.Word(batch.Result.Status);

    private static void AppendRejects(StringBuilder text, LoadResult result, int width, bool colour)
    {
        var rejects = result.Batches.SelectMany(b => b.Result.Rejects.Select(r => (Batch: b.Batch, Reject: r))).ToList();
        if (rejects.Count == 0)
            return;
        text.Append("\nrejected, and kept whole in _warehouse.rejected_row:\n");
        var table = new TextTable([new("batch", Whole: true), new("pipeline", Whole: true), new("rows", Right: true), new("code", Whole: true), new("reason")]);
        foreach (var (batch, reject) in rejects)
            table.Add(Moments.Of(batch), batch.Load.Pipeline, Moments.Number(reject.Rows), reject.Code, reject.Samples.IsEmpty ? "" : reject.Samples[0].Reason);
        text.Append(table.Write(width, colour));
    }

    private static string Ending(LoadResult result, RowCounts total)
    {
        var committed = result.Batches.Count(b => b.Result.Status == BatchStatus.Committed);
        var others = result.Batches.Where(b => b.Result.Status != BatchStatus.Committed).GroupBy(b => LoadJson.Word(b.Result.Status)).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $", {g.Count()} {g.Key}"));
        return $"\n{Counted.Of(committed, "batch")} loaded{string.Concat(others)}: {Counted.Of(total[LoadCounts.Read], "row")} read, {Moments.Number(total[LoadCounts.Rejected])} rejected, in {Moments.Seconds(result.Duration)}";
    }
}
