using System.Globalization;
using Npgsql;
using Shouldly;
using Warehouse.Execution.Sessions;
using Warehouse.Compilation.Tables;
using Warehouse.CrashingLoader;
using Warehouse.Sql.Writing;
using Warehouse.TestEngines.Postgres;
using Xunit;

namespace Warehouse.ExecutionTests.Crashes;

/// <summary>A database in which is loaded all that comes before a scenario's batch, to be copied for each try; and the files of its sources.</summary>
internal sealed class CrashDatabases : IAsyncDisposable
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("warehouse-crashes-");
    private readonly string _engine;
    private readonly string _server;
    private readonly LoadTarget _template;
    private int _copies;

    private CrashDatabases(string engine)
    {
        _engine = engine;
        if (engine == "duckdb")
        {
            _server = "";
            _template = new(engine, _server, Path.Combine(_folder.FullName, "template.duckdb"));
            return;
        }

        var connection = new NpgsqlConnectionStringBuilder(PostgresServer.Shared.ConnectionString);
        _server = string.Create(CultureInfo.InvariantCulture, $"{connection.Host},{connection.Port},{connection.Username}");
        _template = new(engine, _server, PostgresServer.Shared.CreateDatabase());
    }

    public string Folder => _folder.FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<CrashDatabases> CreateAsync(string engine, CrashScenario scenario, LoadedProject project, IEnumerable<string>? sources = null)
    {
        var databases = new CrashDatabases(engine);
        await databases.ExecuteAsync(databases._template, [.. databases._template.Dialect.Prelude, .. databases.Schema(project), .. sources ?? CrashModel.Sources, .. scenario.Before]);
        databases.Write(scenario.FilesBefore);
        await databases.LoadAsync(databases._template, project);
        await databases.ExecuteAsync(databases._template, scenario.Pending);
        databases.Write(scenario.PendingFiles);
        return databases;
    }

    /// <summary>What the scenario's batch leaves where nothing comes in its way, and how many answers it has from the engine.</summary>
    public async Task<(string Text, int Answers)> UndisturbedAsync(CrashScenario scenario, LoadedProject project)
    {
        var target = Copy();
        await using var sessions = target.Open(LockTimeout);
        var (result, answers) = await Job(target, scenario, scenario.FullRefresh).RunAsync(project, sessions, null, null, Stop);
        var batch = result.Batches.ShouldHaveSingleItem().Result;
        batch.Error.ShouldBeNull();
        batch.Counts[scenario.Proof.Count].ShouldBeGreaterThanOrEqualTo(scenario.Proof.AtLeast, scenario.Name);
        var text = await TextAsync(sessions, scenario);
        Drop(target);
        return (text, answers);
    }

    /// <summary>Loads into a target that an interrupted load has left, and says what is there in place of what should be; null where all is as it should.</summary>
    public async Task<string?> DifferenceAsync(LoadTarget target, CrashScenario scenario, LoadedProject project, string expected)
    {
        await using var sessions = target.Open(LockTimeout);
        var refresh = await MustRefreshAsync(sessions, scenario);
        var result = (await Job(target, scenario, refresh).RunAsync(project, sessions, null, null, Stop)).Result;
        return result.ExitCode == 0
            ? TargetText.Difference(expected, await TextAsync(sessions, scenario))
            : string.Join('\n', result.Batches.Select(b => b.Result.Error).Prepend(result.Error).OfType<Model.Diagnostics.Diagnostic>());
    }

    public LoadJob Job(LoadTarget target, CrashScenario scenario, bool refresh, int? heldAfter = null) => new(target, Folder, scenario.Pipelines, heldAfter) { FullRefresh = refresh };

    /// <summary>Whether a refresh has been done is asked of the ledger; who asks for one more gets one more.</summary>
    public static async Task<bool> MustRefreshAsync(ISessionSource sessions, CrashScenario scenario)
    {
        if (!scenario.FullRefresh)
            return false;
        await using var session = await sessions.OpenAsync(Stop);
        return (await session.QueryAsync(new("SELECT 1 FROM _warehouse.batch WHERE mode = 'full-refresh'"), Stop)).Rows.Count == 0;
    }

    /// <summary>The fence counts what a refresh has loaded aside too, and a killed one has loaded some of it.</summary>
    public static async Task<string> TextAsync(ISessionSource sessions, CrashScenario scenario)
    {
        var text = await TargetText.OfAsync(sessions);
        return scenario.FullRefresh ? string.Join('\n', text.Split('\n').Where(l => !l.StartsWith("  dim_customer | ", StringComparison.Ordinal) || l.Count(c => c == '|') != 1)) : text;
    }

    /// <summary>A target as it is before the scenario's batch, over and over: see <see cref="ResettableTarget"/>.</summary>
    public Task<ResettableTarget> CopyToResetAsync() => ResettableTarget.CreateAsync(Copy(), Stop);

    /// <summary>Loads all there is, with nothing in the way.</summary>
    public async Task LoadAsync(LoadTarget target, LoadedProject project)
    {
        await using var sessions = target.Open(LockTimeout);
        var (result, _) = await new LoadJob(target, Folder, "", null).RunAsync(project, sessions, null, null, Stop);
        result.Batches.Select(b => b.Result.Error).Prepend(result.Error).ShouldAllBe(e => e == null);
    }

    public async Task<string> TextAsync(LoadTarget target)
    {
        await using var sessions = target.Open(LockTimeout);
        return await TargetText.OfAsync(sessions);
    }

    public LoadTarget Copy()
    {
        if (_engine != "duckdb")
            return _template with { Database = PostgresServer.Shared.CreateDatabase(_template.Database) };
        var file = Path.Combine(_folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _copies)}.duckdb"));
        File.Copy(_template.Database, file);
        return _template with { Database = file };
    }

    public void Drop(LoadTarget copy)
    {
        if (_engine != "duckdb")
            PostgresServer.Shared.DropDatabase(copy.Database);
    }

    public ValueTask DisposeAsync()
    {
        Drop(_template);
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private IEnumerable<string> Schema(LoadedProject project) =>
        SchemaCompiler.State().Concat(SchemaCompiler.Schemas(project.Loads)).Concat(project.Loads.SelectMany(l => SchemaCompiler.Tables(l)))
            .SelectMany(s => SqlWriter.WriteEach(s.Statement, _template.Dialect, ParameterStyle.Driver));

    public async Task ExecuteAsync(LoadTarget target, IEnumerable<string> statements)
    {
        await using var sessions = target.Open(LockTimeout);
        await using var session = await sessions.OpenAsync(Stop);
        foreach (var text in statements)
            await session.ExecuteAsync(new(text), Stop);
    }

    public void Write(IEnumerable<(string Name, string Text)> files)
    {
        foreach (var (name, text) in files)
        {
            var path = Path.Combine(_folder.FullName, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }
}
