using System.Globalization;
using System.Text;
using Warehouse.Cli.Targets;

namespace Warehouse.Cli.Rendering;

/// <summary>What a target tells of its loading, for an operator: a row a pipeline, what is wrong and why, the last runs, and what to type next.</summary>
internal sealed class StatusText(TargetStatus status, int width, bool colour)
{
    /// <summary>The columns that are left out, more and more of them.</summary>
    private static readonly string[] Narrower = ["", "from", "from read", "from read batches", "from read batches committed"];

    private readonly StringBuilder _text = new();

    public string Write()
    {
        _text.Append(Pipelines());
        Troubles();
        Late();
        Rejected();
        Held();
        Drift();
        Runs();
        Next();
        return _text.ToString();
    }

    /// <summary>As many columns as there is room for; a date is never cut.</summary>
    private string Pipelines()
    {
        var tables = Narrower.Select(without => Table(without.Split(' '))).ToList();
        return (tables.Find(t => width == 0 || t.NaturalWidth <= width) ?? tables[^1]).Write(width, colour);
    }

    private TextTable Table(string[] without)
    {
        (TextColumn Column, Func<PipelineStatus, string> Cell)[] columns =
        [
            (new("pipeline", Whole: true), s => s.Pipeline),
            (new("state", Whole: true), s => s.State),
            (new("last batch", Whole: true), s => s is { LastFile: null, Watermark: null, WatermarkNumber: null } ? "" : Time(s.LastBatchAt)),
            (new("from"), From),
            (new("committed", Whole: true), s => Time(s.LastCommittedAt)),
            (new("read", Right: true), s => s.LastBatchId is null ? "" : Moments.Number(s.LastRead)),
            (new("batches", Right: true), s => Moments.Number(s.Batches)),
            (new("rejected", Right: true), s => Moments.Number(s.RejectedRows)),
            (new("pending", Right: true), s => Moments.Number(s.Pending)),
        ];
        var shown = columns.Where(c => !without.Contains(c.Column.Name)).ToList();
        var table = new TextTable([.. shown.Select(c => c.Column)]);
        foreach (var pipeline in status.Pipelines)
            table.Add([.. shown.Select(c => c.Cell(pipeline))]);
        return table;
    }

    private void Troubles()
    {
        foreach (var pipeline in status.Pipelines.Where(p => p.Trouble is { Waits: false }))
        {
            var trouble = pipeline.Trouble!;
            var met = trouble.At is { } at ? $", {Moments.Age(status.Now - at)} ago{(trouble.Attempts > 1 ? $", tried {Counted.Of(trouble.Attempts, "time")}" : "")}" : "";
            Head($"{pipeline.Pipeline}: {trouble.State} at {trouble.Batch}{met}");
            Line($"  {trouble.Code} {trouble.Message}");
            if (trouble.Help is { } help)
                Line($"  help: {help}");
        }

        var waiting = status.Pipelines.Where(p => p.Trouble is { Waits: true }).Select(p => p.Pipeline).ToList();
        if (waiting.Count > 0)
            Head($"{string.Join(", ", waiting)}: {(waiting.Count == 1 ? "waits" : "wait")} for what has failed, and {(waiting.Count == 1 ? "goes" : "go")} on with it");
    }

    private void Late()
    {
        var late = status.Pipelines.Where(p => p.Age.Problem is not null).ToList();
        if (late.Count > 0)
            Head("sources that are late");
        foreach (var pipeline in late)
            Line($"  {pipeline.Pipeline}: `{pipeline.Source}` is {(pipeline.Age.State == FreshnessState.Late ? "late" : "too old")}, {pipeline.Age.Problem}");
    }

    private void Rejected()
    {
        if (status.Rejected.IsEmpty)
            return;
        Head("rows that were rejected, kept whole in _warehouse.rejected_row");
        foreach (var rows in status.Rejected)
            Line($"  {rows.Pipeline}: {Counted.Of(rows.Rows, "row")} {rows.Code}, {rows.Reason}");
    }

    private void Held()
    {
        if (!status.Held.IsEmpty)
            Head("facts that wait for their members");
        foreach (var rows in status.Held)
            Line($"  {rows.Pipeline}: {Counted.Of(rows.Rows, "row")}");
    }

    private void Drift()
    {
        if (!status.Changes.Steps.IsEmpty)
            Head($"the target lacks {Counted.Of(status.Changes.Steps.Length, "table or view", "tables and views")} that the model asks for");
        if (!status.Changes.Differences.IsEmpty)
            Head($"the target differs from the model in {Counted.Of(status.Changes.Differences.Length, "place")}");
    }

    private void Runs()
    {
        if (status.Runs.IsEmpty)
            return;
        Head("last runs");
        foreach (var run in status.Runs)
        {
            var took = run.EndedAt is { } ended ? Moments.Seconds(ended - run.StartedAt) : $"no sign of life for {Moments.Age(status.Now - run.SeenAt)}: it runs still, or was killed";
            var batches = run.Ended.IsEmpty ? run.Batches == 0 ? "nothing to load" : "no batch ended" : string.Join(", ", run.Ended.Select(e => $"{Moments.Number(e.Count)} {e.Status}"));
            Line($"  {run.StartedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}  {run.Status}: {batches}; {took}  ({run.Command})");
            if (run.Code is { } code)
                Line($"    {code} {run.Message}");
        }
    }

    private void Next()
    {
        var orders = new NextOrders(status).ToList();
        if (orders.Count > 0)
            Head("next");
        foreach (var (command, because) in orders)
            Line(width == 0 || command.Length + because.Length + 6 <= width ? $"  {command}  # {because}" : $"  {command}\n      # {because}");
    }

    private void Head(string text) => _text.Append('\n').Append(colour ? $"\u001b[1m{TextTable.Clean(text)}\u001b[0m" : TextTable.Clean(text)).Append('\n');

    private void Line(string text) => _text.Append(string.Join('\n', text.Split('\n').Select(TextTable.Clean))).Append('\n');

    private static string From(PipelineStatus s) => s.LastFile is { } path ? path[(path.LastIndexOf('/') + 1)..]
        : s.Watermark is { } hi ? $"up to {Moments.Short(hi)}"
        : s.WatermarkNumber is { } number ? $"up to {Moments.Number(number)}" : s.Source ?? "";

    private static string Time(DateTime? time) => time is { } t ? Moments.Short(t) : "never";
}
