using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Targets;
using Warehouse.Execution.Lineage;
using Warehouse.Model.Star;

namespace Warehouse.Cli.Observing;

/// <summary>Where lineage goes: as the project says it, else as OpenLineage's standard environment variables do.</summary>
internal static class LineageSettings
{
    private const string Key = "lineage";

    /// <summary>The path of an OpenLineage server's API, where OPENLINEAGE_ENDPOINT names no other.</summary>
    private const string StandardPath = "api/v1/lineage";

    /// <summary>Null where nobody wants it, or OPENLINEAGE_DISABLED says so.</summary>
    public static LineageFeed? Begin(CommandContext context, LoadableProject project, OpenTarget target)
    {
        var variable = context.Host.Environment;
        if (string.Equals(variable("OPENLINEAGE_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
            return null;
        var declared = project.Project.Observation?.Lineage;
        if (Destination(declared, project.Folder, new ProcessSecrets(project.Folder, variable), variable) is not { } destination)
            return null;
        var jobs = declared?.Namespace ?? NotEmpty(variable("OPENLINEAGE_NAMESPACE")) ?? project.Project.Name.Text;
        return new(new LineageEvents(new(jobs, target.Datasets, project.Folder.Path, $"urn:warehouse:{ToolVersion.Text}", ToolVersion.Text)), destination);
    }

    private static ILineageDestination? Destination(LineageOutput? declared, ProjectFolder folder, ProcessSecrets secrets, Func<string, string?> variable)
    {
        if (declared?.File is { } file)
            return new LineageFile(folder.FullPath(ObservedSetting.Read(file, secrets, $"{Key}.file", CliRules.LineageNotDelivered)));
        if (declared?.Url is { } url)
        {
            var token = declared.ApiKey is { } key ? ObservedSetting.Read(key, secrets, $"{Key}.api_key", CliRules.LineageNotDelivered) : null;
            return new LineageAddress(new(ObservedSetting.ReadAddress(url, secrets, $"{Key}.url", CliRules.LineageNotDelivered), token));
        }

        if (NotEmpty(variable("OPENLINEAGE_URL")) is not { } server)
            return null;
        var path = NotEmpty(variable("OPENLINEAGE_ENDPOINT")) ?? StandardPath;
        var address = ObservedSetting.Address($"{server.Trim().TrimEnd('/')}/{path.TrimStart('/')}") ?? throw ObservedSetting.NoAddress("OPENLINEAGE_URL", CliRules.LineageNotDelivered);
        return new LineageAddress(new(address, NotEmpty(variable("OPENLINEAGE_API_KEY"))));
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
