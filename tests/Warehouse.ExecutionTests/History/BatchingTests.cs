using System.Collections.Immutable;
using CsCheck;
using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.History.Oracle;
using Xunit;

namespace Warehouse.ExecutionTests.History;

/// <summary>Ten thousand changes make the same dimension, byte for byte, however many batches they come in and in whatever order, on every engine.</summary>
public sealed class BatchingTests(ITestOutputHelper output)
{
    private const int Changes = 10_000;
    private const int Members = 400;

    private static readonly HistoryDefinition Definition = new()
    {
        Feed = FeedKind.Changes,
        HasOrder = true,
        OnDelete = Deletion.Close,
        TwoPartKey = true,
        Attributes =
        [
            new("first_seen", 0, ValueKind.Day), new("name", 1), new("nick", 1, ValueKind.Text, PerRun: true), new("tier", 2, ValueKind.Integer),
            new("phone", 3), new("city", 6), new("balance", 7, ValueKind.Money),
        ],
    };

    private static readonly DateTime Start = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string, int> Batchings
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var engine in (string[])["duckdb", "postgres"])
            {
                foreach (var batches in Soak.Minutes is null ? (int[])[1, 10] : [1, 10, 1_000])
                    data.Add(engine, batches);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Batchings))]
    public async Task Ten_thousand_changes_in_shuffled_batches_give_a_byte_equal_dimension(string engine, int batches)
    {
        var cancel = TestContext.Current.CancellationToken;
        var rows = History();
        var oracle = new HistoryOracle(Definition);
        oracle.Load(new(Start, rows));
        await using var database = await ProofDatabase.OpenAsync(engine, cancel);
        await using var dimension = await HistoryDimension.CreateAsync(database, Definition, cancel);

        foreach (var batch in Shuffled(rows, batches))
            (await dimension.LoadAsync(batch, 0, cancel)).Status.ShouldBe(BatchStatus.Committed);

        Text(await dimension.RowsAsync(cancel)).ShouldBe(Text(oracle.Rows()));
        output.WriteLine($"{engine}, {batches} batches: {oracle.Rows().Length} versions; {database.Profile}");
    }

    /// <summary>No two of one member, instant and order: the one that came later would correct the other.</summary>
    private static ImmutableArray<SourceRow> History()
    {
        var random = new PCG(1, 10_000);
        var seen = new HashSet<(int, int, int)>();
        var rows = ImmutableArray.CreateBuilder<SourceRow>(Changes);
        while (rows.Count < Changes)
        {
            var (member, instant, order) = (Next(Members), Next(200), Next(3));
            if (!seen.Add((member, instant, order)))
                continue;
            rows.Add(new(
                new(Pools.Code(member / 2), (member % 2) + 1),
                Start.AddHours(instant),
                order,
                IsDelete: Next(12) == 0,
                [.. Definition.Attributes.Select(a => Pools.Value(a.Kind, Next(a.IsTracked ? 3 : 9)))]));
        }

        return rows.MoveToImmutable();

        int Next(int below) => (int)random.Next((uint)below);
    }

    private static IEnumerable<HistoryBatch> Shuffled(ImmutableArray<SourceRow> rows, int batches)
    {
        var random = new PCG(2, (ulong)batches);
        var order = rows.ToArray();
        for (var i = order.Length - 1; i > 0; i--)
        {
            var other = (int)random.Next((uint)(i + 1));
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order.Chunk(Changes / batches).Select((chunk, i) => new HistoryBatch(Start.AddYears(1).AddMinutes(i), [.. chunk]));
    }

    private static string Text(IEnumerable<HistoryRow> rows) => string.Join('\n', HistoryRow.Sort(rows).Select(r => r.ToString()));
}
