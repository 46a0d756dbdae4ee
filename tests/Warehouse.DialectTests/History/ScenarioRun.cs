using System.Globalization;
using System.Numerics;
using Shouldly;
using Warehouse.Execution.Sessions;
using Warehouse.ExecutionTests.History;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.History.Scenarios;
using Warehouse.TestEngines.Results;

namespace Warehouse.DialectTests.History;

/// <summary>A scenario answered by generated scripts alone: what each batch reports, and the rows of the dimension after the last.</summary>
internal static class ScenarioRun
{
    private const string Table = "mart.dim_" + ScenarioScripts.Dimension;

    public static void Check(string engine, ScenarioWarehouse warehouse, Scenario scenario)
    {
        var scripts = ScenarioScripts.Of(engine, scenario.Definition);
        var source = new SourceRows(scenario.Definition);
        warehouse.Create(source);
        foreach (var script in scripts.Tables)
            warehouse.Run(script, new Dictionary<string, string?>(StringComparer.Ordinal)).ShouldBeNull();
        foreach (var (step, index) in scenario.Steps.Select((step, index) => (step, index)))
        {
            var batch = string.Create(CultureInfo.InvariantCulture, $"batch {index}");
            warehouse.Deliver(source, source.Of(step.Batch, step.Rejected));
            // Whoever runs a script leaves out the guards that are lifted, as the comment above them says.
            var load = step.Lifted is null
                ? scripts.Load
                : scripts.Load with { Statements = [.. scripts.Load.Statements.Where(s => !s.Purpose.EndsWith($"(left out with --{step.Lifted})", StringComparison.Ordinal))] };
            Check(step, batch, warehouse, warehouse.Run(load, Parameters(batch, step.Batch.At)));
        }

        var found = warehouse.Query($"SELECT * FROM {Table}");
        var rows = new DimensionReading(scenario.Definition, ScenarioScripts.Dimension, Plain(found)).Rows();
        rows.Select(r => r.ToString()).ShouldBe(HistoryRow.Sort(scenario.Expected).Select(r => r.ToString()));
        if (scenario.Definition.HasVersions)
            CheckCurrent(warehouse, rows);
    }

    /// <summary>The current view has one row a durable key: the last version of each member, and the special members.</summary>
    private static void CheckCurrent(ScenarioWarehouse warehouse, IReadOnlyCollection<HistoryRow> rows)
    {
        var found = Plain(warehouse.Query($"SELECT * FROM mart.dim_{ScenarioScripts.Dimension}_current"));
        found.Rows.Select(r => r[found.IndexOf($"{ScenarioScripts.Dimension}_durable_key")]).ShouldBeUnique();
        found.Rows.Count.ShouldBe(rows.Select(r => r.Key).Distinct().Count() + 3);
    }

    private static void Check(ScenarioStep step, string batch, ScenarioWarehouse warehouse, string? stopped)
    {
        var ledger = Plain(warehouse.Query($"SELECT * FROM _warehouse.batch WHERE batch_id = '{batch}'"));
        var rejected = warehouse.Query($"SELECT DISTINCT code FROM _warehouse.rejected_row WHERE batch_id = '{batch}'").Lines;
        if (step.Refused is { } refused)
        {
            stopped.ShouldNotBeNull();
            stopped.ShouldStartWith($"{refused}: ");
            ledger.Rows.ShouldBeEmpty();
            rejected.ShouldBeEmpty();
            return;
        }

        stopped.ShouldBeNull();
        var counts = ledger.Rows.ShouldHaveSingleItem();
        rejected.ShouldBe(step.RejectCode is null ? [] : [step.RejectCode]);
        // Several rejected rows are delivered in copies; one is not.
        if (step.Rejected <= 1)
            counts[ledger.IndexOf("rejected")].ShouldBe((long)step.Rejected);
        foreach (var (name, rows) in step.Counts)
            counts[ledger.IndexOf(name)].ShouldBe(rows, name);
    }

    private static Dictionary<string, string?> Parameters(string batch, DateTime at) => new(StringComparer.Ordinal)
    {
        ["batch_id"] = batch,
        ["batch_at"] = at.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        ["file_name"] = null,
        ["file_hash"] = null,
        ["model_hash"] = "the model",
        ["lo"] = null,
        ["hi"] = null,
        ["read_from"] = null,
        ["mode"] = "incremental",
        ["started_at"] = "2024-02-01 06:00:00",
        ["committed_at"] = "2024-02-01 06:00:01",
    };

    // The values that adapters give, whichever judge they come from.
    private static RowSet Plain(ResultSet found) => new(
        [.. found.Columns], [.. found.Rows.Select(row => (IReadOnlyList<object?>)[.. row.Select(Plain)])]);

    private static object? Plain(object? value) => value switch
    {
        int number => (long)number,
        BigInteger number => (long)number,
        DateTimeOffset time => time.UtcDateTime,
        _ => value,
    };
}
