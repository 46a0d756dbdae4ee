using System.CommandLine;
using System.Text.Json.Nodes;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Targets;
using Warehouse.Cli.Testing;
using Warehouse.Model.Star;

namespace Warehouse.Cli.Commands;

/// <summary>`test`: the tests of the model.</summary>
internal static class TestCommand
{
    public static CliCommand Create()
    {
        var paths = new Argument<string[]>("path") { HelpName = "PATH", Description = "Files or folders whose tests are run (default: all).", Arity = ArgumentArity.ZeroOrMore };
        var filter = new Option<string?>("--filter") { HelpName = "TEXT", Description = "Only tests whose name holds this." };
        return new CliCommand("test", "Runs the tests of the model, in memory or in schemas of their own on a target.", "test --project models/retail --filter deleted\ntest --project models/retail --target pg")
        {
            Arguments = { paths },
            Options = { filter },
            Handler = (context, parsed, cancel) => RunAsync(context, parsed.GetValue(paths) ?? [], parsed.GetValue(filter), cancel),
        };
    }

    private static async Task<int> RunAsync(CommandContext context, string[] paths, string? filter, CancellationToken cancellationToken)
    {
        var project = OpenProject.ReadLoadable(context);
        if (context.Target is { } name)
            OpenTarget.Choose(name, project.Project);
        var tests = Choose(context, project, paths, filter);
        var runner = new ModelTestRunner(context, project.Folder, project.Project);
        var outcomes = new List<TestOutcome>();
        foreach (var test in tests)
        {
            var outcome = await runner.RunAsync(test, cancellationToken).ConfigureAwait(false);
            outcomes.Add(outcome);
            if (!context.Json)
                Show(context, test, outcome);
        }

        var failed = outcomes.Count(o => !o.Ok);
        if (context.Json)
            context.WriteJson(Json(outcomes));
        else
            context.Host.Out.WriteLine(outcomes.Count == 0 ? "no tests" : $"{outcomes.Count - failed} passed, {failed} failed");
        return failed == 0 ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static List<ModelTest> Choose(CommandContext context, LoadableProject project, string[] paths, string? filter)
    {
        var wanted = paths.Select(p => Path.GetFullPath(p, context.Host.Folder)).ToList();
        var missing = wanted.Select((full, i) => (full, Given: paths[i])).FirstOrDefault(p => !Path.Exists(p.full)).Given;
        if (missing is not null)
            throw CommandException.Usage($"there is no `{missing}`", "name files or folders of the project");
        return
        [
            .. project.Project.Tests
                .Where(t => wanted.Count == 0 || wanted.Any(w => IsIn(project.Folder.FullPath(t.Name.Span.File), w)))
                .Where(t => filter is null || t.Name.Text.Contains(filter, StringComparison.OrdinalIgnoreCase)),
        ];
    }

    private static bool IsIn(string file, string path) => file == path || file.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static void Show(CommandContext context, ModelTest test, TestOutcome outcome)
    {
        if (outcome.Ok)
        {
            if (!context.Quiet)
                context.Host.Out.WriteLine($"pass  {outcome.Name}");
            return;
        }

        var place = test.Steps[outcome.Step!.Value - 1].Span;
        var head = $"FAIL  {outcome.Name}, step {outcome.Step} ({place.File}:{place.Line})";
        context.Host.Out.WriteLine(context.ColourOut ? $"\u001b[1;31m{head}\u001b[0m" : head);
        foreach (var line in outcome.Message!.Split('\n'))
            context.Host.Out.WriteLine($"  {line}".TrimEnd());
    }

    private static JsonObject Json(List<TestOutcome> outcomes) => new()
    {
        ["passed"] = outcomes.Count(o => o.Ok),
        ["failed"] = outcomes.Count(o => !o.Ok),
        ["tests"] = new JsonArray([.. outcomes.Select(o => new JsonObject { ["name"] = o.Name, ["ok"] = o.Ok, ["step"] = o.Step, ["message"] = o.Message })]),
    };
}
