using System.Collections.Concurrent;
using System.Collections.Immutable;
using Shouldly;
using Warehouse.DialectTests.Generated;
using Warehouse.Planning.Loads;
using Warehouse.Publishing.Generated;
using Warehouse.Sql.Dialects;
using Warehouse.TestEngines.History;
using Warehouse.Yaml;

namespace Warehouse.DialectTests.History;

/// <summary>What `warehouse generate` writes for one engine and the model of a scenario: what makes its tables, and its load.</summary>
internal sealed record ScenarioScripts(ImmutableArray<GeneratedScript> Tables, GeneratedScript Load)
{
    /// <summary>The dimension of every scenario; its source is the table `raw.d`.</summary>
    public const string Dimension = "d";

    private static readonly ConcurrentDictionary<(string Engine, string Model), ScenarioScripts> Written = new();

    public static ScenarioScripts Of(string engine, HistoryDefinition definition) =>
        Written.GetOrAdd((engine, HistoryYaml.Write(definition, Dimension)), made => Write(made.Engine, made.Model));

    private static ScenarioScripts Write(string engine, string model)
    {
        var read = ProjectReader.Read(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["warehouse.yml"] = $"version: 1\nname: small\ndefault_target: test\ntargets:\n  test: {{engine: duckdb, database: x}}\n{model}",
        });
        read.Diagnostics.Where(d => d.IsError).Select(d => d.Message).ShouldBeEmpty(model);
        var (files, unwritable) = ScriptSet.Write(read.Project!, LoadPlanner.Plan(read.Project!), Dialects.Find(engine)!);
        unwritable.Select(u => u.Reason.Message).ShouldBeEmpty(model);
        var scripts = files.Select(f => GeneratedScript.Read(f.Path[(engine.Length + 1)..], f.Text, escapes: true)).ToList();
        return new([.. scripts.Where(s => !IsLoad(s))], scripts.Single(IsLoad));
    }

    private static bool IsLoad(GeneratedScript script) => script.File.StartsWith("load/", StringComparison.Ordinal);
}
