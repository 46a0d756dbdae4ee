using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.History.Oracle;
using Warehouse.TestEngines.History.Scenarios;
using Xunit;

namespace Warehouse.ExecutionTests.History;

/// <summary>Every row of every table of history.md, stated by hand and answered by the oracle and by each engine.</summary>
public sealed class ScenarioTests(ScenarioDatabases databases) : IClassFixture<ScenarioDatabases>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. AllScenarios.List.Select(s => s.Name)];

    public static TheoryData<string, string> OnEngines()
    {
        var data = new TheoryData<string, string>();
        foreach (var scenario in AllScenarios.List)
        {
            data.Add("duckdb", scenario.Name);
            data.Add("postgres", scenario.Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_oracle_says_what_the_scenario_says(string name)
    {
        var scenario = AllScenarios.Named(name);
        if (scenario.BeyondOracle)
            return;
        var accepted = scenario.Steps.Where(s => s.Refused is null).Select(s => s.Batch);

        var rows = HistoryOracle.After(scenario.Definition, accepted);

        HistoryRow.Same(rows, scenario.Expected).ShouldBeTrue(HistoryText.Difference("the last batch", scenario.Expected, rows));
    }

    [Theory]
    [MemberData(nameof(OnEngines))]
    public async Task An_engine_gives_what_the_scenario_says(string engine, string name)
    {
        var scenario = AllScenarios.Named(name);
        var database = await databases.OfAsync(engine, Stop);
        await using var dimension = await HistoryDimension.CreateAsync(database, scenario.Definition, Stop);

        foreach (var step in scenario.Steps)
            Check(step, await dimension.LoadAsync(step.Batch, step.Rejected, Stop, step.Lifted is null ? [] : [step.Lifted]));

        var rows = await dimension.RowsAsync(Stop);
        HistoryRow.Same(rows, scenario.Expected).ShouldBeTrue(HistoryText.Difference("the last batch", scenario.Expected, rows));
    }

    private static void Check(ScenarioStep step, BatchResult result)
    {
        if (step.Refused is { } refused)
        {
            new[] { result.Error?.Code, result.Error?.Rule.Name }.ShouldContain(refused, result.Error?.Message);
            return;
        }

        result.Error?.Message.ShouldBeNull();
        result.Status.ShouldBe(BatchStatus.Committed);
        result.Rejects.Select(r => r.Code).Distinct().ShouldBe(step.RejectCode is null ? [] : [step.RejectCode]);
        // Several rejected rows are delivered in copies (HistoryDimension); one is not.
        if (step.Rejected <= 1)
            result.Counts["rejected"].ShouldBe(step.Rejected);
        foreach (var (name, rows) in step.Counts)
            result.Counts[name].ShouldBe(rows, name);
    }
}

/// <summary>A database an engine, opened when it is first asked for.</summary>
public sealed class ScenarioDatabases : IAsyncDisposable
{
    private readonly Dictionary<string, ProofDatabase> _open = new(StringComparer.Ordinal);

    internal async Task<ProofDatabase> OfAsync(string engine, CancellationToken cancel)
    {
        if (!_open.TryGetValue(engine, out var database))
            _open[engine] = database = await ProofDatabase.OpenAsync(engine, cancel);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _open.Values)
            await database.DisposeAsync();
    }
}
