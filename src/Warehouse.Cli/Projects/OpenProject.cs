using System.Collections.Immutable;
using Warehouse.Cli.Diagnostics;
using Warehouse.Cli.Hosting;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Views;
using Warehouse.Yaml;

namespace Warehouse.Cli.Projects;

/// <summary>A project that was read and checked.</summary>
internal sealed record OpenProject(ProjectFolder Folder, Project? Project, DiagnosticReport Report)
{
    /// <summary>Reads and checks; all problems are in the report.</summary>
    public static OpenProject Read(CommandContext context)
    {
        var folder = ProjectFolder.Find(context);
        var read = ProjectReader.Read(folder.Path);
        var report = DiagnosticReport.Of(read) with { Folder = folder.Shown };
        var engines = read.Project is null ? [] : EngineChecks.Run(read.Project);
        return new(folder, read.Project, report with { Diagnostics = [.. report.Diagnostics, .. engines, .. report.HasErrors ? [] : OfViews(read.Project!)] });
    }

    /// <summary>What only planning can tell: views follow from several things of a model together, and from those that can be loaded alone.</summary>
    private static ImmutableArray<Diagnostic> OfViews(Project project) =>
        Loadability.Check(project).Any(d => d.IsError) ? [] : ViewColumnChecks.Run(project);

    /// <summary>A project without errors; warnings are left to `validate`.</summary>
    public static (ProjectFolder Folder, Project Project, DiagnosticReport Report) ReadSound(CommandContext context)
    {
        var open = Read(context);
        return open.Project is null || open.Report.HasErrors
            ? throw new CommandException(ExitCode.ModelHasErrors, open.Report)
            : (open.Folder, open.Project, open.Report);
    }

    /// <summary>A project without errors, of which everything can be loaded; what has no effect yet is a warning.</summary>
    public static LoadableProject ReadLoadable(CommandContext context)
    {
        var (folder, project, report) = ReadSound(context);
        var planning = report with { Diagnostics = [.. Loadability.Check(project), .. StorageWarnings.Of(project)] };
        return planning.HasErrors
            ? throw new CommandException(ExitCode.ModelHasErrors, planning)
            : new(folder, project, LoadPlanner.Plan(project), planning);
    }
}
