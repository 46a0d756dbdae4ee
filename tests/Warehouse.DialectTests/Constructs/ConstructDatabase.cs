using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Warehouse.DialectTests.Generated;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.TestEngines.GoogleSql;
using Warehouse.TestEngines.Results;

namespace Warehouse.DialectTests.Constructs;

/// <summary>Where the scripts of one engine are run over source tables whose rows are replaced batch by batch.</summary>
internal abstract partial class ConstructDatabase : IDisposable
{
    public static ConstructDatabase Of(string engine) => engine == "bigquery" ? new OnBigQuery() : new Executed(engine);

    /// <summary>Puts a source's rows in place of what it delivered before.</summary>
    public abstract void Deliver(string table, IReadOnlyList<SourceColumnRead> columns, IEnumerable<IReadOnlyList<string?>> rows);

    /// <returns>What an assertion said; null where all held.</returns>
    public abstract string? Run(GeneratedScript script, IReadOnlyDictionary<string, string?> parameters);

    public abstract ResultSet Query(string sql);

    public abstract void Dispose();

    private sealed class Executed(string engine) : ConstructDatabase
    {
        private readonly ScriptDatabase _database = ScriptDatabase.Of(engine);

        public override void Deliver(string table, IReadOnlyList<SourceColumnRead> columns, IEnumerable<IReadOnlyList<string?>> rows)
        {
            _database.Run("CREATE SCHEMA IF NOT EXISTS raw");
            _database.Run($"CREATE TABLE IF NOT EXISTS {table} ({string.Join(", ", columns.Select(c => $"{c.Name} {Spelled(c.Type)}"))})");
            _database.Run($"DELETE FROM {table}");
            foreach (var row in rows)
                _database.Run($"INSERT INTO {table} VALUES ({string.Join(", ", row.Select((cell, i) => cell is null ? "NULL" : $"CAST('{cell}' AS {Spelled(columns[i].Type)})"))})");
        }

        public override string? Run(GeneratedScript script, IReadOnlyDictionary<string, string?> parameters)
        {
            try
            {
                _database.Run(script, parameters);
                return null;
            }
            catch (InvalidOperationException stopped) when (script.File.StartsWith("load/", StringComparison.Ordinal) && Assertion().Match(stopped.InnerException?.Message ?? "") is { Success: true } assertion)
            {
                _database.Run("ROLLBACK");
                return assertion.Value;
            }
        }

        public override ResultSet Query(string sql) => _database.Query(sql);

        public override void Dispose() => _database.Dispose();

        private static string Spelled(DataType type) => type switch
        {
            DataType.Integer => "BIGINT",
            DataType.Timestamp => "TIMESTAMP",
            DataType.Boolean => "BOOLEAN",
            DataType.Decimal d => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({d.Precision},{d.Scale})"),
            _ => "VARCHAR",
        };
    }

    private sealed class OnBigQuery : ConstructDatabase
    {
        private readonly GoogleSqlDatabase _database = new();

        public override void Deliver(string table, IReadOnlyList<SourceColumnRead> columns, IEnumerable<IReadOnlyList<string?>> rows) =>
            _database.Catalog = _database.Catalog.With(GoogleSqlTable.Of(table, [.. columns.Select(c => $"{c.Name} {Spelled(c.Type)}")]) with
            {
                Rows = [.. rows.Select(row => row.Select((cell, i) => Value(cell, columns[i].Type)).ToImmutableArray())],
            });

        public override string? Run(GeneratedScript script, IReadOnlyDictionary<string, string?> parameters)
        {
            var given = Parameter().Matches(script.Text).Select(m => new GoogleSqlParameter(
                m.Groups["name"].Value,
                m.Groups["type"].Value,
                Value(parameters[m.Groups["name"].Value], m.Groups["type"].Value == "TIMESTAMP" ? DataType.Instant : DataType.String))).ToArray();
            try
            {
                foreach (var statement in script.Statements)
                {
                    try
                    {
                        // A view is analysed on the tables that it reads, and nothing here asks it.
                        if (statement.Sql.StartsWith("CREATE OR REPLACE VIEW ", StringComparison.Ordinal))
                            GoogleSqlJudge.Analyze(statement.Sql, _database.Catalog, given).Errors.ShouldBeEmpty();
                        else
                            _database.Execute(statement.Sql, given);
                    }
                    catch (GoogleSqlException problem) when (!problem.IsAssertion)
                    {
                        throw new InvalidOperationException($"{statement}\n{problem.Message}\nin:\n{statement.Sql}", problem);
                    }
                }

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

        private static string Spelled(DataType type) => type switch
        {
            DataType.Integer => "INT64",
            DataType.Timestamp => "TIMESTAMP",
            DataType.Boolean => "BOOL",
            DataType.Decimal => "NUMERIC",
            _ => "STRING",
        };

        private static object? Value(string? text, DataType type) => (text, type) switch
        {
            (null, _) => null,
            (_, DataType.Integer) => long.Parse(text, CultureInfo.InvariantCulture),
            (_, DataType.Timestamp) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            (_, DataType.Boolean) => bool.Parse(text),
            (_, DataType.Decimal) => decimal.Parse(text, CultureInfo.InvariantCulture),
            _ => text,
        };
    }

    [GeneratedRegex(@"^--   --parameter=(?<name>\w+):(?<type>\w+):", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"WH51\d\d: [^\n]*")]
    private static partial Regex Assertion();
}
