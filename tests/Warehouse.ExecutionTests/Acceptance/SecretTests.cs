using System.Data.Common;
using System.Text;
using Npgsql;
using Shouldly;
using Warehouse.Adapters.Postgres;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Xunit;

namespace Warehouse.ExecutionTests.Acceptance;

/// <summary>A password that is right, one that is wrong, and all that can go wrong besides: no trace of either in anything that is shown, written or kept.</summary>
public sealed class SecretTests : IDisposable
{
    /// <summary>Every character that ends a value in some syntax on its way to the server.</summary>
    private const string Right = "MARKER-right';\"\\=;Host=evil $(x) é";

    private const string Wrong = "MARKER-wrong';\"\\=;Host=evil $(x) é";

    private const string Model =
        """
        version: 1
        name: secretive
        sources:
          items: {files: {path: "data/items_*.csv"}, feed: upserts}
          gone: {table: landing.gone, feed: snapshot}
          asked: {sql: {default: "select 1 / 0 as id"}, columns: {id: integer}, feed: snapshot}
        dimensions:
          item: {source: items, key: {id: integer}, attributes: {name: {type: string, scd: 2}}}
          lost: {source: gone, key: {id: integer}, attributes: {}}
          broken: {source: asked, key: {id: integer}, attributes: {}}

        """;

    private readonly Workspace _workspace = Workspace.Of("postgres", ("data/items_1.csv", "id,name\n1,Anchor\nx,Bell\n"), ("data/items_2.csv", "id\n1\n"));
    private readonly Dictionary<string, string> _outputs = new(StringComparer.Ordinal);
    private readonly string _role;

    public SecretTests()
    {
        using var connection = _workspace.Connect();
        _role = $"secretive_{connection.Database}";
        Execute(
            connection,
            $"""
            DO $do$ BEGIN CREATE ROLE asked_for_password; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $do$;
            CREATE ROLE {_role} LOGIN PASSWORD '{Right.Replace("'", "''", StringComparison.Ordinal)}' IN ROLE asked_for_password;
            GRANT ALL ON DATABASE {connection.Database} TO {_role};
            """);
    }

    [Theory]
    [InlineData("${env.WAREHOUSE_PASSWORD}")]
    [InlineData("${file:secrets/password}")]
    public async Task Nothing_that_is_shown_written_or_kept_holds_the_password(string from)
    {
        WriteProject(from);
        Give(Right);

        // In the order of a user's day; what fails is there to fail.
        await RunAsync(0, "validate");
        await RunAsync(0, "generate", "--engine", "postgres", "duckdb");
        await RunAsync(null, "plan", "--verbose");
        await RunAsync(0, "apply", "--verbose");
        await using (var watch = new ActivityWatch(_workspace))
        {
            await RunAsync(null, "load", "--verbose");
            _outputs["pg_stat_activity"] = watch.Seen;
            watch.Seen.ShouldContain("warehouse secretive");
        }

        await RunAsync(null, "load", "--log", "json", "--json");
        await RunAsync(null, "load", "--dry-run", "--json");
        await RunAsync(null, "status", "--verbose");
        await RunAsync(null, "status", "--json");
        await RunAsync(0, "history", "item", "1", "--json");
        await RunAsync(null, "doctor", "--verbose");
        await RunAsync(0, "doctor", "--json");
        await RunAsync(1, "query", "select no_such_column from mart.dim_item", "--verbose");
        await RunAsync(1, "query", "select pg_sleep(1) from", "--json");
        await RunAsync(0, "query", "select * from pg_settings", "--json");
        await RunAsync(0, "query", "select current_setting('application_name') as name", "--json");

        // Then somebody changes the password.
        Give(Wrong);
        await RunAsync(1, "load", "--verbose");
        await RunAsync(1, "load", "--log", "json", "--json");
        await RunAsync(1, "doctor", "--json");
        await RunAsync(null, "status", "--verbose");
        await RunAsync(1, "query", "select 1", "--json");
        _outputs.Where(o => o.Key.StartsWith("query select 1 ", StringComparison.Ordinal)).ShouldHaveSingleItem().Value.ShouldContain("password authentication failed");

        _outputs["the exception of an adapter"] = await ExceptionAsync();
        foreach (var (name, text) in _outputs.Concat(Files()).Concat(Tables()))
            text.ShouldNotContain("MARKER", Case.Insensitive, name);
    }

    [Fact]
    public async Task A_setting_that_cannot_be_used_is_named_and_not_shown()
    {
        Give(Right);
        foreach (var (key, value) in new[] { ("sslmode", "${env.WAREHOUSE_PASSWORD}"), ("port", "${env.WAREHOUSE_PASSWORD}"), ("password", "${env.WAREHOUSE_UNSET}"), ("password", "${file:secrets/absent}") })
        {
            WriteProject("${env.WAREHOUSE_PASSWORD}", $", {key}: \"{value}\"", without: key);
            var answer = await _workspace.RunAsync("query", "select 1", "--verbose");

            answer.Exit.ShouldBe(1, answer.ToString());
            answer.Error.ShouldContain($"`{key}`");
            answer.ToString().ShouldNotContain("MARKER");
        }
    }

    public void Dispose()
    {
        using (var connection = _workspace.Connect())
            Execute(connection, $"REASSIGN OWNED BY {_role} TO CURRENT_USER; DROP OWNED BY {_role}; DROP ROLE {_role}");
        _workspace.Dispose();
    }

    private void WriteProject(string password, string more = "", string without = "")
    {
        var given = without == "password" ? "" : $", password: \"{password}\"";
        var target = _workspace.Target.Replace("user: warehouse", $"user: {_role}{given}{more}", StringComparison.Ordinal);
        if (without == "port")
            target = System.Text.RegularExpressions.Regex.Replace(target, " port: [0-9]+,", "");
        _workspace.Write("warehouse.yml", Model + target);
    }

    private void Give(string password)
    {
        _workspace.Environment = name => name == "WAREHOUSE_PASSWORD" ? password : null;
        _workspace.Write("secrets/password", password + "\n");
    }

    private async Task RunAsync(int? exit, params string[] arguments)
    {
        var answer = await _workspace.RunAsync(arguments);
        var name = string.Join(' ', arguments);
        if (exit is { } expected)
            answer.Exit.ShouldBe(expected, $"{name}: {answer}");
        _outputs[$"{name} ({_outputs.Count})"] = answer.ToString();
    }

    /// <summary>All that an exception says of itself, inner ones and data included.</summary>
    private async Task<string> ExceptionAsync()
    {
        await using var connection = _workspace.Connect();
        var settings = new NpgsqlConnectionStringBuilder(connection.ConnectionString);
        var target = new Target(Text("it"), Text("postgres"),
        [
            Setting("host", settings.Host!), Setting("port", $"{settings.Port}"), Setting("database", settings.Database!), Setting("user", _role),
            new(Text("password"), new SettingValue.FromEnvironment("WAREHOUSE_PASSWORD", SourceSpan.None)),
        ]);
        await using var sessions = new PostgresEngine().Open(new(target, new Secrets(), new Folder()));
        var error = await Should.ThrowAsync<EngineException>(sessions.OpenAsync(TestContext.Current.CancellationToken));
        var said = new StringBuilder(error.ToString());
        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
            said.Append(inner.Data.Values.Cast<object?>().Aggregate("", (all, value) => $"{all} {value}"));
        return said.Append(sessions).ToString();
    }

    private IEnumerable<KeyValuePair<string, string>> Files() =>
        from file in Directory.EnumerateFiles(_workspace.Folder, "*", SearchOption.AllDirectories)
        where !file.EndsWith("secrets/password", StringComparison.Ordinal)
        select KeyValuePair.Create(file, Encoding.Latin1.GetString(File.ReadAllBytes(file)));

    /// <summary>Every row of every table of the target, its own of the system included.</summary>
    private List<KeyValuePair<string, string>> Tables()
    {
        using var connection = _workspace.Connect();
        var found = new List<KeyValuePair<string, string>>();
        foreach (var table in Column(connection, "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"))
            found.Add(new(table, string.Join('\n', Column(connection, $"SELECT t::text FROM {table} AS t"))));
        found.Count.ShouldBeGreaterThan(5);
        foreach (var view in new[] { "pg_stat_activity", "pg_description", "pg_prepared_statements", "pg_views" })
            found.Add(new(view, string.Join('\n', Column(connection, $"SELECT t::text FROM {view} AS t"))));
        return found;
    }

    private static List<string> Column(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
            values.Add(reader.GetString(0));
        return values;
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static TargetSetting Setting(string key, string value) => new(Text(key), new SettingValue.Text(value, SourceSpan.None));

    private static Name Text(string text) => new(text, SourceSpan.None);

    private sealed class Secrets : ISecretSource
    {
        public string? Environment(string variable) => Wrong;

        public string? File(string path) => Wrong;
    }

    private sealed class Folder : IProjectFolder
    {
        public string FullPath(string path) => path;

        public void CreateParent(string fullPath)
        {
        }
    }

    /// <summary>What the server says that its sessions do, looked at again and again.</summary>
    private sealed class ActivityWatch : IAsyncDisposable
    {
        private readonly DbConnection _connection;
        private readonly CancellationTokenSource _stop = new();
        private readonly StringBuilder _seen = new();
        private readonly Task _watching;

        public ActivityWatch(Workspace workspace)
        {
            _connection = workspace.Connect();
            _watching = Task.Run(WatchAsync);
        }

        public string Seen
        {
            get
            {
                lock (_seen)
                    return _seen.ToString();
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _watching;
            _stop.Dispose();
            await _connection.DisposeAsync();
        }

        private async Task WatchAsync()
        {
            while (!_stop.IsCancellationRequested)
            {
                var rows = Column(_connection, "SELECT concat_ws(' ', application_name, usename, query) FROM pg_stat_activity WHERE usename LIKE 'secretive%'");
                lock (_seen)
                    rows.ForEach(r => _seen.AppendLine(r));
                await Task.Delay(5, CancellationToken.None);
            }
        }
    }
}
