using System.Data.Common;
using DuckDB.NET.Data;
using Warehouse.TestEngines.DuckDb;
using Warehouse.TestEngines.Results;

namespace Warehouse.TestEngines.Snowflake;

/// <summary>
/// SQL for Snowflake, translated to DuckDB's and executed there, on an empty database of its own. No Snowflake engine is behind it: it
/// proves what statements do where both engines agree, and it cannot tell that Snowflake itself accepts them.
/// </summary>
public sealed class SnowflakeJudge : IDisposable
{
    private const string Name = "Snowflake on DuckDB";

    // Functions of Snowflake that the translator passes on as they are, though DuckDB has them under another name.
    private static readonly string[] Missing =
    [
        "CREATE MACRO sha2(text, bits := 256) AS CASE WHEN bits = 256 THEN sha256(text) ELSE error('sha2 of ' || bits || ' bits') END",
        "CREATE MACRO dayofweekiso(day) AS isodow(day)",
        // Of formats only those of moments as the tool writes them, and of hexadecimal digits.
        "CREATE MACRO to_char(moment, format) AS CASE format WHEN 'YYYY-MM-DD HH24:MI:SS.FF6' THEN strftime(moment, '%Y-%m-%d %H:%M:%S.%f') WHEN 'YYYY-MM-DD' THEN strftime(moment, '%Y-%m-%d') ELSE error('to_char by ' || format) END",
        "CREATE MACRO to_number(text, format) AS CASE WHEN format = repeat('X', length(text)) THEN CAST('0x' || text AS BIGINT) ELSE error('to_number of ' || text || ' by ' || format) END",
    ];

    private readonly DuckDbDatabase _database = DuckDbDatabase.InMemory();

    public SnowflakeJudge()
    {
        Connection = _database.Open();
        foreach (var macro in Missing)
            Run(macro);
    }

    /// <summary>The DuckDB behind it, to fill tables and to look at them in DuckDB's own SQL.</summary>
    public DuckDBConnection Connection { get; }

    /// <summary>Executes the text, and says whether that succeeded.</summary>
    public Verdict Judge(string sql)
    {
        try
        {
            Execute(sql);
            return new Verdict(Name, sql, []);
        }
        catch (SnowflakeException problem)
        {
            return new Verdict(Name, sql, [problem.Reason]);
        }
    }

    /// <summary>Executes every statement of the text.</summary>
    /// <exception cref="SnowflakeException">It cannot be translated, or DuckDB rejects the translation or fails on it.</exception>
    public void Execute(string sql)
    {
        foreach (var statement in SnowflakeTranslator.Translate(sql))
            Guarded(sql, statement, () => Run(statement));
    }

    /// <summary>The rows of one query.</summary>
    /// <exception cref="SnowflakeException">It cannot be translated, or DuckDB rejects the translation or fails on it.</exception>
    public ResultSet Query(string sql)
    {
        var statement = SnowflakeTranslator.Translate(sql).Single();
        return Guarded(sql, statement, () => ResultSet.Query(Connection, statement));
    }

    /// <summary>The canonical texts of the expressions' values, in one SELECT without a table.</summary>
    public IReadOnlyList<string> Values(params string[] expressions) =>
        [.. Query($"SELECT {string.Join(", ", expressions)}").Rows.Single().Select(CanonicalText.Of)];

    public void Dispose() => _database.Dispose();

    private int Run(string statement)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteNonQuery();
    }

    private static T Guarded<T>(string sql, string statement, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (DbException problem)
        {
            throw new SnowflakeException($"{problem.Message.Trim()}\ntranslated to: {statement}", sql, problem);
        }
    }
}
