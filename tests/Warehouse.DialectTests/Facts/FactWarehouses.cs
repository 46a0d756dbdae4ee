using System.Globalization;
using System.Text.RegularExpressions;
using Warehouse.DialectTests.Generated;
using Warehouse.TestEngines.GoogleSql;

namespace Warehouse.DialectTests.Facts;

/// <summary>Where the scripts of a fact's case are run.</summary>
internal interface IFactWarehouse : IDisposable
{
    void Run(GeneratedScript script, IReadOnlyDictionary<string, string?> parameters);

    void Run(string sql);

    IReadOnlyList<string> Lines(string sql);
}

/// <summary>A database that executes scripts, as they are or translated.</summary>
internal sealed class FactsInDatabase(string engine) : IFactWarehouse
{
    private readonly ScriptDatabase _database = ScriptDatabase.Of(engine);

    public void Run(GeneratedScript script, IReadOnlyDictionary<string, string?> parameters) => _database.Run(script, parameters);

    public void Run(string sql) => _database.Run(sql);

    public IReadOnlyList<string> Lines(string sql) => _database.Query(sql).Lines;

    public void Dispose() => _database.Dispose();
}

/// <summary>Every statement evaluated by GoogleSQL's reference implementation.</summary>
internal sealed partial class FactsOnBigQuery : IFactWarehouse
{
    private readonly GoogleSqlDatabase _database = new();

    public void Run(GeneratedScript script, IReadOnlyDictionary<string, string?> parameters)
    {
        var given = Parameter().Matches(script.Text)
            .Select(m => new GoogleSqlParameter(m.Groups["name"].Value, m.Groups["type"].Value, Value(m.Groups["type"].Value, parameters[m.Groups["name"].Value])))
            .ToArray();
        foreach (var statement in script.Statements)
        {
            try
            {
                _database.Execute(statement.Sql, given);
            }
            catch (GoogleSqlException problem)
            {
                throw new InvalidOperationException($"{statement}\n{problem.Message}\nin:\n{statement.Sql}", problem);
            }
        }

        _database.EndSession();
    }

    public void Run(string sql) => _database.Execute(sql);

    public IReadOnlyList<string> Lines(string sql) => _database.Ask(sql).Lines;

    public void Dispose()
    {
    }

    private static object? Value(string type, string? text) => (type, text) switch
    {
        (_, null) => null,
        ("TIMESTAMP", _) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        _ => text,
    };

    [GeneratedRegex(@"^--   --parameter=(?<name>\w+):(?<type>\w+):", RegexOptions.Multiline)]
    private static partial Regex Parameter();
}
