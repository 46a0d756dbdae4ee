using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Rendering;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;

namespace Warehouse.Cli.Targets;

/// <summary>One thing that `doctor` looked at.</summary>
/// <param name="IsNeeded">What the command needs; the rest is told and harms nothing.</param>
internal sealed record Finding(string Subject, bool Ok, string State, string? Advice = null, bool IsNeeded = true);

/// <summary>Looks at the installation, the project and its targets.</summary>
internal sealed class Examination(CommandContext context)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<ImmutableArray<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        findings.Add(new("warehouse", true, $"{ToolVersion.Text}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"));
        findings.AddRange(Engines.Names.Select(name => new Finding($"engine {name}", true, Engines.IsExecutable(name) ? "runs loads" : "writes SQL; nothing here runs it yet")));
        OpenProject open;
        try
        {
            open = OpenProject.Read(context);
        }
        catch (CommandException e)
        {
            findings.Add(new("project", false, e.Report.Diagnostics[0].Message, e.Report.Diagnostics[0].Help));
            return findings.ToImmutable();
        }

        findings.Add(open.Report.HasErrors
            ? new("project", false, Counted.Of(open.Report.Errors, "error"), "see `warehouse validate`")
            : new("project", true, $"{open.Project!.Name}: {Counted.Of(open.Project.Dimensions.Length, "dimension")}, {Counted.Of(open.Project.Facts.Length, "fact")}, {Counted.Of(open.Project.Tests.Length, "test")}"));
        if (open.Project is null)
            return findings.ToImmutable();
        var loads = open.Report.HasErrors || Loadability.Check(open.Project).Any(d => d.IsError) ? [] : LoadPlanner.Plan(open.Project);
        var chosen = open.Project.Targets.IsEmpty ? null : OpenTarget.Choose(context.Target, open.Project);
        foreach (var target in open.Project.Targets)
            findings.Add(await TargetAsync(open, target, loads, target == chosen, cancellationToken).ConfigureAwait(false));
        return findings.ToImmutable();
    }

    private async Task<Finding> TargetAsync(OpenProject open, Target target, ImmutableArray<PipelineLoad> loads, bool isChosen, CancellationToken cancellationToken)
    {
        var subject = $"target {target.Name}{(isChosen ? " (chosen)" : "")}";
        if (Engines.Find(target.Engine.Text) is null)
            return new(subject, false, $"nothing here runs `{target.Engine}`", $"use the scripts of `warehouse generate --engine {target.Engine}`", isChosen);
        try
        {
            await using var to = OpenTarget.Open(context with { Target = target.Name.Text }, open.Folder, open.Project!, Patience);
            await using var session = await to.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
            var version = (await session.QueryAsync(new SqlCommandText("SELECT version()"), cancellationToken).ConfigureAwait(false)).Scalar as string ?? "";
            var schema = await session.SchemaExistsAsync(StateTables.Schema, cancellationToken).ConfigureAwait(false);
            var plan = loads.IsEmpty ? null : await PlannedChanges.ComputeAsync(new(open.Folder, open.Project!, loads, open.Report), to, cancellationToken).ConfigureAwait(false);
            var state = plan switch
            {
                null => "reached",
                { Differences.IsEmpty: false } => $"reached; {Counted.Of(plan.Differences.Length, "difference")} from the model",
                { Steps.IsEmpty: true } => "reached; has all that the model asks for",
                _ => schema ? $"reached; lacks {Counted.Of(plan.Steps.Length, "thing")}" : "reached; empty",
            };
            return new(subject, true, $"{target.Engine} {Short(version)}: {state}", plan is { Steps.IsEmpty: false } or { Differences.IsEmpty: false } ? "see `warehouse plan`" : null, isChosen);
        }
        catch (EngineException e)
        {
            return new(subject, false, e.Message, e.Failure == EngineFailure.ConnectionFailed ? "check the target's settings, and start its server" : EngineProblems.Explain(e).Diagnostic.Help, isChosen);
        }
    }

    private static string Short(string version) => version.Split(" on ", 2)[0].Replace("PostgreSQL ", "", StringComparison.Ordinal);
}
