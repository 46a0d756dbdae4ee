using System.Text.Json.Nodes;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Rendering;
using Warehouse.Cli.Targets;

namespace Warehouse.Cli.Commands;

/// <summary>`status`: how far each pipeline has come, and what waits.</summary>
internal static class StatusCommand
{
    public static CliCommand Create() => new("status", "How far each pipeline has come, what was rejected, and what waits to be loaded.", "status --project models/retail")
    {
        Handler = (context, _, cancel) => RunAsync(context, cancel),
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var project = OpenProject.ReadLoadable(context);
        await using var target = OpenTarget.Open(context, project.Folder, project.Project);
        var statuses = await PipelineStatus.ReadAsync(context, project, target, cancellationToken).ConfigureAwait(false);
        if (context.Json)
        {
            context.WriteJson(new JsonObject { ["target"] = target.Target.Name.Text, ["pipelines"] = new JsonArray([.. statuses.Select(Json)]) });
            return ExitCode.Done;
        }

        var table = Table(statuses, withFiles: true);
        // A date is never cut: where there is no room for all, the batch's time tells its file.
        if (table.NaturalWidth > context.Host.Width)
            table = Table(statuses, withFiles: false);
        context.Host.Out.Write(table.Write(context.Host.Width, context.ColourOut));
        var pending = statuses.Sum(s => s.Pending);
        foreach (var late in statuses.Where(s => s.Age.Problem is not null))
            context.Host.Out.WriteLine($"{late.Pipeline}: `{late.Source}` is {(late.Age.State == FreshnessState.Late ? "late" : "too old")}, {late.Age.Problem}");
        context.Say(pending == 0 ? "nothing waits to be loaded" : $"{Counted.Of(pending, "batch waits", "batches wait")}: `warehouse load`");
        return ExitCode.Done;
    }

    private static TextTable Table(IReadOnlyList<PipelineStatus> statuses, bool withFiles)
    {
        var table = new TextTable(
        [
            new("pipeline", Whole: true), new("last batch", Whole: true), .. withFiles ? new[] { new TextColumn("from") } : [], new("committed", Whole: true),
            new("read", Right: true), new("batches", Right: true), new("rejected", Right: true), new("pending", Right: true),
        ]);
        foreach (var s in statuses)
        {
            var from = FileName(s.LastFile) ?? (s.Watermark is { } hi ? $"up to {Moments.Short(hi)}" : s.WatermarkNumber is { } number ? $"up to {Moments.Number(number)}" : s.Source ?? "");
            table.Add(
            [
                s.Pipeline, s is { LastFile: null, Watermark: null, WatermarkNumber: null } ? "" : Time(s.LastBatchAt), .. withFiles ? new[] { from } : [], Time(s.LastCommittedAt),
                s.LastBatchId is null ? "" : Moments.Number(s.LastRead), Moments.Number(s.Batches), Moments.Number(s.RejectedRows), Moments.Number(s.Pending),
            ]);
        }

        return table;
    }

    private static string? FileName(string? path) => path?[(path.LastIndexOf('/') + 1)..];

    private static string Time(DateTime? time) => time is { } t ? Moments.Short(t) : "never";

    private static JsonObject Json(PipelineStatus s) => new()
    {
        ["pipeline"] = s.Pipeline,
        ["source"] = s.Source,
        ["watermark"] = s.Watermark is { } hi ? Moments.Iso(hi) : s.WatermarkNumber is { } number ? JsonValue.Create(number) : null,
        ["last_file"] = s.LastFile,
        ["last_batch"] = s.LastBatchId is null ? null : new JsonObject
        {
            ["batch_id"] = s.LastBatchId,
            ["batch_at"] = Moments.Iso(s.LastBatchAt!.Value),
            ["committed_at"] = Moments.Iso(s.LastCommittedAt!.Value),
            ["read"] = s.LastRead,
        },
        ["batches"] = s.Batches,
        ["rejected_rows"] = s.RejectedRows,
        ["pending"] = s.Pending,
        ["freshness"] = s.Age.Limits is null ? null : new JsonObject
        {
            ["state"] = s.Age.State switch
            {
                FreshnessState.Fresh => "fresh",
                FreshnessState.Late => "late",
                _ => "too_old",
            },
            ["newest"] = s.Age.Newest is { } newest ? Moments.Iso(newest) : null,
        },
    };
}
