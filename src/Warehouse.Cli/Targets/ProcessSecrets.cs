using Warehouse.Cli.Projects;
using Warehouse.Execution.Sessions;

namespace Warehouse.Cli.Targets;

/// <summary>Secrets in the environment and in files below the project's folder.</summary>
internal sealed class ProcessSecrets(ProjectFolder folder, Func<string, string?> environment) : ISecretSource
{
    public string? Environment(string variable) => environment(variable);

    public string? File(string path)
    {
        var full = folder.FullPath(path);
        return System.IO.File.Exists(full) ? System.IO.File.ReadAllText(full) : null;
    }
}
