using System.Text;
using Shouldly;
using Warehouse.Compilation.Tables;
using Warehouse.Compilation.Views;
using Warehouse.Execution.Files;
using Warehouse.Execution.Runs;
using Warehouse.Execution.Sessions;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Views;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;
using Warehouse.Yaml;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Runs;

/// <summary>A project in a temporary folder, loaded into a real engine as the command line does it.</summary>
internal sealed class ProjectUnderTest : ISourceFiles, IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly bool _isOwner;

    private ProjectUnderTest(EngineUnderTest target, string model, DirectoryInfo? folder = null)
    {
        _folder = folder ?? Directory.CreateTempSubdirectory("warehouse-project-");
        _isOwner = folder is null;
        Target = target;
        var read = ProjectReader.Read(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["warehouse.yml"] = $"version: 1\nname: small\ndefault_target: test\ntargets:\n  test: {{engine: {target.Name}, database: x}}\n{model}",
        });
        read.Diagnostics.Where(d => d.IsError).ShouldBeEmpty();
        Project = read.Project!;
        Loads = LoadPlanner.Plan(Project);
    }

    public EngineUnderTest Target { get; }

    public Project Project { get; }

    public System.Collections.Immutable.ImmutableArray<PipelineLoad> Loads { get; }

    public TimeProvider Clock { get; set; } = new FixedClock(new(2024, 6, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Where loads run, if not on the target as it is.</summary>
    public ISessionSource? LoadsThrough { get; set; }

    /// <summary>Is told of each file before it is opened.</summary>
    public Action<string>? Opening { get; set; }

    private LoadContext Context => new(Project, Loads, Project.Targets[0], Target.Engine.Dialect, LoadsThrough ?? Target.Sessions, this) { Clock = Clock };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<ProjectUnderTest> CreateAsync(string engine, string model, bool apply = true)
    {
        var project = new ProjectUnderTest(EngineUnderTest.CreateInMemory(engine), model);
        if (apply)
            await project.ApplyAsync();
        return project;
    }

    /// <summary>The same folder and target with another model.</summary>
    public ProjectUnderTest As(string model) => new(Target, model, _folder) { Clock = Clock };

    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public void Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    public void Delete(string name) => File.Delete(Path.Combine(_folder.FullName, name));

    public Task<RunPlan> PlanAsync(LoadOptions? options = null) => BatchPlanner.PlanAsync(Context, options ?? new(), Clock.GetUtcNow().UtcDateTime, Stop);

    public Task<LoadResult> LoadAsync(LoadOptions? options = null, IProgress<LoadEvent>? observer = null, CancellationToken? cancel = null) =>
        new LoadRun(Context, options ?? new(), observer).RunAsync(cancel ?? Stop);

    public async Task ExecuteAsync(string sql)
    {
        await using var session = await Target.OpenAsync();
        await session.ExecuteAsync(new(sql), Stop);
    }

    public async Task<IReadOnlyList<IReadOnlyList<object?>>> AskAsync(string sql)
    {
        await using var session = await Target.OpenAsync();
        return (await session.QueryAsync(new(sql), Stop)).Rows;
    }

    public IReadOnlyList<SourceFile> Find(string pattern)
    {
        var folder = Path.Combine(_folder.FullName, Path.GetDirectoryName(pattern)!);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, Path.GetFileName(pattern)).Select(Source)] : [];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isOwner)
            return;
        await Target.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private SourceFile Source(string path)
    {
        var name = Path.GetRelativePath(_folder.FullName, path).Replace('\\', '/');
        return new(name, path, Open) { State = () => $"{new FileInfo(path).Length}" };

        Stream Open()
        {
            Opening?.Invoke(name);
            return File.OpenRead(path);
        }
    }

    private async Task ApplyAsync()
    {
        await using var session = await Target.OpenAsync();
        foreach (var text in Target.Engine.Dialect.Prelude)
            await session.ExecuteAsync(new(text), Stop);
        foreach (var step in SchemaCompiler.State().Concat(SchemaCompiler.Schemas(Loads)).Concat(Loads.SelectMany(l => SchemaCompiler.Tables(l))))
            await RunAsync(step.Statement);
        foreach (var view in ViewPlanner.Plan(Project))
            await RunAsync(ViewCompiler.Compile(view));

        async Task RunAsync(Statement statement)
        {
            foreach (var text in SqlWriter.WriteEach(statement, Target.Engine.Dialect, ParameterStyle.Driver))
                await session.ExecuteAsync(new(text), Stop);
        }
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
