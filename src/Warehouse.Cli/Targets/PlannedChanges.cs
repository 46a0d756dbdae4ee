using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Compilation.Migrations;
using Warehouse.Compilation.Views;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Migrations;
using Warehouse.Planning.Views;
using Warehouse.Sql;

namespace Warehouse.Cli.Targets;

/// <summary>What `apply` would do to a target, and what it cannot do yet.</summary>
internal sealed record PlannedChanges(string TargetName, string Engine, ImmutableArray<MigrationStatements> Steps, ImmutableArray<Diagnostic> Differences)
{
    /// <summary>SHA-256 over the engine and every statement: the same plan has the same.</summary>
    public string Hash { get; } = HashOf(Engine, Steps.SelectMany(s => s.Sql));

    /// <summary>Whether the tables of a pipeline are not there yet.</summary>
    public bool Makes(PipelineLoad load) => Steps.Any(s => s.Step.Object == $"{load.Tables[0].Schema}.{load.Tables[0].Name}");

    public static string HashOf(string engine, IEnumerable<string> statements) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', statements.Prepend(engine)))));

    public static async Task<PlannedChanges> ComputeAsync(LoadableProject project, OpenTarget target, CancellationToken cancellationToken)
    {
        await using var session = await target.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        var catalogue = await CatalogueReader.ReadAsync(session, target.Dialect, project, cancellationToken).ConfigureAwait(false);
        try
        {
            var views = new WantedViews(project.Project.Name.Text, [.. project.Views.Select(v => ViewCompiler.Wanted(v, target.Dialect))]);
            var plan = MigrationPlanner.Plan(project.Loads, views, catalogue);
            return new(target.Target.Name.Text, target.Dialect.Name, MigrationCompiler.Compile(plan, target.Dialect), plan.Differences);
        }
        catch (UnsupportedException e)
        {
            throw new CommandException(ExitCode.ModelHasErrors, CliRules.Unsupported.At(SourceSpan.None, e.Message, e.Help));
        }
    }

    /// <summary>Does it: every statement may be run again, so a run that was stopped is simply run again.</summary>
    public async Task ApplyAsync(OpenTarget target, Action<MigrationStatements> told, CancellationToken cancellationToken)
    {
        await using var session = await target.Sessions.OpenAsync(cancellationToken).ConfigureAwait(false);
        foreach (var step in Steps)
        {
            told(step);
            foreach (var sql in step.Sql)
                await session.ExecuteAsync(new SqlCommandText(sql), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops the command where the target differs in a way that cannot be mended yet.</summary>
    public void RefuseDifferences(LoadableProject project)
    {
        if (!Differences.IsEmpty)
            throw new CommandException(ExitCode.Refused, project.Warnings with { Diagnostics = Differences });
    }
}
