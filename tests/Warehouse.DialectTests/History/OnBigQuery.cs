using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Warehouse.DialectTests.Generated;
using Warehouse.TestEngines.GoogleSql;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.Results;

namespace Warehouse.DialectTests.History;

/// <summary>BigQuery's scripts, every statement evaluated by GoogleSQL's reference implementation.</summary>
internal sealed partial class OnBigQuery : ScenarioWarehouse
{
    private readonly GoogleSqlDatabase _database = new();

    public override void Create(SourceRows source) => _database.Catalog = _database.Catalog.With(
        GoogleSqlTable.Of(SourceRows.Table, [.. source.Columns.Select(c => $"{c.Name} {Spelled(c.Kind)}")]));

    public override void Deliver(SourceRows source, IEnumerable<IReadOnlyList<object?>> rows) => _database.Catalog = _database.Catalog.With(
        _database.Catalog[SourceRows.Table] with { Rows = [.. rows.Select(r => r.ToImmutableArray())] });

    public override string? Run(GeneratedScript script, IReadOnlyDictionary<string, string?> parameters)
    {
        var given = Parameter().Matches(script.Text)
            .Select(m => new GoogleSqlParameter(m.Groups["name"].Value, m.Groups["type"].Value, Value(m.Groups["type"].Value, parameters[m.Groups["name"].Value])))
            .ToArray();
        try
        {
            foreach (var statement in script.Statements)
                _database.Execute(statement.Sql, given);
            return null;
        }
        catch (GoogleSqlException assertion) when (assertion.IsAssertion)
        {
            return assertion.Reason;
        }
        finally
        {
            _database.EndSession();
        }
    }

    public override ResultSet Query(string sql) => _database.Ask(sql);

    public override void Dispose()
    {
    }

    private static object? Value(string type, string? text) => (type, text) switch
    {
        (_, null) => null,
        ("TIMESTAMP", _) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        ("STRING", _) => text,
        _ => throw new ArgumentException($"no batch has a {type}"),
    };

    private static string Spelled(ValueKind kind) => kind switch
    {
        ValueKind.Text => "STRING",
        ValueKind.Integer => "INT64",
        ValueKind.Instant => "TIMESTAMP",
        _ => throw new ArgumentException($"no scenario has a {kind} yet"),
    };

    [GeneratedRegex(@"^--   --parameter=(?<name>\w+):(?<type>\w+):", RegexOptions.Multiline)]
    private static partial Regex Parameter();
}
