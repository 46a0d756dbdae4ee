using Warehouse.Cli.Hosting;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Cli.Projects;

/// <summary>Where a project lies: in full, and as the user would type it.</summary>
internal sealed record ProjectFolder(string Path, string Shown) : IProjectFolder
{
    public const string ProjectFile = "warehouse.yml";

    /// <summary>The folder of `--project`, or the nearest one up from here that holds a project.</summary>
    public static ProjectFolder Find(CommandContext context)
    {
        var here = context.Host.Folder;
        if (context.Project is { } named)
        {
            var path = System.IO.Path.GetFullPath(named, here);
            return Holds(path)
                ? new(path, named.Replace('\\', '/').TrimEnd('/'))
                : throw Missing($"there is no `{ProjectFile}` in `{named}`");
        }

        for (var folder = here; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (Holds(folder))
                return new(folder, Relative(here, folder));
        }

        throw Missing($"there is no `{ProjectFile}` here or in a parent folder");
    }

    public string FullPath(string path) => System.IO.Path.GetFullPath(path, Path);

    public void CreateParent(string fullPath) => Directory.CreateDirectory(System.IO.Path.GetDirectoryName(fullPath)!);

    private static bool Holds(string folder) => File.Exists(System.IO.Path.Combine(folder, ProjectFile));

    private static string Relative(string from, string to)
    {
        var relative = System.IO.Path.GetRelativePath(from, to).Replace('\\', '/');
        return relative == "." ? "" : relative;
    }

    private static CommandException Missing(string message) =>
        new(ExitCode.WrongUsage, CliRules.NoProject.At(SourceSpan.None, message, "name the project's folder with `--project`, or begin one with `warehouse init`"));
}
