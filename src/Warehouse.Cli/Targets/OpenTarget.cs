using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Execution.Lineage;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Sql.Dialects;

namespace Warehouse.Cli.Targets;

/// <summary>A target of the project, ready to be connected to.</summary>
internal sealed record OpenTarget(Target Target, Dialect Dialect, ISessionSource Sessions) : IAsyncDisposable
{
    /// <summary>How many batches may be loaded at once, as the target says.</summary>
    public int Threads { get; private init; } = 1;

    /// <summary>How lineage names its tables.</summary>
    public required DatasetPlace Datasets { get; init; }

    /// <summary>The target of `--target`, or the project's default one. Connects to nothing yet.</summary>
    /// <exception cref="EngineException">A setting is missing, or a secret is not where it is said to be.</exception>
    public static OpenTarget Open(CommandContext context, ProjectFolder folder, Project project, TimeSpan? lockTimeout = null)
    {
        var target = Choose(context.Target, project);
        var engine = Engines.Find(target.Engine.Text) ?? throw new CommandException(ExitCode.WrongUsage, CliRules.EngineNotExecutable.At(
            target.Engine.Span,
            $"target `{target.Name}`: SQL is written for `{target.Engine}`, but nothing here runs it yet",
            $"run what `warehouse generate --engine {target.Engine}` writes with the engine's own tools, or choose another target"));
        var secrets = new ProcessSecrets(folder, context.Host.Environment);
        var values = new TargetSettings(target, secrets);
        var settings = new SessionSettings(target, secrets, folder) { Clock = context.Host.Clock, StatementTimeout = values.FindDuration("statement_timeout") };
        if (lockTimeout is { } timeout)
            settings = settings with { LockTimeout = timeout };
        var threads = values.FindInteger("threads") ?? 1;
        if (threads < 1)
            throw new EngineException(EngineFailure.SettingsUnusable, $"target `{target.Name}`: `threads` is at least 1");
        return new(target, Dialects.Find(target.Engine.Text)!, engine.Open(settings)) { Threads = threads, Datasets = engine.Datasets(settings) };
    }

    public static Target Choose(string? name, Project project)
    {
        if (name is null && project.DefaultTarget is null && project.Targets.Length == 1)
            return project.Targets[0];
        var wanted = name ?? project.DefaultTarget?.Text ?? throw CommandException.Usage("the project has no default target", "give `--target`, or `default_target:` in warehouse.yml");
        var names = project.Targets.Select(t => t.Name.Text).ToList();
        return project.Targets.FirstOrDefault(t => t.Name.Text == wanted) ?? throw new CommandException(ExitCode.WrongUsage, CliRules.UnknownTarget.At(
            SourceSpan.None,
            $"the project has no target `{wanted}`",
            Nearest.Of(wanted, names) is { } nearest ? $"use `--target {nearest}`" : $"use one of {string.Join(", ", names.Select(n => $"`{n}`"))}"));
    }

    public ValueTask DisposeAsync() => Sessions.DisposeAsync();
}
