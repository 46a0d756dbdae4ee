using System.Collections.Immutable;
using Warehouse.Execution.Files;
using Warehouse.Execution.Runs;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Yaml;

namespace Warehouse.CrashingLoader;

/// <summary>A model, with the files of its sources in a folder, as it is loaded: its clock stands still, so that two loads of it write the same.</summary>
public sealed class LoadedProject
{
    private LoadedProject(Project project) => (Project, Loads) = (project, LoadPlanner.Plan(project));

    public Project Project { get; }

    public ImmutableArray<PipelineLoad> Loads { get; }

    public static LoadedProject Read(string model)
    {
        var read = ProjectReader.Read(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["warehouse.yml"] = $"version: 1\nname: small\ndefault_target: test\ntargets:\n  test: {{engine: duckdb, database: x}}\n{model}",
        });
        var errors = read.Diagnostics.Where(d => d.IsError).Select(d => d.Message).ToList();
        return errors.Count == 0 ? new(read.Project!) : throw new InvalidOperationException(string.Join('\n', errors));
    }

    /// <param name="pipelines">Those that are loaded, by a comma; empty: all.</param>
    public LoadContext ContextOf(LoadTarget target, ISessionSource sessions, string folder, string pipelines) => new(
        Project,
        [.. Loads.Where(l => pipelines.Length == 0 || pipelines.Split(',').Contains(l.Pipeline))],
        target.Target,
        target.Dialect,
        sessions,
        new FolderFiles(folder))
    {
        Clock = new StandingClock(),
    };

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 6, 1, 12, 0, 0, TimeSpan.Zero);
    }

    private sealed class FolderFiles(string folder) : ISourceFiles
    {
        public IReadOnlyList<SourceFile> Find(string pattern)
        {
            var path = Path.Combine(folder, Path.GetDirectoryName(pattern)!);
            return Directory.Exists(path)
                ? [.. Directory.GetFiles(path, Path.GetFileName(pattern)).Select(f => new SourceFile(Path.GetRelativePath(folder, f), f, () => System.IO.File.OpenRead(f)))]
                : [];
        }
    }
}
