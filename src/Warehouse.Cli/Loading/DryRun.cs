using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Warehouse.Cli.Diagnostics;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Rendering;
using Warehouse.Execution.Runs;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Loading;

/// <summary>What a load would load.</summary>
internal static class DryRun
{
    public static async Task<int> ShowAsync(CommandContext context, LoadContext load, LoadOptions options, DiagnosticReport report, CancellationToken cancellationToken)
    {
        var now = context.Host.Clock.GetUtcNow().UtcDateTime;
        var plan = await BatchPlanner.PlanAsync(load, options, options.At ?? now, cancellationToken).ConfigureAwait(false);
        var refusals = plan.Batches.Select(b => b.Refusal).OfType<Diagnostic>().ToImmutableArray();
        if (context.Json)
        {
            context.WriteJson(new JsonObject { ["batches"] = new JsonArray([.. plan.Batches.Select(Json)]) });
        }
        else
        {
            var table = new TextTable([new("batch"), new("pipeline"), new("from")]);
            foreach (var batch in plan.Batches)
                table.Add(Moments.Of(batch), batch.Load.Pipeline, (batch.File?.Name ?? batch.Source) + (batch.Refusal is null ? "" : "  (refused)"));
            context.Host.Out.Write(plan.Batches.IsEmpty ? "nothing to load\n" : table.Write(context.Host.Width, context.ColourOut));
            if (!plan.Batches.IsEmpty)
                context.Say($"{Counted.Of(plan.Batches.Length, "batch")} would be loaded; nothing was");
            var told = plan.LeftOut.AddRange(refusals);
            if (!told.IsEmpty)
                context.Host.Error.Write(TextReport.Write(report with { Diagnostics = told }, context.ColourErrors));
        }

        return refusals.IsEmpty ? ExitCode.Done : ExitCode.Refused;
    }

    private static JsonObject Json(PendingBatch batch) => new()
    {
        ["pipeline"] = batch.Load.Pipeline,
        ["source"] = batch.Source,
        ["file"] = batch.File?.Name,
        ["mode"] = batch.Mode,
        ["batch_at"] = Moments.Iso(batch.BatchAt),
        ["refused"] = batch.Refusal?.Code,
    };
}
