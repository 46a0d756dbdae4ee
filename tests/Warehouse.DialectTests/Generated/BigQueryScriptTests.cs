using System.Text.RegularExpressions;
using Shouldly;
using Warehouse.TestEngines.GoogleSql;
using Xunit;

namespace Warehouse.DialectTests.Generated;

/// <summary>Every statement that is generated for BigQuery, analysed by GoogleSQL on the tables that the statements before it have made.</summary>
public sealed partial class BigQueryScriptTests(ITestOutputHelper output)
{
    [Fact]
    public async Task GoogleSql_accepts_every_statement()
    {
        var catalog = GoogleSqlCatalog.Empty;
        var (judged, rejected) = (0, new List<string>());
        foreach (var script in await GeneratedScripts.OfAsync("bigquery"))
        {
            var parameters = Parameter().Matches(script.Text).Select(m => new GoogleSqlParameter(m.Groups["name"].Value, m.Groups["type"].Value)).ToArray();
            foreach (var statement in script.Statements)
            {
                var verdict = GoogleSqlJudge.Analyze(statement.Sql, catalog, parameters);
                judged++;
                if (!verdict.Accepted)
                    rejected.Add($"{statement}\n{string.Join('\n', verdict.Errors)}\n{statement.Sql}\n");
                else if (CreatedTable().IsMatch(statement.Sql))
                    catalog = GoogleSqlJudge.Declare(statement.Sql, catalog, parameters);
                else if (DroppedTable().Match(statement.Sql) is { Success: true } dropped)
                    catalog = catalog.Without(dropped.Groups["table"].Value.Replace("`", "", StringComparison.Ordinal));
            }
        }

        output.WriteLine($"bigquery: {judged} statements analysed by GoogleSQL");
        rejected.ShouldBeEmpty(string.Join('\n', rejected));
        judged.ShouldBe((await GeneratedScripts.OfAsync("bigquery")).Sum(s => s.Statements.Length));
        judged.ShouldBeGreaterThan(150);
    }

    [Fact]
    public async Task GoogleSql_parses_each_file_as_a_script()
    {
        foreach (var script in await GeneratedScripts.OfAsync("bigquery"))
            GoogleSqlJudge.ParseScript(script.Text).ShouldBeAccepted();
    }

    /// <summary>A transaction of BigQuery takes DML and temporary tables only, which no analyzer checks.</summary>
    [Fact]
    public async Task Nothing_but_temporary_tables_is_created_in_a_transaction()
    {
        foreach (var script in (await GeneratedScripts.OfAsync("bigquery")).Where(s => s.File.StartsWith("load/", StringComparison.Ordinal)))
        {
            var inside = script.Statements.SkipWhile(s => s.Sql != "BEGIN TRANSACTION").TakeWhile(s => s.Sql != "COMMIT TRANSACTION").Skip(1).ToList();
            inside.ShouldNotBeEmpty(script.File);
            inside.Where(s => !AllowedInTransaction().IsMatch(s.Sql)).ShouldBeEmpty();
        }
    }

    [GeneratedRegex(@"^--   --parameter=(?<name>\w+):(?<type>\w+):", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\ACREATE (OR REPLACE )?(TEMP )?(TABLE|VIEW) ")]
    private static partial Regex CreatedTable();

    [GeneratedRegex(@"\ADROP TABLE IF EXISTS (?<table>\S+)\z")]
    private static partial Regex DroppedTable();

    [GeneratedRegex(@"\A(INSERT|UPDATE|DELETE|MERGE|SELECT|ASSERT|CREATE OR REPLACE TEMP TABLE) ")]
    private static partial Regex AllowedInTransaction();
}
