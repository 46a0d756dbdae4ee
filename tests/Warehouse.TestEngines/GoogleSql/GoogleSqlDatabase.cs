using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Warehouse.TestEngines.Results;

namespace Warehouse.TestEngines.GoogleSql;

/// <summary>
/// Tables that live from one statement to the next: GoogleSQL's reference implementation evaluates each statement by itself, and what
/// it says of the rows is kept here. A query that makes a table, INSERT, UPDATE, DELETE and ASSERT are evaluated as they stand;
/// definitions and transactions are this class's own. It enforces primary keys, which BigQuery does not.
/// </summary>
public sealed partial class GoogleSqlDatabase
{
    /// <summary>The key of a table that declares none, for the service to say which of its rows an UPDATE or DELETE touches.</summary>
    private const string RowNumber = "_judged_row";

    // A definition without a query says the same whatever tables there are.
    private static readonly ConcurrentDictionary<string, GoogleSqlTable> Declared = new(StringComparer.Ordinal);

    // A view is its query, evaluated whenever a statement names it.
    private readonly Dictionary<string, (ImmutableArray<string> Path, string Query)> _views = new(StringComparer.OrdinalIgnoreCase);

    private GoogleSqlCatalog? _before;

    public GoogleSqlCatalog Catalog { get; set; } = GoogleSqlCatalog.Empty;

    /// <summary>Executes one statement of a script.</summary>
    /// <exception cref="GoogleSqlException">It is rejected, fails on these rows, or asserts what does not hold: <see cref="GoogleSqlException.IsAssertion"/>.</exception>
    public void Execute(string sql, params GoogleSqlParameter[] parameters)
    {
        if (sql is "BEGIN TRANSACTION")
            _before = _before is null ? Catalog : throw new GoogleSqlException("a transaction is open", sql);
        else if (sql is "COMMIT TRANSACTION")
            _before = _before is null ? throw new GoogleSqlException("no transaction is open", sql) : null;
        else if (Query().Match(sql) is { Success: true } made)
            Make(made.Groups["new"].Success, Path(made), made.Groups["query"].Value, parameters);
        else if (View().Match(sql) is { Success: true } view && GoogleSqlJudge.Analyze(sql, Catalog, parameters).Accepted)
            _views[Name(view)] = (Path(view), view.Groups["query"].Value);
        else if (Definition().Match(sql) is { Success: true } defined)
            Catalog = Catalog.Find(Name(defined)) is null ? Catalog.With(Declared.GetOrAdd(sql, Declaration)) : Catalog;
        else if (Drop().Match(sql) is { Success: true } dropped)
            Catalog = Catalog.Without(Name(dropped));
        else if (Modification().Match(sql) is { Success: true } modified)
            Modify(sql, Catalog[Name(modified)], parameters);
        else if (Assertion().Match(sql) is { Success: true } assertion)
            Assert(sql, assertion, parameters);
        else if (!GoogleSqlJudge.Analyze(sql, Catalog, parameters).Accepted || !sql.StartsWith("CREATE SCHEMA IF NOT EXISTS ", StringComparison.Ordinal))
            throw new GoogleSqlException("the judge does not execute this statement", sql);
    }

    /// <summary>The rows of a query.</summary>
    public ResultSet Ask(string sql, params GoogleSqlParameter[] parameters) => GoogleSqlJudge.EvaluateQuery(sql, Named(sql), parameters);

    /// <summary>Ends the session: an open transaction is rolled back, and temporary tables are gone.</summary>
    public void EndSession()
    {
        Catalog = GoogleSqlCatalog.Of([.. (_before ?? Catalog).Tables.Where(t => t.Path.Length > 1)]);
        _before = null;
    }

    private static GoogleSqlTable Declaration(string sql) => GoogleSqlJudge.Declare(sql, GoogleSqlCatalog.Empty).Tables.Single();

    private void Make(bool mustBeNew, ImmutableArray<string> path, string query, GoogleSqlParameter[] parameters)
    {
        if (mustBeNew && Catalog.Find(string.Join('.', path)) is not null)
            throw new GoogleSqlException($"{string.Join('.', path)} exists", query);
        Catalog = Catalog.With(GoogleSqlJudge.EvaluateTable(path, query, Named(query), parameters));
    }

    private void Modify(string sql, GoogleSqlTable table, GoogleSqlParameter[] parameters)
    {
        var changed = table.PrimaryKey.IsEmpty
            ? Unnumbered(GoogleSqlJudge.EvaluateModify(sql, Named(sql).With(Numbered(table)), parameters).Applied())
            : GoogleSqlJudge.EvaluateModify(sql, Named(sql), parameters).Applied();
        var key = changed.PrimaryKey.Select(changed.IndexOf).ToList();
        var repeated = key.Count == 0 ? null : changed.Rows.GroupBy(row => string.Join(", ", key.Select(k => CanonicalText.Of(row[k])))).FirstOrDefault(g => g.Count() > 1);
        if (repeated is not null)
            throw new GoogleSqlException($"two rows of {table.Name} have the primary key {repeated.Key}", sql);
        Catalog = Catalog.With(changed);
    }

    private void Assert(string sql, Match assertion, GoogleSqlParameter[] parameters)
    {
        var violated = Ask($"SELECT EXISTS ({assertion.Groups["query"].Value}), '{assertion.Groups["message"].Value}'", parameters).Rows.Single();
        if ((bool)violated[0]!)
            throw new GoogleSqlException((string)violated[1]!, sql) { IsAssertion = true };
    }

    // Only the tables that the statement may name: each travels to the service with its rows.
    private GoogleSqlCatalog Named(string sql) => _views.Values
        .Where(v => sql.Contains(string.Join('.', v.Path), StringComparison.OrdinalIgnoreCase))
        .Aggregate(
            GoogleSqlCatalog.Of([.. Catalog.Tables.Where(t => sql.Contains(t.Path[^1], StringComparison.OrdinalIgnoreCase))]),
            (tables, view) => tables.With(GoogleSqlJudge.EvaluateTable(view.Path, view.Query, Named(view.Query))));

    private static GoogleSqlTable Numbered(GoogleSqlTable table) => table with
    {
        Columns = table.Columns.Add(new(RowNumber, "INT64")),
        PrimaryKey = [RowNumber],
        Rows = [.. table.Rows.Select((row, number) => row.Add((long)number))],
    };

    private static GoogleSqlTable Unnumbered(GoogleSqlTable table) => table with
    {
        Columns = table.Columns[..^1],
        PrimaryKey = [],
        Rows = [.. table.Rows.Select(row => row[..^1])],
    };

    private static string Name(Match match) => match.Groups["table"].Value.Replace("`", "", StringComparison.Ordinal);

    private static ImmutableArray<string> Path(Match match) => [.. Name(match).Split('.')];

    [GeneratedRegex(@"\ACREATE (?:(?<new>TABLE)|OR REPLACE TEMP TABLE) (?<table>\S+) AS\s(?<query>.*)\z", RegexOptions.Singleline)]
    private static partial Regex Query();

    [GeneratedRegex(@"\ACREATE OR REPLACE VIEW (?<table>\S+).*? AS\n(?<query>.*)\z", RegexOptions.Singleline)]
    private static partial Regex View();

    [GeneratedRegex(@"\ACREATE TABLE IF NOT EXISTS (?<table>\S+) \(")]
    private static partial Regex Definition();

    [GeneratedRegex(@"\ADROP TABLE IF EXISTS (?<table>\S+)\z")]
    private static partial Regex Drop();

    [GeneratedRegex(@"\A(?:INSERT INTO|UPDATE|DELETE FROM) (?<table>\S+)\s")]
    private static partial Regex Modification();

    [GeneratedRegex(@"\AASSERT NOT EXISTS \((?<query>.*)\) AS '(?<message>(?:[^'\\]|\\.)*)'\z", RegexOptions.Singleline)]
    private static partial Regex Assertion();
}
