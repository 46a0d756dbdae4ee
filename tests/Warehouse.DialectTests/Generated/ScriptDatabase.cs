using System.Data.Common;
using System.Text.RegularExpressions;
using Warehouse.TestEngines.DuckDb;
using Warehouse.TestEngines.Postgres;
using Warehouse.TestEngines.Results;
using Warehouse.TestEngines.Snowflake;

namespace Warehouse.DialectTests.Generated;

/// <summary>An empty database in which the scripts of one engine are run, as the engine's own command-line tool would.</summary>
internal abstract partial class ScriptDatabase : IDisposable
{
    /// <summary>How many generated statements were executed, each text counted once.</summary>
    public HashSet<(string File, string Sql)> Judged { get; } = [];

    protected abstract DbConnection Connection { get; }

    public static ScriptDatabase Of(string engine) => engine switch
    {
        "duckdb" => new OnDuckDb(),
        "postgres" => new OnPostgres(),
        "snowflake" => new OnSnowflake(),
        _ => throw new ArgumentException($"{engine} does not execute scripts here", nameof(engine)),
    };

    /// <summary>Every statement of the script in order.</summary>
    public void Run(GeneratedScript script, IReadOnlyDictionary<string, string?> parameters)
    {
        Give(parameters);
        foreach (var statement in script.Statements)
        {
            try
            {
                Execute(statement.Sql, parameters);
            }
            catch (Exception problem) when (problem is DbException or SnowflakeException)
            {
                throw new InvalidOperationException($"{statement}\n{problem.Message}\nin:\n{statement.Sql}", problem);
            }

            Judged.Add((script.File, statement.Sql));
        }
    }

    /// <summary>SQL of the test's own, in words that DuckDB and Postgres share.</summary>
    public void Run(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public ResultSet Query(string sql) => ResultSet.Query(Connection, sql);

    public abstract void Dispose();

    protected abstract void Execute(string sql, IReadOnlyDictionary<string, string?> parameters);

    protected virtual void Give(IReadOnlyDictionary<string, string?> parameters)
    {
    }

    private static string Literal(string? value) => value is null ? "NULL" : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private sealed class OnDuckDb : ScriptDatabase
    {
        private readonly DuckDbDatabase _database = DuckDbDatabase.InMemory();

        public OnDuckDb() => Connection = _database.Open();

        protected override DbConnection Connection { get; }

        public override void Dispose() => _database.Dispose();

        protected override void Give(IReadOnlyDictionary<string, string?> parameters)
        {
            foreach (var (name, value) in parameters)
                Run($"SET VARIABLE {name} = {Literal(value)}");
        }

        protected override void Execute(string sql, IReadOnlyDictionary<string, string?> parameters) => Run(sql);
    }

    private sealed class OnPostgres : ScriptDatabase
    {
        private readonly PostgresDatabase _database = new();

        public OnPostgres() => Connection = _database.Open();

        protected override DbConnection Connection { get; }

        public override void Dispose() => _database.Dispose();

        // What psql does with :'name': the value as a constant, and nothing within a dollar-quoted text.
        protected override void Execute(string sql, IReadOnlyDictionary<string, string?> parameters) => Run(
            sql.Contains("$$", StringComparison.Ordinal) ? sql : PsqlVariable().Replace(sql, m => Literal(parameters[m.Groups["name"].Value] ?? "")));
    }

    private sealed class OnSnowflake : ScriptDatabase
    {
        private readonly SnowflakeJudge _judge = new();

        protected override DbConnection Connection => _judge.Connection;

        public override void Dispose() => _judge.Dispose();

        protected override void Give(IReadOnlyDictionary<string, string?> parameters)
        {
            foreach (var (name, value) in parameters)
                Run($"SET VARIABLE {name} = {Literal(value)}");
        }

        // A session's variable is DuckDB's variable. DuckDB has no scripting: of a block that asserts, exactly the words around its
        // query are expected, and the query is what runs.
        protected override void Execute(string sql, IReadOnlyDictionary<string, string?> parameters)
        {
            var text = SnowflakeVariable().Replace(sql, m => $"getvariable('{m.Groups["name"].Value}')");
            if (!text.StartsWith("DECLARE", StringComparison.Ordinal))
            {
                _judge.Execute(text);
                return;
            }

            var block = SnowflakeAssertion().Match(text);
            if (!block.Success)
                throw new SnowflakeException("the block is no assertion", sql);
            if (_judge.Query(block.Groups["query"].Value).Rows.Count > 0)
                throw new SnowflakeException(block.Groups["message"].Value, sql) { IsAssertion = true };
        }
    }

    [GeneratedRegex(":'(?<name>[a-z_]+)'")]
    private static partial Regex PsqlVariable();

    [GeneratedRegex(@"\$(?<name>[a-z_]+)\b")]
    private static partial Regex SnowflakeVariable();

    [GeneratedRegex(@"\ADECLARE\n    violated EXCEPTION \(-20001, '(?<message>(?:[^']|'')*)'\);\nBEGIN\n    IF \(EXISTS \((?<query>.*)\)\) THEN\n        RAISE violated;\n    END IF;\nEND\z", RegexOptions.Singleline)]
    private static partial Regex SnowflakeAssertion();
}
