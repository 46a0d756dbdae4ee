using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Rendering;
using Warehouse.Model.Diagnostics;
using Warehouse.Publishing.Generated;
using Warehouse.Sql.Dialects;

namespace Warehouse.Cli.Commands;

/// <summary>`generate`: the SQL of every engine as files, to be read, reviewed and run without the tool.</summary>
internal static class GenerateCommand
{
    private const string All = "all";

    public static CliCommand Create()
    {
        var engine = new Option<string[]>("--engine") { HelpName = "NAME…", Description = "For which engines (default: all).", AllowMultipleArgumentsPerToken = true };
        engine.CompletionSources.Add(_ => Engines.Names.Prepend(All).Select(n => new System.CommandLine.Completions.CompletionItem(n)));
        var output = new Option<string?>("--out")
        {
            HelpName = "DIR",
            Description = "Where the files go (default: generated/<project>/ beside the models folder that the project lies in, else generated/ in the project).",
        };
        var check = new Option<bool>("--check") { Description = "Write nothing; exit 6 when a file is missing, stale or orphaned." };
        return new CliCommand("generate", "DDL and load SQL per engine, as files.", "generate --project models/retail --engine all")
        {
            Options = { engine, output, check },
            Handler = (context, parsed, _) => Task.FromResult(Run(context, parsed.GetValue(engine) ?? [], parsed.GetValue(output), parsed.GetValue(check))),
        };
    }

    private static int Run(CommandContext context, string[] engines, string? output, bool check)
    {
        var dialects = Choose(engines);
        var project = OpenProject.ReadLoadable(context);
        context.Warn(project.Warnings);
        var sets = dialects.Select(d => ScriptSet.Write(project.Project, project.Loads, d)).ToList();
        var unwritable = sets.SelectMany(s => s.Unwritable).Select(Explain).Distinct().ToImmutableArray();
        if (!unwritable.IsEmpty)
            throw new CommandException(ExitCode.ModelHasErrors, project.Warnings with { Diagnostics = unwritable });

        var files = sets.SelectMany(s => s.Files).ToList();
        var folder = output is null ? DefaultFolder(project) : Path.GetFullPath(output, context.Host.Folder);
        // Without a choice of engines the folder is made up whole: the files of an engine that is gone are orphans too.
        var states = GeneratedFolder.Compare(folder, files, engines is [] or [All] ? [.. Engines.Names] : dialects.Select(d => d.Name));
        if (!check)
            GeneratedFolder.Write(folder, files, states);
        Show(context, folder, states, check);
        return check && states.Any(s => s.Status != FileStatus.Current) ? ExitCode.ChangesPending : ExitCode.Done;
    }

    private static List<Dialect> Choose(string[] engines)
    {
        if (engines is [] || engines.Contains(All))
            return [.. Dialects.All];
        foreach (var unknown in engines.Where(e => Dialects.Find(e) is null))
        {
            var nearest = Nearest.Of(unknown, Engines.Names);
            throw CommandException.Usage($"there is no engine `{unknown}`", nearest is null ? $"use {string.Join(", ", Engines.Names)} or {All}" : $"write `{nearest}`");
        }

        return [.. Dialects.All.Where(d => engines.Contains(d.Name))];
    }

    private static string DefaultFolder(LoadableProject project)
    {
        var folder = project.Folder.Path;
        var models = Path.GetDirectoryName(folder);
        return Path.GetFileName(models) == "models" && Path.GetDirectoryName(models) is { } repository
            ? Path.Combine(repository, "generated", project.Project.Name.Text)
            : Path.Combine(folder, "generated");
    }

    private static Diagnostic Explain(Unwritable unwritable) => CliRules.Unsupported.At(
        unwritable.Place, $"{unwritable.Reason.Construct} cannot be written for `{unwritable.Reason.Dialect}`", unwritable.Reason.Help);

    private static void Show(CommandContext context, string folder, ImmutableArray<FileState> states, bool check)
    {
        var changed = states.Where(s => s.Status != FileStatus.Current).ToList();
        if (context.Json)
        {
            context.WriteJson(new JsonObject
            {
                ["files"] = new JsonArray([.. states.Select(s => new JsonObject { ["path"] = s.Path, ["status"] = Word(s.Status, check) })]),
            });
            return;
        }

        foreach (var state in changed)
            context.Host.Out.WriteLine($"{Word(state.Status, check),-8} {state.Path}");
        var relative = Path.GetRelativePath(context.Host.Folder, folder).Replace('\\', '/');
        var shown = relative.StartsWith("../../", StringComparison.Ordinal) ? folder : relative;
        context.Say(changed.Count == 0
            ? $"{Counted.Of(states.Length, "file")} in {shown}, all up to date"
            : check
                ? $"{changed.Count} of {Counted.Of(states.Length, "file")} in {shown} {(changed.Count == 1 ? "is" : "are")} not what the model says: run `warehouse generate`"
                : $"{Counted.Of(states.Length, "file")} in {shown}, {changed.Count} of them changed");
    }

    private static string Word(FileStatus status, bool check) => (status, check) switch
    {
        (FileStatus.Current, _) => "current",
        (FileStatus.Missing, true) => "missing",
        (FileStatus.Stale, true) => "stale",
        (FileStatus.Orphaned, true) => "orphaned",
        (FileStatus.Orphaned, false) => "deleted",
        _ => "written",
    };
}
