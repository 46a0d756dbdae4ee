using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Targets;
using Warehouse.Execution.Runs;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;
using Warehouse.Planning.Loads;

namespace Warehouse.Cli.Observing;

/// <summary>Writes the file that a Prometheus node exporter reads: whole, or not at all.</summary>
/// <param name="target">Null where the command was stopped before it had one.</param>
internal sealed class MetricsTextfile(string path, ImmutableArray<PipelineLoad> loads, OpenTarget? target) : IRunWatcher
{
    private const string Key = "metrics.textfile";

    /// <summary>Null where the project names no file.</summary>
    public static MetricsTextfile? Begin(CommandContext context, LoadableProject project, OpenTarget? target)
    {
        if (project.Project.Observation?.MetricsTextfile is not { } setting)
            return null;
        var path = ObservedSetting.Read(setting, new ProcessSecrets(project.Folder, context.Host.Environment), Key, CliRules.MetricsNotWritten);
        return new(project.Folder.FullPath(path), project.Loads, target);
    }

    public void Report(LoadEvent value)
    {
        // Only the end counts.
    }

    public async Task<Diagnostic?> FinishAsync(RunEnd end, CancellationToken patience)
    {
        try
        {
            var text = PrometheusText.Write(end, loads.Where(l => l.HasBatches).Select(l => l.Pipeline), await CommitsAsync(patience).ConfigureAwait(false));
            await WriteAsync(text, patience).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CliRules.MetricsNotWritten.At(SourceSpan.None, $"the metrics were not written: {e.Message}", $"see to the file of `observe.{Key}`, and to its folder's rights");
        }
    }

    public void Dispose()
    {
    }

    /// <summary>Empty where the target does not answer: that the run has failed is said all the same.</summary>
    private async Task<IReadOnlyList<LastCommits>> CommitsAsync(CancellationToken patience)
    {
        try
        {
            return target is null ? [] : await LastCommits.ReadAsync(target, patience).ConfigureAwait(false);
        }
        catch (EngineException)
        {
            return [];
        }
    }

    /// <summary>Under another name first: who reads the file meanwhile reads the old one.</summary>
    private async Task WriteAsync(string text, CancellationToken patience)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.tmp");
        try
        {
            await File.WriteAllTextAsync(unfinished, text, patience).ConfigureAwait(false);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
