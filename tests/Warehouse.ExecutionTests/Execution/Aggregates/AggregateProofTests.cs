using System.Globalization;
using CsCheck;
using Warehouse.ExecutionTests.Adapters;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Aggregates;

/// <summary>
/// Random sequences of batches of a fact (new, corrected, repeated, deleted, early) and of its dimensions (overwritten, changed, late,
/// deleted): after each of them every aggregate equals what is computed from scratch. The seeds are 0, 1, 2 … in every run.
/// </summary>
public sealed class AggregateProofTests(ITestOutputHelper output)
{
    private const uint Stream = 7;

    private const int Batches = 8;

    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task After_each_batch_of_random_sequences_the_aggregates_equal_the_fact_computed_from_scratch(string engine)
    {
        for (var seed = 0ul; seed < 8; seed++)
        {
            var random = new PCG(Stream, seed);
            var (late, onDuplicate) = (Of(random, "infer", "unknown", "hold"), Of(random, "update", "update", "append_reversal"));
            // Every other stream has an order, in which rows come late and deletes are remembered.
            var orderBy = seed % 2 == 1 ? "order_by: [o]" : "";
            await using var project = await AggregateProject.CreateAsync(engine, late, onDuplicate, orderBy);
            for (var batch = 1; batch <= Batches; batch++)
            {
                var what = Deliver(project, random);
                await project.LoadAsync();
                await project.ShouldBeInStepAsync($"seed {seed} (late: {late}, on_duplicate: {onDuplicate}, {orderBy}), batch {batch}, {what}");
            }

            output.WriteLine($"seed {seed}: {string.Join(", ", await project.RowsAsync("SELECT count(*), count(DISTINCT m_key), count(DISTINCT changed_by) FROM mart.fact_f"))}");
        }
    }

    private static string Deliver(AggregateProject project, PCG random)
    {
        switch (random.Next(5))
        {
            case 0 or 1:
                project.People(Rows(random, 3, r => $"{Of(r, "1", "2", "3", "4")},{Day(r)},{Of(r, "U", "U", "U", "U", "D")},{Of(r, "A", "B", "")},{Of(r, "x", "y", "")}", line => line[..12]));
                return "of people";
            case 2:
                project.Things(Rows(random, 2, r => $"{Of(r, "s", "r")},{Of(r, "c1", "c2", "")},{Of(r, "d1", "d2")}", line => line[..1]));
                return "of things";
            default:
                project.Events(Rows(random, 5, Event, line => line[..2]));
                return "of events";
        }
    }

    private static string Event(PCG r) =>
        $"{r.Next(9)},{Of(r, "1", "2", "3", "4", "")},{Of(r, "1", "2", "3", "")},{Of(r, "s", "r", "")},{Day(r)},{Of(r, "U", "U", "U", "U", "D")},{Of(r, "1", "2", "3", "")},{r.Next(500).ToString(CultureInfo.InvariantCulture)}.25,{Of(r, "1", "2", "3", "4", "")}";

    /// <summary>Up to so many rows, of which no two say different things of one key.</summary>
    private static string[] Rows(PCG random, uint most, Func<PCG, string> row, Func<string, string> key) =>
        [.. Enumerable.Range(0, (int)random.Next(most) + 1).Select(_ => row(random)).DistinctBy(key)];

    private static string Day(PCG random) => string.Create(CultureInfo.InvariantCulture, $"2024-0{random.Next(2) + 1}-{random.Next(28) + 1:00}");

    private static string Of(PCG random, params string[] values) => values[random.Next((uint)values.Length)];
}
