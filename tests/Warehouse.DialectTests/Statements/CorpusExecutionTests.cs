using System.Data.Common;
using Shouldly;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;
using Warehouse.TestEngines.DuckDb;
using Warehouse.TestEngines.GoogleSql;
using Warehouse.TestEngines.Postgres;
using Warehouse.TestEngines.Snowflake;
using Warehouse.UnitTests.Sql;
using Xunit;

namespace Warehouse.DialectTests.Statements;

/// <summary>The statements that hold every node of the tree, run or judged by each engine in their order.</summary>
public sealed class CorpusExecutionTests
{
    private static readonly DateTime At = new(2024, 5, 6, 7, 8, 9, DateTimeKind.Unspecified);

    [Fact]
    public void DuckDb_runs_every_statement()
    {
        using var database = DuckDbDatabase.InMemory();
        Run(database.Open(), Dialects.DuckDb);
    }

    [Fact]
    public void Postgres_runs_every_statement()
    {
        using var database = new PostgresDatabase();
        Run(database.Open(), Dialects.Postgres);
    }

    [Fact]
    public void DuckDb_and_Postgres_read_the_same_rows()
    {
        using var duck = DuckDbDatabase.InMemory();
        using var postgres = new PostgresDatabase();
        Run(duck.Open(), Dialects.DuckDb).ShouldBe(Run(postgres.Open(), Dialects.Postgres));
    }

    [Fact]
    public void GoogleSql_accepts_every_statement_of_BigQuery()
    {
        var catalog = GoogleSqlCatalog.Empty;
        GoogleSqlParameter[] parameters = [new("batch_at", "TIMESTAMP"), new("batch_id", "STRING")];
        var errors = new List<string>();
        foreach (var (purpose, statement) in Corpus.All)
        {
            foreach (var text in SqlWriter.WriteEach(statement, Dialects.BigQuery, ParameterStyle.Driver))
            {
                var used = Parameters.In(statement).Select(p => parameters.Single(known => known.Name == p.Name)).ToArray();
                errors.AddRange(GoogleSqlJudge.Analyze(text, catalog, used).Errors.Select(e => $"{purpose}: {e}\n{text}"));
                if (statement is CreateTable or CreateTableAs or CreateView && errors.Count == 0)
                {
                    catalog = GoogleSqlJudge.Declare(text, catalog, used);
                }
            }
        }

        errors.ShouldBeEmpty();
    }

    [Fact]
    public void The_translation_of_Snowflakes_statements_runs_on_DuckDb()
    {
        using var judge = new SnowflakeJudge();
        var errors = new List<string>();
        foreach (var (purpose, statement) in Corpus.All)
        {
            // The translator knows no block of Snowflake Scripting, and binds no parameter.
            if (statement is not Warehouse.Sql.Tree.Assert)
            {
                foreach (var written in SqlWriter.WriteEach(statement, Dialects.Snowflake, ParameterStyle.Driver))
                {
                    var text = written
                        .Replace(":batch_at", "CAST('2024-05-06 07:08:09' AS TIMESTAMP_NTZ(6))", StringComparison.Ordinal)
                        .Replace(":batch_id", "'batch-1'", StringComparison.Ordinal);
                    errors.AddRange(judge.Judge(text).Errors.Select(e => $"{purpose}: {e}\n{text}"));
                }
            }
        }

        errors.ShouldBeEmpty();
    }

    private static List<string> Run(DbConnection connection, Dialect dialect)
    {
        foreach (var text in dialect.Prelude)
        {
            Execute(connection, text);
        }

        var rows = new List<string>();
        foreach (var (purpose, statement) in Corpus.All)
        {
            using var command = connection.CreateCommand();
            command.CommandText = SqlWriter.Write(statement, dialect, ParameterStyle.Driver);
            // An index is no statement where there are none.
            if (command.CommandText.Length == 0)
                continue;
            foreach (var needed in Parameters.In(statement))
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = needed.Name;
                parameter.Value = needed == Corpus.BatchAt ? At : "batch-1";
                command.Parameters.Add(parameter);
            }

            try
            {
                using var reader = command.ExecuteReader();
                if (statement is Report)
                {
                    rows.Add(purpose);
                    rows.AddRange(Rows(reader));
                }
            }
            catch (DbException problem)
            {
                throw new ShouldAssertException($"{dialect.Name}: {purpose}\n{problem.Message}\n{command.CommandText}", problem);
            }
        }

        return rows;
    }

    private static List<string> Rows(DbDataReader reader)
    {
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => TestEngines.Results.CanonicalText.Of(reader.IsDBNull(i) ? null : reader.GetValue(i)))));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    private static void Execute(DbConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
