using System.Data.Common;
using Shouldly;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;
using Warehouse.TestEngines.DuckDb;
using Warehouse.TestEngines.GoogleSql;
using Warehouse.TestEngines.Postgres;
using Warehouse.TestEngines.TSql;
using Xunit;

namespace Warehouse.DialectTests.Statements;

/// <summary>Every word that an engine's own list of keywords holds can be the name of a table, a column and an alias.</summary>
public sealed class KeywordTests
{
    private const string Schema = "names";

    [Fact]
    public void Every_keyword_of_DuckDb_is_a_name_on_DuckDb()
    {
        using var database = DuckDbDatabase.InMemory();
        RunAll(database.Open(), "SELECT keyword_name FROM duckdb_keywords()", Dialects.DuckDb);
    }

    [Fact]
    public void Every_keyword_of_Postgres_is_a_name_on_Postgres()
    {
        using var database = new PostgresDatabase();
        RunAll(database.Open(), "SELECT word FROM pg_get_keywords()", Dialects.Postgres);
    }

    [Fact]
    public void What_an_engine_calls_reserved_is_in_our_list_of_it()
    {
        using var duck = DuckDbDatabase.InMemory();
        using var postgres = new PostgresDatabase();

        Words(duck.Open(), "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'").Except(Dialects.DuckDb.Identifiers.Reserved).ShouldBeEmpty();
        Words(postgres.Open(), "SELECT word FROM pg_get_keywords() WHERE catcode = 'R'").Except(Dialects.Postgres.Identifiers.Reserved).ShouldBeEmpty();
    }

    [Fact]
    public void Every_keyword_known_here_is_a_name_to_the_parser_of_SQL_Server() =>
        KnownWords().SelectMany(w => Statements(w).Select(s => SqlWriter.Write(s, Dialects.TSql, ParameterStyle.Driver)))
            .SelectMany(sql => TSqlJudge.Parse(sql).Errors.Select(e => $"{e}\n{sql}"))
            .ShouldBeEmpty();

    [Fact]
    public void Every_keyword_known_here_is_a_name_to_GoogleSql()
    {
        var errors = new List<string>();
        foreach (var word in KnownWords())
        {
            var catalog = GoogleSqlCatalog.Empty;
            // A word that is reserved stands everywhere where a name can; of the others a query shows all that their parser could take amiss.
            var isReserved = Dialects.BigQuery.Identifiers.Reserved.Contains(word);
            foreach (var statement in Statements(word).Where(s => s is CreateTable or Report || (isReserved && s is not CreateSchema)))
            {
                var sql = SqlWriter.Write(statement, Dialects.BigQuery, ParameterStyle.Driver);
                errors.AddRange(GoogleSqlJudge.Analyze(sql, catalog).Errors.Select(e => $"{e}\n{sql}"));
                if (statement is CreateTable)
                    catalog = GoogleSqlJudge.Declare(sql, catalog);
            }
        }

        errors.ShouldBeEmpty();
    }

    private static void RunAll(DbConnection connection, string list, Dialect dialect)
    {
        var words = Words(connection, list);
        words.Count.ShouldBeGreaterThan(300);
        var errors = new List<string>();
        foreach (var statement in words.SelectMany(Statements))
        {
            var sql = SqlWriter.Write(statement, dialect, ParameterStyle.Driver);
            try
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                // The column's value, and not that of a function which needs no parentheses.
                if (statement is not Report)
                    command.ExecuteNonQuery();
                else if (command.ExecuteScalar() is not 2L)
                    errors.Add($"not the column's value\n{sql}");
            }
            catch (DbException e)
            {
                errors.Add($"{e.Message}\n{sql}");
            }
        }

        errors.ShouldBeEmpty();
    }

    private static List<string> Words(DbConnection connection, string list)
    {
        using var command = connection.CreateCommand();
        command.CommandText = list;
        using var reader = command.ExecuteReader();
        var words = new List<string>();
        while (reader.Read())
            words.Add(reader.GetString(0).ToLowerInvariant());
        return [.. words.Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Keywords of DuckDB, and those that any dialect reserves.</summary>
    private static IEnumerable<string> KnownWords()
    {
        using var database = DuckDbDatabase.InMemory();
        return Words(database.Open(), "SELECT keyword_name FROM duckdb_keywords()")
            .Concat(Dialects.All.SelectMany(d => d.Identifiers.Reserved))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>A table, a column, aliases of both and a common table, all of one name.</summary>
    private static IEnumerable<Statement> Statements(string word)
    {
        // No relation is named like its columns: on GoogleSQL the name alone would mean the row.
        const string Other = "other_value";
        var table = new TableName(Schema, word);
        var alone = new ColumnReference(null, word);
        var other = new ColumnReference(word, Other);
        yield return new CreateSchema(Schema);
        yield return new CreateTable(table, [new(word, new SqlType.Integer()), new(Other, new SqlType.Integer())]);
        yield return new Insert(table, [word, Other], new Select { Items = [new(new Literal.Integer(1), word), new(new Literal.Integer(1), Other)] });
        yield return new Update(table, "t", [new(word, new Binary(BinaryOperator.Add, new ColumnReference("t", word), new Literal.Integer(1)))]) { Where = new IsNull(alone, Negated: true) };
        yield return new Update(table, word, [new(Other, new Binary(BinaryOperator.Add, other, new Literal.Integer(1)))]) { Where = new IsNull(other, Negated: true) };
        yield return new Report(new Select
        {
            With = [new(word, new Select { Items = [new(alone, word)], From = new TableRelation(table, "t"), Where = new IsNull(alone, Negated: true) })],
            Items = [new(alone, word)],
            From = new CommonTableRelation(word, "t"),
            OrderBy = [new(alone)],
        });
        yield return new Delete(table, word, new IsNull(other));
    }
}
