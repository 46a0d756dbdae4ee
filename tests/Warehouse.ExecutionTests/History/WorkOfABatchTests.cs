using System.Collections.Immutable;
using System.Globalization;
using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.TestEngines.History;
using Xunit;

namespace Warehouse.ExecutionTests.History;

/// <summary>What a batch costs follows what it says, not how much there is: told by the plans that Postgres made and carried out, never by a clock.</summary>
public sealed class WorkOfABatchTests
{
    private const int Members = 10_000;
    private const int Changed = 50;

    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly HistoryDefinition Log = new() { Feed = FeedKind.Changes, Attributes = [new("tier", 2), new("name", 1), new("city", 6)] };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_in_order_finds_the_members_it_speaks_of_by_key_and_never_reads_the_store()
    {
        await using var large = await LargeAsync(Log);

        await large.LoadAsync(Batch(day: 20, "new"));

        large.RowsRead(large.Dimension.Table).ShouldBeInRange(Changed, 4 * Changed, large.Readers(large.Dimension.Table));
        large.RowsRead(large.Dimension.Store).ShouldBe(0, large.Readers(large.Dimension.Store));
    }

    [Fact]
    public async Task A_late_batch_touches_the_members_it_speaks_of_alone()
    {
        await using var large = await LargeAsync(Log);
        await large.LoadAsync(Batch(day: 20, "new"));

        await large.LoadAsync(Batch(day: 15, "late"));

        // Each of them has three versions by then, and the specials are counted.
        large.RowsRead(large.Dimension.Table).ShouldBeInRange(Changed, 8 * Changed, large.Readers(large.Dimension.Table));
        large.RowsRead(large.Dimension.Store).ShouldBeInRange(Changed, 4 * Changed, large.Readers(large.Dimension.Store));
    }

    [Fact]
    public async Task A_snapshot_in_which_nothing_changed_writes_no_row()
    {
        var states = Log with { Feed = FeedKind.Snapshot, HasStamp = false, HasDeletes = false };
        await using var large = await LargeAsync(states);
        var before = await large.RowVersionsAsync();

        await large.LoadAsync(new(Start.AddDays(20), Everyone()));

        (await large.RowVersionsAsync()).ShouldBe(before);
    }

    private static HistoryBatch Batch(int day, string tier) =>
        new(Start.AddDays(40 + day), [.. Enumerable.Range(0, Changed).Select(i => Row(i * (Members / Changed), Start.AddDays(day), tier))]);

    private static ImmutableArray<SourceRow> Everyone() => [.. Enumerable.Range(0, Members).Select(i => Row(i, Start, "old"))];

    private static SourceRow Row(int member, DateTime at, string tier) =>
        new(new(member.ToString("00000", CultureInfo.InvariantCulture)), at, 0, IsDelete: false, [tier, "same", "same"]);

    private static async Task<LargeDimension> LargeAsync(HistoryDefinition definition)
    {
        ExplainedSessions? explained = null;
        var database = await ProofDatabase.OpenAsync("postgres", Stop, sessions => explained = new(sessions));
        var large = new LargeDimension(database, await HistoryDimension.CreateAsync(database, definition, Stop), explained!);
        await large.LoadAsync(new(Start, Everyone()));
        await database.AskAsync($"ANALYZE {large.Dimension.Table}", Stop);
        if (definition.Feed == FeedKind.Changes)
            await database.AskAsync($"ANALYZE {large.Dimension.Store}", Stop);
        return large;
    }

    private sealed record LargeDimension(ProofDatabase Database, HistoryDimension Dimension, ExplainedSessions Explained) : IAsyncDisposable
    {
        public async Task LoadAsync(HistoryBatch batch)
        {
            Explained.Statements.Clear();
            (await Dimension.LoadAsync(batch, 0, Stop)).Status.ShouldBe(BatchStatus.Committed);
        }

        /// <summary>The most rows of a table that any statement of the last batch looked at.</summary>
        public long RowsRead(string table) => Explained.Statements.Max(s => s.RowsRead(Bare(table)));

        public string Readers(string table) =>
            string.Join("\n\n", Explained.Statements.Where(s => s.RowsRead(Bare(table)) > 0).Select(s => $"{s.RowsRead(Bare(table))} rows: {s.Text}\n{s.Plan}"));

        /// <summary>Which transaction wrote each row, and where it lies: an update leaves neither.</summary>
        public async Task<string> RowVersionsAsync()
        {
            var rows = await Database.AskAsync($"SELECT md5(string_agg(xmin::text || ctid::text, ' ' ORDER BY ctid)) FROM {Dimension.Table}", Stop);
            return (string)rows.Rows[0][0]!;
        }

        public async ValueTask DisposeAsync()
        {
            await Dimension.DisposeAsync();
            await Database.DisposeAsync();
        }

        private static string Bare(string table) => table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..];
    }
}
