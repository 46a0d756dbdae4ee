using System.Text.RegularExpressions;
using Shouldly;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.History.Scenarios;
using Xunit;

namespace Warehouse.ExecutionTests.History;

/// <summary>Faults put into the compiled plan on purpose: each is caught by a scenario, which the plan without the fault answers (<see cref="ScenarioTests"/>).</summary>
public sealed class MutationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What is wrong, where it stands in DuckDB's words, what stands there instead, and the scenario that catches it.</summary>
    private static readonly (string Fault, string Find, string Replace, string CaughtBy)[] Faults =
    [
        ("= instead of a null-safe comparison",
            @"(j\.x)\s+IS DISTINCT FROM (lag\(j\.x\))", "$1 <> $2", "NULL differs from a value and equals NULL"),
        ("A change at the very instant of the last one is not late",
            @"t\._effective_at <= m\._old_last_change_at", "t._effective_at < m._old_last_change_at", "A later arrival at the same time and order corrects the earlier one"),
        ("Late changes are taken for new ones",
            @"t\._effective_at <= m\._old_last_change_at", "FALSE", "A late change splits a version where the rows have forgotten what was said again"),
        ("order_by is forgotten",
            @"said\._order_by_1 NULLS FIRST, ", "", "Another order at the same time is no correction but a change of its own"),
        ("Of an upsert and a delete that tie the upsert is last",
            @"s\._is_delete DESC", "s._is_delete ASC", "Of an upsert and a delete that tie the delete is last"),
        ("Deletes are not remembered",
            @"(WHERE s\._outcome IN \('accepted', 'superseded', 'late'\))", "$1 AND NOT s._is_delete", "A delete that came before its member ends it when it comes"),
        ("Changes that change nothing are not remembered",
            @"(WHERE s\._outcome IN \('accepted', 'superseded', 'late'\))", "$1 AND NOT EXISTS (SELECT 1 FROM mart.d1__changes AS p WHERE p.x = s.x)",
            "A late change that says what was known changes nothing, and is remembered"),
        ("A delete is no boundary",
            @"OR j\._is_delete <> j\._before_is_delete", "", "close ends the version at the delete, and the attributes keep their values"),
        ("A version ends one microsecond early",
            @"(lead\(r\._effective_at\) OVER \([^)]*\))", "$1 - INTERVAL 1 MICROSECOND", "Type 2 opens a version with every change of its value"),
        ("The changes of one instant are all states",
            @"WHERE o\._effective_at IS DISTINCT FROM o\._next_at", "", "Another order at the same time is no correction but a change of its own"),
        ("Type 0 takes the last value",
            @"first_value\(c\.x\) OVER \(PARTITION BY c\.(\w+) ORDER BY c\._sequence\) AS x", "first_value(c.x) OVER (PARTITION BY c.$1 ORDER BY c._sequence DESC) AS x",
            "Type 0 takes the value of the first change, also where that arrives last"),
        ("Type 1 is written on the last version alone",
            @"AND c\._overwrites", "AND c._overwrites AND d._is_last", "Type 1 writes the last value on every version"),
        ("Type 1 takes the value that arrived last, not the one that is last",
            @"ORDER BY c\._values DESC, c\._sequence", "ORDER BY c._is_met, c._values, c._sequence", "A late change does not overwrite type 1 with an older value"),
        ("Type 1 by run is written on every version",
            @"PARTITION BY r\.(\w+), r\._run", "PARTITION BY r.$1", "Type 1 by run keeps the last value seen within each version"),
        ("Type 3 keeps the value before the last change of anything",
            @"AND c\.\w+ IS DISTINCT FROM c\._before_\w+", "", "Type 3 holds the last value and the one before its last change"),
        ("Type 6 shows each version's own value",
            @"first_value\(c\.x\) OVER \([^)]*\) AS current_x", "c.x AS current_x",
            "Type 6 opens versions and shows the last value on all of them"),
        ("The first version is not drawn back",
            @"TIMESTAMP '1900-01-01 00:00:00'", "r._effective_at", "The first version reaches back to 1900"),
        ("Inheritance goes on across a delete",
            @"sum\(CASE WHEN o\._is_delete THEN 1 ELSE 0 END\)", "sum(0)", "A delete ends the inheritance"),
        ("Corrections are remembered beside what they correct, and lose to it",
            @"AND t\._outcome = 'corrected'", "AND FALSE", "A later arrival at the same time and order corrects the earlier one"),
        ("Versions that no longer stand stay",
            @"DELETE FROM mart\.dim_d1 AS d\s+WHERE", "DELETE FROM mart.dim_d1 AS d WHERE FALSE AND", "A correction that makes a change say what was known takes its version away"),
        ("Every change before the horizon is forgotten but the first and the last",
            @"THEN FALSE\s+ELSE TRUE\s+END AS _repeats", "THEN TRUE ELSE TRUE END AS _repeats", "What is forgotten of the past leaves its versions as they are"),
        ("A stamp that is not newer than the last change rewrites it",
            @"s\._effective_at > d\._last_change_at", "s._effective_at >= d._last_change_at", "A changed value under an unchanged stamp takes effect at the batch time"),
        ("A rejected row's member counts as absent",
            @"(FROM _warehouse\.stage_\w+ AS m\s+WHERE) ", "$1 m._outcome = 'accepted' AND ", "The member of a rejected row counts as present"),
        ("Absence counts beyond the scope that the batch mentions",
            @"IS NOT DISTINCT FROM d\.", "IS NOT DISTINCT FROM m.", "Absence counts only within the scope that the batch mentions"),
    ];

    public static TheoryData<string> Names => [.. Faults.Select(f => f.Fault)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_in_the_compiled_plan_is_caught_by_a_scenario(string fault)
    {
        var (_, find, replace, caughtBy) = Faults.Single(f => f.Fault == fault);
        var scenario = AllScenarios.Named(caughtBy);
        FaultySessions? faulty = null;
        await using var database = await ProofDatabase.OpenAsync("duckdb", Stop, s => faulty = new(s, new(find, RegexOptions.CultureInvariant), replace));
        await using var dimension = await HistoryDimension.CreateAsync(database, scenario.Definition, Stop);

        var caught = await IsCaughtAsync(scenario, dimension);

        faulty!.Hits.ShouldBePositive("the fault is in no statement");
        caught.ShouldBeTrue($"\"{caughtBy}\" ends as if there were no fault");
    }

    /// <summary>A load that fails its own invariants catches the fault as well as wrong rows or counts do.</summary>
    private static async Task<bool> IsCaughtAsync(Scenario scenario, HistoryDimension dimension)
    {
        foreach (var step in scenario.Steps)
        {
            var result = await dimension.LoadAsync(step.Batch, step.Rejected, Stop, step.Lifted is null ? [] : [step.Lifted]);
            if (result.Error is { } error && step.Refused is null)
            {
                // A statement that the engine cannot run at all would be no fault of the kind that is looked for.
                (error.Code.StartsWith("WH51", StringComparison.Ordinal) || error.Message.Contains("Constraint Error", StringComparison.Ordinal)).ShouldBeTrue(error.Message);
                return true;
            }

            if (result.Error is null && step.Refused is not null)
                return true;
            if (step.Counts.Any(c => result.Counts[c.Name] != c.Rows))
                return true;
        }

        return !HistoryRow.Same(await dimension.RowsAsync(Stop), scenario.Expected);
    }
}
