using System.Collections.Immutable;
using Warehouse.Cli.Diagnostics;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Rendering;
using Warehouse.Cli.Targets;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Lowerings;

namespace Warehouse.Cli.Testing;

/// <summary>Runs a test of the model on a database of its own, or on a target in schemas of its own, through the planner, the compiler and the runner that loads go through.</summary>
internal sealed class ModelTestRunner(CommandContext context, ProjectFolder folder, Project project)
{
    private readonly Project _project = GivenSources.Redirect(project);

    public async Task<TestOutcome> RunAsync(ModelTest test, CancellationToken cancellationToken)
    {
        var loads = Needed(test);
        if (context.Target is null)
            return await RunAsync(test, loads, InMemory(), s => s, cancellationToken).ConfigureAwait(false);
        var target = OpenTarget.Open(context, folder, project);
        var schemas = new TestSchemas(loads, test.Name.Text, context.Host.Clock);
        return await RunAsync(test, loads, target with { Dialect = target.Dialect.InSchemas(schemas.Of) }, schemas.Of, cancellationToken, schemas).ConfigureAwait(false);
    }

    /// <summary>What the test looks at and what it gives, with all that these build on: the rest of the model has no part in it.</summary>
    private ImmutableArray<PipelineLoad> Needed(ModelTest test) => NeededLoads.Of(
        _project,
        test.Steps.SelectMany(s => s.Expect).Select(e => e.Of.Text).Append(test.Target.Text).ToHashSet(StringComparer.Ordinal),
        test.Steps.SelectMany(s => s.Given).Select(g => g.Of.Text).ToHashSet(StringComparer.Ordinal));

    private async Task<TestOutcome> RunAsync(
        ModelTest test, ImmutableArray<PipelineLoad> loads, OpenTarget on, Func<string, string> rename, CancellationToken cancellationToken, TestSchemas? schemas = null)
    {
        var given = new GivenSources();
        await using var target = on with { Sessions = new GivenSessionSource(on.Sessions, on.Dialect, given, rename) };
        try
        {
            // A test looks at tables alone.
            var wanted = new LoadableProject(folder, _project, loads, new([], _ => null)) { Views = [] };
            var plan = await PlannedChanges.ComputeAsync(wanted, target, cancellationToken).ConfigureAwait(false);
            await plan.ApplyAsync(target, _ => { }, cancellationToken).ConfigureAwait(false);
            for (var step = 1; step <= test.Steps.Length; step++)
            {
                if (await StepAsync(test, step, loads, given, target, cancellationToken).ConfigureAwait(false) is { } problem)
                    return new(test.Name.Text, step, problem);
            }

            return new(test.Name.Text, null, null);
        }
        finally
        {
            if (schemas is not null)
                await schemas.DropAsync(on.Sessions, context).ConfigureAwait(false);
        }
    }

    private async Task<string?> StepAsync(ModelTest test, int number, ImmutableArray<PipelineLoad> loads, GivenSources given, OpenTarget target, CancellationToken cancellationToken)
    {
        var step = test.Steps[number - 1];
        given.Clear();
        foreach (var rows in step.Given)
            given.Give(number, rows, loads);
        var named = step.Given.Select(g => g.Of).ToHashSet();
        // A calendar or clock has no source and is there from the first step on.
        var chosen = loads.Where(l => l.IsComputed || (l.Reads is { } read && named.Contains(read.Source.Name))).ToImmutableArray();
        var load = new LoadContext(_project, chosen, target.Target, target.Dialect, target.Sessions, given) { Clock = context.Host.Clock };
        var options = new LoadOptions { At = step.At.UtcDateTime, Batches = new BatchOptions { Retries = 0 } };
        var result = await new LoadRun(load, options, null).RunAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var errors = result.Batches.Select(b => b.Result.Error).Append(result.Error).OfType<Diagnostic>().ToList();
        if (step.ExpectError is { } expected)
            return Refused(expected, errors) ?? Beside(result);
        if (errors.Count > 0)
            return $"the load was refused\n{string.Concat(errors.Select(e => TextReport.Write(new([e], _ => null), e)))}".TrimEnd('\n');
        var rejected = result.Batches.Sum(b => b.Result.Counts[LoadCounts.Rejected]);
        if (step.Rejected is { } rejects && rejects != rejected)
            return $"{Counted.Of(rejected, "row was", "rows were")} rejected, and {Counted.Of(rejects, "was", "were")} expected{Reasons(result)}";
        return await CompareAsync(step, loads, target, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string?> CompareAsync(TestStep step, ImmutableArray<PipelineLoad> loads, OpenTarget target, CancellationToken cancellationToken)
    {
        await using var session = await target.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        var problems = new List<string>();
        foreach (var expected in step.Expect)
        {
            var load = loads.First(l => l.ModelName == expected.Of.Text);
            if (await RowComparison.OfAsync(load, expected, session, target.Dialect, DiffWidth, cancellationToken).ConfigureAwait(false) is { } problem)
                problems.Add(problem);
        }

        return problems.Count == 0 ? null : string.Join('\n', problems);
    }

    private static string? Refused(string expected, List<Diagnostic> errors) => errors switch
    {
        [] => $"the load was accepted, and {(expected == "*" ? "an error" : expected)} was expected",
        _ when expected == "*" || errors.Any(e => e.Code == expected) => null,
        _ => $"the load was refused with {string.Join(", ", errors.Select(e => $"{e.Code} ({e.Message})"))}, and {expected} was expected",
    };

    /// <summary>A calendar or clock has no source: it is there from the first step on, whatever the step.</summary>
    private static string? Beside(LoadResult result) =>
        result.Batches.FirstOrDefault(b => b.Result.Status == BatchStatus.Committed && !b.Batch.Load.IsComputed)?.Batch.Load.Pipeline is { } loaded
            ? $"`{loaded}` was loaded in the step that is to change nothing; give it in a step of its own"
            : null;

    /// <summary>Room for rows under what the command writes before them; the same for programs everywhere.</summary>
    private int DiffWidth => (context.Json ? 80 : context.Host.Width) - 2;

    private static string Reasons(LoadResult result) => string.Concat(result.Batches.SelectMany(b => b.Result.Rejects.SelectMany(r => r.Samples.Select(s =>
        $"\n    {b.Batch.Load.Pipeline}: {r.Code}, {s.Reason}: {s.Payload}"))));

    private OpenTarget InMemory()
    {
        var target = new Target(new("test", SourceSpan.None), new(Engines.Embedded, SourceSpan.None), [new(new("database", SourceSpan.None), new SettingValue.Text(Engines.InMemory, SourceSpan.None))]);
        var settings = new SessionSettings(target, new ProcessSecrets(folder, context.Host.Environment), folder) { Clock = context.Host.Clock };
        var engine = Engines.Find(Engines.Embedded)!;
        return new(target, Dialects.Find(Engines.Embedded)!, engine.Open(settings)) { Datasets = engine.Datasets(settings) };
    }
}
