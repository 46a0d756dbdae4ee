using System.Globalization;
using Npgsql;
using Warehouse.Execution.Lineage;
using Warehouse.Execution.Sessions;
using Warehouse.Sql.Dialects;

namespace Warehouse.Adapters.Postgres;

/// <summary>PostgreSQL, through Npgsql.</summary>
public sealed class PostgresEngine : IEngine
{
    public string Name => "postgres";

    public Dialect Dialect => Dialects.Postgres;

    public ISessionSource Open(SessionSettings settings)
    {
        var values = new TargetSettings(settings.Target, settings.Secrets);
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = values.Find("host") ?? "localhost",
            Port = values.FindInteger("port") ?? 5432,
            Database = values.Require("database"),
            Username = values.Find("user"),
            Password = values.Find("password"),
            ApplicationName = "warehouse",
            Timezone = "UTC",
            Options = SessionOptions(settings),
            // How long a statement may take is the server's affair: a driver that gives up leaves the statement running.
            CommandTimeout = 0,
            KeepAlive = 30,
            Enlist = false,
            // What a broken row held stays out of messages.
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };
        if (values.Find("sslmode") is { } mode)
            connection.SslMode = Enum.TryParse<SslMode>(mode.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var parsed)
                ? parsed
                : throw new EngineException(EngineFailure.SettingsUnusable, $"target `{settings.Target.Name}`: `sslmode` is not one of disable, allow, prefer, require, verify-ca, verify-full");
        return new PostgresSessionSource(NpgsqlDataSource.Create(connection), $"{connection.Host}:{connection.Port}/{connection.Database}", settings);
    }

    public DatasetPlace Datasets(SessionSettings settings)
    {
        var values = new TargetSettings(settings.Target, settings.Secrets);
        return new(string.Create(CultureInfo.InvariantCulture, $"postgres://{values.Find("host") ?? "localhost"}:{values.FindInteger("port") ?? 5432}"), values.Require("database"));
    }

    private static string SessionOptions(SessionSettings settings)
    {
        var locks = Milliseconds(settings.LockTimeout);
        var statements = settings.StatementTimeout is { } timeout ? Milliseconds(timeout) : "0";
        return $"-c lock_timeout={locks} -c statement_timeout={statements} -c datestyle=ISO,YMD -c standard_conforming_strings=on";
    }

    // 0 would mean: wait for ever.
    internal static string Milliseconds(TimeSpan time) =>
        Math.Clamp((long)time.TotalMilliseconds, 1, int.MaxValue).ToString(CultureInfo.InvariantCulture);
}
