using System.Collections.Immutable;
using System.Globalization;
using Shouldly;
using Warehouse.DialectTests.Generated;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Publishing.Generated;
using Warehouse.Sql.Dialects;
using Warehouse.TestEngines.TSql;
using Warehouse.Yaml;
using Xunit;

namespace Warehouse.DialectTests.Constructs;

/// <summary>
/// The constructs of the language by generated scripts alone: run on DuckDB and Postgres, evaluated by GoogleSQL, translated from
/// Snowflake's words to DuckDB's, and parsed as T-SQL. All leave the same rows.
/// </summary>
public sealed class ConstructTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Cases =>
        from construct in ConstructCases.All
        from engine in new[] { "duckdb", "postgres", "bigquery", "snowflake" }
        select new TheoryDataRow<string, string>(construct.Name, engine);

    public static IEnumerable<TheoryDataRow<string>> Names => ConstructCases.All.Select(c => new TheoryDataRow<string>(c.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_scripts_leave_the_same_rows_everywhere(string name, string engine)
    {
        var construct = ConstructCases.All.Single(c => c.Name == name);
        var (project, loads) = Read(construct);
        var scripts = Write(project, loads, engine);
        using var database = ConstructDatabase.Of(engine);
        foreach (var source in project.Sources)
            database.Deliver(Table(source), Columns(loads, source), []);
        foreach (var script in scripts.Where(s => !s.File.StartsWith("load/", StringComparison.Ordinal)))
            database.Run(script, new Dictionary<string, string?>(StringComparer.Ordinal)).ShouldBeNull();
        foreach (var (batch, index) in construct.Batches.Select((b, i) => (b, i)))
        {
            var source = project.Sources.Single(s => s.Name.Text == batch.Source);
            database.Deliver(Table(source), Columns(loads, source), Rows(batch, Columns(loads, source)));
            foreach (var load in loads.Where(l => l.Reads?.Source.Name == source.Name))
            {
                var script = scripts.Single(s => s.File.EndsWith($"_{load.Pipeline}.sql", StringComparison.Ordinal) && s.File.StartsWith("load/", StringComparison.Ordinal));
                var stopped = database.Run(script, Parameters(string.Create(CultureInfo.InvariantCulture, $"batch {index} of {load.Pipeline}"), batch.At));
                stopped?[..6].ShouldBe(batch.Stopped);
                (stopped is null).ShouldBe(batch.Stopped is null);
            }
        }

        foreach (var (sql, rows) in construct.Expected)
            database.Query(sql).Lines.ShouldBe(rows, sql);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ScriptDom_parses_the_scripts_of_T_SQL(string name)
    {
        var (project, loads) = Read(ConstructCases.All.Single(c => c.Name == name));

        foreach (var script in Write(project, loads, "tsql"))
            TSqlJudge.Parse(script.Text).Errors.ShouldBeEmpty(script.File);
    }

    private static (Project Project, ImmutableArray<PipelineLoad> Loads) Read(ConstructCase construct)
    {
        var read = ProjectReader.Read(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["warehouse.yml"] = $"version: 1\nname: small\ndefault_target: test\ntargets:\n  test: {{engine: duckdb, database: x}}\n{construct.Model}",
        });
        read.Diagnostics.Where(d => d.IsError).Select(d => d.Message).ShouldBeEmpty();
        Loadability.Check(read.Project!).Where(d => d.IsError).Select(d => d.Message).ShouldBeEmpty();
        return (read.Project!, LoadPlanner.Plan(read.Project!));
    }

    private static ImmutableArray<GeneratedScript> Write(Project project, ImmutableArray<PipelineLoad> loads, string engine)
    {
        var (files, unwritable) = ScriptSet.Write(project, loads, Dialects.Find(engine)!);
        unwritable.Select(u => u.Reason.Message).ShouldBeEmpty();
        return [.. files.Select(f => GeneratedScript.Read(f.Path[(engine.Length + 1)..], f.Text, escapes: engine is "bigquery" or "snowflake"))];
    }

    /// <summary>A query of a case is one over the table of the source's name.</summary>
    private static string Table(Source source) => source.Origin is SourceOrigin.Table table ? table.Name.Text : $"raw.{source.Name}";

    /// <summary>What the table of a source holds, in the types that it is written in.</summary>
    private static ImmutableArray<SourceColumnRead> Columns(IEnumerable<PipelineLoad> loads, Source source) =>
        [.. loads.Where(l => l.Reads?.Source.Name == source.Name).SelectMany(l => l.Reads!.Columns)
            .Select(c => source.Delivery.ReadingOf(c.Name) is { } reading ? c with { Type = reading.WrittenAs } : c).Distinct().OrderBy(c => c.Name, StringComparer.Ordinal)];

    private static IEnumerable<IReadOnlyList<string?>> Rows(ConstructBatch batch, ImmutableArray<SourceColumnRead> columns)
    {
        var lines = batch.Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('|').Select(c => c.Trim()).ToList()).ToList();
        lines[0].ShouldBeSubsetOf(columns.Select(c => c.Name));
        foreach (var line in lines.Skip(1))
        {
            line.Count.ShouldBe(lines[0].Count);
            yield return [.. columns.Select(c => lines[0].IndexOf(c.Name) is var i and >= 0 && line[i].Length > 0 ? line[i] : null)];
        }
    }

    private static Dictionary<string, string?> Parameters(string batch, string at) => new(StringComparer.Ordinal)
    {
        ["batch_id"] = batch,
        ["batch_at"] = at,
        ["file_name"] = null,
        ["file_hash"] = null,
        ["model_hash"] = "the model",
        ["lo"] = null,
        ["hi"] = null,
        ["read_from"] = null,
        ["lo_number"] = null,
        ["hi_number"] = null,
        ["mode"] = "incremental",
        ["started_at"] = "2024-02-01 06:00:00",
        ["committed_at"] = "2024-02-01 06:00:01",
    };
}
