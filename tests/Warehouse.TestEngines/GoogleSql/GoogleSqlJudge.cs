using System.Collections.Immutable;
using Grpc.Core;
using Warehouse.TestEngines.GoogleSql.Wire;
using Warehouse.TestEngines.Results;

namespace Warehouse.TestEngines.GoogleSql;

/// <summary>
/// GoogleSQL itself, BigQuery's language, as the judge of SQL for BigQuery: its analyzer accepts or rejects statements, its reference
/// implementation evaluates them on the rows of a catalogue. It knows no jobs, quotas, partitions or transactions.
/// </summary>
public static class GoogleSqlJudge
{
    private const string Name = "GoogleSQL";
    private static readonly GoogleSqlServer Server = new();
    private static readonly Lazy<LanguageOptionsProto> Language = new(() => GoogleSqlOptions.Language(
        Server.Call("", (client, options) => client.GetLanguageOptions(new LanguageOptionsRequest { MaximumFeatures = true }, options))));

    /// <summary>How often the server was started; above one, statements made it abort.</summary>
    public static int ServerStarts => Server.Starts;

    /// <summary>
    /// Judges one statement against the catalogue: syntax, names, types, options, parameters. A script (DECLARE, IF, BEGIN, several
    /// statements) is not one statement: see <see cref="ParseScript"/>.
    /// </summary>
    public static Verdict Analyze(string sql, GoogleSqlCatalog catalog, params GoogleSqlParameter[] parameters)
    {
        try
        {
            AnalyzeStatement(sql, catalog, parameters);
            return new Verdict(Name, sql, []);
        }
        catch (GoogleSqlException problem)
        {
            return new Verdict(Name, sql, [problem.Reason]);
        }
    }

    /// <summary>Judges the syntax alone, of a whole script.</summary>
    public static Verdict ParseScript(string sql)
    {
        try
        {
            var request = new ParseRequest { SqlStatement = sql, Options = Language.Value, AllowScript = true };
            Call(sql, (client, options) => client.Parse(request, options));
            return new Verdict(Name, sql, []);
        }
        catch (GoogleSqlException problem)
        {
            return new Verdict(Name, sql, [problem.Reason]);
        }
    }

    /// <summary>The catalogue with the table or view that a CREATE statement makes, with its columns and its primary key.</summary>
    /// <exception cref="GoogleSqlException">The statement is rejected.</exception>
    public static GoogleSqlCatalog Declare(string sql, GoogleSqlCatalog catalog, params GoogleSqlParameter[] parameters) =>
        catalog.With(CreatedTable.Of(AnalyzeStatement(sql, catalog, parameters).ResolvedStatement) ?? throw new ArgumentException($"This creates no table:\n{sql}"));

    /// <summary>The rows of a query on the rows of the catalogue.</summary>
    /// <exception cref="GoogleSqlException">It is rejected, or fails on these rows.</exception>
    public static ResultSet EvaluateQuery(string sql, GoogleSqlCatalog catalog, params GoogleSqlParameter[] parameters)
    {
        var response = Evaluate(sql, catalog, parameters);
        return new ResultSet([.. response.Prepared.Columns.Select(column => column.Name)], [.. Rows(response)]);
    }

    /// <summary>The table that a query makes: its columns of the query's types, and its rows.</summary>
    /// <exception cref="GoogleSqlException">It is rejected, or fails on these rows.</exception>
    public static GoogleSqlTable EvaluateTable(ImmutableArray<string> path, string query, GoogleSqlCatalog catalog, params GoogleSqlParameter[] parameters)
    {
        var response = Evaluate(query, catalog, parameters);
        var columns = response.Prepared.Columns.Select(column => new GoogleSqlColumn(column.Name, GoogleSqlType.Print(column.Type)));
        return new GoogleSqlTable(path, [.. columns]) { Rows = [.. Rows(response).Select(row => row.ToImmutableArray())] };
    }

    /// <summary>The canonical texts of the expressions' values, in one SELECT without a table.</summary>
    public static IReadOnlyList<string> Values(params string[] expressions)
    {
        var result = EvaluateQuery($"SELECT {string.Join(", ", expressions.Select((text, index) => $"{text} AS v{index}"))}", GoogleSqlCatalog.Empty);
        return [.. result.Rows.Single().Select(CanonicalText.Of)];
    }

    /// <summary>
    /// The rows that an INSERT, UPDATE or DELETE touches. UPDATE and DELETE need a primary key on their table. MERGE is analysed, never
    /// evaluated: the reference implementation does not know it.
    /// </summary>
    /// <exception cref="GoogleSqlException">It is rejected, or fails on these rows.</exception>
    public static GoogleSqlModification EvaluateModify(string sql, GoogleSqlCatalog catalog, params GoogleSqlParameter[] parameters)
    {
        var names = new RootNames(catalog.Tables, sql);
        var request = new EvaluateModifyRequest
        {
            Sql = names.In(),
            Options = GoogleSqlOptions.Analyzer(Language.Value, parameters),
            DescriptorPoolList = GoogleSqlOptions.Pools(),
            // INSERT into a table with a primary key aborts the server; without one UPDATE and DELETE return no cells.
            SimpleCatalog = CatalogMessages.Flat(catalog.Tables, names, Language.Value, withKeys: !GoogleSqlStatement.IsInsert(sql)),
        };
        foreach (var table in catalog.Tables)
            request.TableContent.Add(names.Of(table), CatalogMessages.Content(table));
        request.Params.AddRange(parameters.Select(Message));
        var response = Call(request.Sql, (client, options) => client.EvaluateModify(request, options));
        var target = catalog.Tables.Single(table => string.Equals(names.Of(table), response.TableName, StringComparison.OrdinalIgnoreCase));
        return target.PrimaryKey.IsEmpty && response.Content.Any(row => row.Operation != (int)RowChange.Insert)
            ? throw new ArgumentException($"{target.Name} declares no primary key: the service does not say which rows change.")
            : GoogleSqlModification.Of(target, response);
    }

    /// <summary>The catalogue as an INSERT, UPDATE or DELETE leaves it.</summary>
    /// <exception cref="GoogleSqlException">It is rejected, or fails on these rows.</exception>
    public static GoogleSqlCatalog Modify(string sql, GoogleSqlCatalog catalog, params GoogleSqlParameter[] parameters) =>
        catalog.With(EvaluateModify(sql, catalog, parameters).Applied());

    private static EvaluateQueryResponse Evaluate(string sql, GoogleSqlCatalog catalog, GoogleSqlParameter[] parameters)
    {
        var names = new RootNames(catalog.Tables, sql);
        var request = new EvaluateQueryRequest
        {
            Sql = names.In(),
            Options = GoogleSqlOptions.Analyzer(Language.Value, parameters),
            DescriptorPoolList = GoogleSqlOptions.Pools(),
            SimpleCatalog = CatalogMessages.Flat(catalog.Tables, names, Language.Value, withKeys: true),
        };
        foreach (var table in catalog.Tables)
            request.TableContent.Add(names.Of(table), CatalogMessages.Content(table));
        request.Params.AddRange(parameters.Select(Message));
        return Call(request.Sql, (client, options) => client.EvaluateQuery(request, options));
    }

    private static IEnumerable<IReadOnlyList<object?>> Rows(EvaluateQueryResponse response) =>
        (response.Content?.TableData?.Row ?? []).Select(row => (IReadOnlyList<object?>)[.. row.Cell.Select(GoogleSqlValue.Decode)]);

    private static AnalyzeResponse AnalyzeStatement(string sql, GoogleSqlCatalog catalog, GoogleSqlParameter[] parameters)
    {
        var request = new AnalyzeRequest
        {
            SqlStatement = sql,
            Options = GoogleSqlOptions.Analyzer(Language.Value, parameters),
            DescriptorPoolList = GoogleSqlOptions.Pools(),
            SimpleCatalog = CatalogMessages.Nested(catalog, Language.Value),
        };
        return Call(sql, (client, options) => client.Analyze(request, options));
    }

    private static T Call<T>(string sql, Func<ZetaSqlLocalService.ZetaSqlLocalServiceClient, CallOptions, T> call)
    {
        try
        {
            return Server.Call(sql, call);
        }
        catch (RpcException problem)
        {
            throw new GoogleSqlException(problem.Status.Detail, sql);
        }
    }

    private static Parameter Message(GoogleSqlParameter parameter) =>
        new() { Name = parameter.Name, Value = GoogleSqlValue.Encode(parameter.Value, GoogleSqlType.Parse(parameter.Type)) };
}
