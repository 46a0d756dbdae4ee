using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Shouldly;
using Warehouse.Adapters.Postgres;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Xunit;

namespace Warehouse.ExecutionTests.Adapters;

public sealed class OpeningTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_DuckDB_file_that_another_process_holds_is_locked()
    {
        await using var target = EngineUnderTest.Create("duckdb");
        var file = ((SettingValue.Text)target.Settings.Target.Find("database")!.Value).Value;
        await using (var first = target.With(s => s))
        await using (await first.OpenAsync(Stop))
        {
            // The file is there now, and free again.
        }

        using var holder = Hold(file);
        await using var impatient = target.With(s => s with { LockTimeout = TimeSpan.FromMilliseconds(300) });

        var error = await Should.ThrowAsync<EngineException>(impatient.OpenAsync(Stop));

        error.Failure.ShouldBe(EngineFailure.LockHeld);
        error.Message.ShouldBe($"another process has `{file}` open, and DuckDB lets only one process write");
        holder.StandardInput.Close();
        await holder.WaitForExitAsync(Stop);
        await using var session = await impatient.OpenAsync(Stop);
        (await session.QueryAsync(new("SELECT 1"), Stop)).Scalar.ShouldBe(1L);
    }

    [Fact]
    public async Task DuckDB_takes_no_more_memory_than_the_target_says()
    {
        await using var target = EngineUnderTest.Create("duckdb");
        await using var limited = target.Engine.Open(Limited(target.Settings, "256MiB"));
        await using var session = await limited.OpenAsync(Stop);

        (await session.QueryAsync(new("SELECT current_setting('memory_limit')"), Stop)).Scalar.ShouldBe("256.0 MiB");

        Should.Throw<EngineException>(() => target.Engine.Open(Limited(target.Settings, "lots"))).Message.ShouldBe("target `test`: `memory_limit` is no size, such as `512MB` or `4GB`");
    }

    [Fact]
    public async Task What_is_no_DuckDB_file_is_named()
    {
        await using var target = EngineUnderTest.Create("duckdb");
        var file = ((SettingValue.Text)target.Settings.Target.Find("database")!.Value).Value;
        await File.WriteAllTextAsync(file, new string('x', 10_000), Stop);

        var error = await Should.ThrowAsync<EngineException>(target.OpenAsync());

        error.Failure.ShouldBe(EngineFailure.ConnectionFailed);
        error.Message.ShouldContain(file);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_and_the_password_is_not()
    {
        var port = FreePort();
        await using var sessions = Postgres(new Secrets("hush-hush"), ("host", Clear("127.0.0.1")), ("port", Clear(port)), ("database", Clear("shop")), ("user", Clear("loader")), ("password", Secret));

        var error = await Should.ThrowAsync<EngineException>(sessions.OpenAsync(Stop));

        error.Failure.ShouldBe(EngineFailure.ConnectionFailed);
        error.Message.ShouldStartWith($"no connection to 127.0.0.1:{port}/shop: ");
        error.ToString().ShouldNotContain("hush-hush");
    }

    [Fact]
    public void A_secret_that_is_not_set_is_named_by_its_variable()
    {
        var error = Should.Throw<EngineException>(() => Postgres(new Secrets(null), ("database", Clear("shop")), ("password", Secret)));

        error.Failure.ShouldBe(EngineFailure.SettingsUnusable);
        error.Message.ShouldBe("target `pg`: `password` is read from the environment variable `PGPASSWORD`, which is not set");
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_named()
    {
        await using var target = EngineUnderTest.Create("postgres");
        await using var elsewhere = target.With(s => s with
        {
            Target = s.Target with { Settings = [.. s.Target.Settings.Select(t => t.Key.Text == "database" ? t with { Value = Clear("no_such_database") } : t)] },
        });

        var error = await Should.ThrowAsync<EngineException>(elsewhere.OpenAsync(Stop));

        (error.Failure, error.EngineCode).ShouldBe((EngineFailure.ConnectionFailed, "3D000"));
    }

    private static SettingValue Secret => new SettingValue.FromEnvironment("PGPASSWORD", SourceSpan.None);

    private static SettingValue.Text Clear(string value) => new(value, SourceSpan.None);

    private static ISessionSource Postgres(Secrets secrets, params (string Key, SettingValue Value)[] settings) => new PostgresEngine().Open(
        new(new Target(new("pg", SourceSpan.None), new("postgres", SourceSpan.None), [.. settings.Select(s => new TargetSetting(new(s.Key, SourceSpan.None), s.Value))]), secrets, secrets));

    private static SessionSettings Limited(SessionSettings settings, string memory) => settings with
    {
        Target = settings.Target with { Settings = [.. settings.Target.Settings, new(new("memory_limit", SourceSpan.None), Clear(memory))] },
    };

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A process that has the lock that DuckDB takes, until its standard input closes.</summary>
    private static Process Hold(string file)
    {
        // struct flock: type (1 is F_WRLCK), whence, start, length, process.
        const string script = "use Fcntl; open(my $f, '+<', $ARGV[0]) or die; my $l = pack('s s x4 q q l x4', 1, 0, 0, 0, 0); fcntl($f, F_SETLK, $l) or die; $| = 1; print \"held\\n\"; <STDIN>;";
        var process = Process.Start(new ProcessStartInfo("perl", ["-e", script, file]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        process.StandardOutput.ReadLine().ShouldBe("held");
        return process;
    }

    private sealed class Secrets(string? password) : ISecretSource, IProjectFolder
    {
        public string? Environment(string variable) => variable == "PGPASSWORD" ? password : null;

        public string? File(string path) => null;

        public string FullPath(string path) => path;

        public void CreateParent(string fullPath)
        {
        }
    }
}
