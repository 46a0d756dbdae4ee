using System.Collections.Immutable;
using System.Globalization;
using Shouldly;
using Warehouse.DialectTests.Generated;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Publishing.Generated;
using Warehouse.Sql.Dialects;
using Warehouse.TestEngines.Facts;
using Warehouse.TestEngines.TSql;
using Warehouse.Yaml;
using Xunit;

namespace Warehouse.DialectTests.Facts;

/// <summary>
/// Every case of a fact by generated scripts alone: those for BigQuery evaluated by GoogleSQL, those for Snowflake translated to DuckDB.
/// Those for T-SQL are parsed.
/// </summary>
public sealed class FactScriptTests(ITestOutputHelper output)
{
    public static TheoryData<string> Cases => [.. AllFactCases.List.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void BigQuery_loads_to_what_the_case_says(string name) => Check(AllFactCases.Named(name), "bigquery", new FactsOnBigQuery());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Snowflake_loads_to_what_the_case_says(string name) => Check(AllFactCases.Named(name), "snowflake", new FactsInDatabase("snowflake"));

    [Fact]
    public void ScriptDom_parses_the_scripts_of_every_case()
    {
        var judged = 0;
        foreach (var fact in AllFactCases.List)
        {
            foreach (var script in Scripts("tsql", fact.Model).Scripts)
            {
                var verdict = TSqlJudge.Parse(script.Text);
                verdict.Accepted.ShouldBeTrue($"{fact.Name}: {script.File}\n{string.Join('\n', verdict.Errors)}");
                judged++;
            }
        }

        output.WriteLine($"tsql: {judged} scripts of {AllFactCases.List.Length} cases parsed by ScriptDom");
        judged.ShouldBeGreaterThan(AllFactCases.List.Length);
    }

    private static void Check(FactCase fact, string engine, IFactWarehouse warehouse)
    {
        using var disposed = warehouse;
        var (scripts, loads) = Scripts(engine, fact.Model);
        foreach (var script in scripts.Where(s => !IsLoad(s)))
            warehouse.Run(script, ImmutableDictionary<string, string?>.Empty);
        var isFirst = true;
        foreach (var step in fact.Steps)
        {
            foreach (var load in loads.Where(l => l.HasBatches))
            {
                var script = scripts.Single(s => IsLoad(s) && Path.GetFileNameWithoutExtension(s.File)[3..] == load.Pipeline);
                var file = load.Reads is { } read ? FactCase.FileName(((SourceOrigin.Files)read.Source.Origin).Path.Text) : null;
                var delivered = step.Delivers.Where(d => d.File == file).Select(d => d.Csv).SingleOrDefault();
                // A calendar has no source, and is filled once.
                if (delivered is null && (file is not null || !isFirst))
                    continue;
                if (delivered is not null)
                    Land(warehouse, load, delivered);
                warehouse.Run(script, Parameters(load.Pipeline, step.Day, file));
            }

            isFirst = false;
            Check(step, warehouse);
        }
    }

    private static void Check(FactStep step, IFactWarehouse warehouse)
    {
        foreach (var (pipeline, count, rows) in step.Counts)
            warehouse.Lines($"SELECT {count} FROM _warehouse.batch WHERE batch_id = '{pipeline} {step.Day}'").ShouldBe([rows.ToString(CultureInfo.InvariantCulture)], $"{step.Day}: {count} of {pipeline}");
        warehouse.Lines($"SELECT DISTINCT code FROM _warehouse.rejected_row WHERE batch_id LIKE '% {step.Day}' ORDER BY code").ShouldBe(step.Rejects, step.Day);
        foreach (var (sql, lines) in step.Shows)
            warehouse.Lines(sql).ShouldBe(lines, $"{step.Day}: {sql}");
    }

    private static void Land(IFactWarehouse warehouse, PipelineLoad load, string csv)
    {
        var rows = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(r => r.Split(',')).ToList();
        var read = load.Reads!.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var columns = rows[0].Index().Where(c => read.Contains(c.Item)).ToList();
        var tuples = rows.Skip(1).Index().Select(r => $"({string.Join(", ", columns.Select(c => Literal(r.Item[c.Index])))}, {r.Index + 1})").ToList();
        if (tuples.Count > 0)
            warehouse.Run($"INSERT INTO _warehouse.landing_{load.Pipeline} ({string.Join(", ", columns.Select(c => c.Item))}, _row) VALUES {string.Join(", ", tuples)}");
    }

    private static string Literal(string cell) => cell.Length == 0 ? "NULL" : $"'{cell.Replace("'", "''", StringComparison.Ordinal)}'";

    private static Dictionary<string, string?> Parameters(string pipeline, string day, string? file) => new(StringComparer.Ordinal)
    {
        ["batch_id"] = $"{pipeline} {day}",
        ["batch_at"] = $"{day} 00:00:00",
        ["file_name"] = file is null ? null : $"data/{file}_{day}.csv",
        ["file_hash"] = file is null ? null : $"hash of {day}",
        ["model_hash"] = "the model",
        ["lo"] = null,
        ["hi"] = null,
        ["read_from"] = null,
        ["mode"] = "incremental",
        ["started_at"] = $"{day} 06:00:00",
        ["committed_at"] = $"{day} 06:00:01",
    };

    private static (IReadOnlyList<GeneratedScript> Scripts, ImmutableArray<PipelineLoad> Loads) Scripts(string engine, string model)
    {
        var read = ProjectReader.Read(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["warehouse.yml"] = $"version: 1\nname: small\ndefault_target: test\ntargets:\n  test: {{engine: duckdb, database: x}}\n{model}",
        });
        read.Diagnostics.Where(d => d.IsError).Select(d => d.Message).ShouldBeEmpty(model);
        var loads = LoadPlanner.Plan(read.Project!);
        var (files, unwritable) = ScriptSet.Write(read.Project!, loads, Dialects.Find(engine)!);
        unwritable.Select(u => u.Reason.Message).ShouldBeEmpty(model);
        return ([.. files.Select(f => GeneratedScript.Read(f.Path[(engine.Length + 1)..], f.Text, escapes: engine is "bigquery" or "snowflake"))], loads);
    }

    private static bool IsLoad(GeneratedScript script) => script.File.StartsWith("load/", StringComparison.Ordinal);
}
