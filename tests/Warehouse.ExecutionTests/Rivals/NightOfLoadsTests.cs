using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Shouldly;
using Warehouse.CrashingLoader;
using Warehouse.Execution.Sessions;
using Warehouse.ExecutionTests.Crashes;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.ExecutionTests.History;
using Warehouse.TestEngines.History;
using Warehouse.TestEngines.History.Oracle;
using Xunit;

namespace Warehouse.ExecutionTests.Rivals;

/// <summary>
/// Load after load of a log with late changes and of the facts that its members have, by processes that get in each other's way and are killed at
/// random points: in the end the dimension is what the oracle says, and every fact has the version that held at its event, where there was one.
/// WAREHOUSE_SOAK_MINUTES makes it a night's worth, 1,000 batches or so many minutes, from a seed of chance that WAREHOUSE_SOAK_SEED replays.
/// </summary>
public sealed class NightOfLoadsTests(ITestOutputHelper output)
{
    private const int BatchesOfANight = 1000;

    private const int BatchesOfATest = 8;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("postgres")]
    [InlineData("duckdb")]
    public async Task Ends_as_the_oracle_says_whatever_came_in_the_way(string engine)
    {
        var chance = Environment.GetEnvironmentVariable("WAREHOUSE_SOAK_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture)
            : Soak.Minutes is null ? 1 : Environment.ProcessId;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{engine}: WAREHOUSE_SOAK_SEED={chance}"));
        await using var night = await Night.BeginAsync(engine, new Random(chance));
        var began = Stopwatch.GetTimestamp();
        while (await night.BatchesAsync() < (Soak.Minutes is null ? BatchesOfATest : BatchesOfANight)
            && (Soak.Minutes is not { } minutes || Stopwatch.GetElapsedTime(began).TotalMinutes < minutes))
        {
            await night.HourAsync();
        }

        await night.CheckAsync();
        var batches = await night.BatchesAsync();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{engine}: {batches} batches, {night.Tally}, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"));
    }

    private sealed class Night : IAsyncDisposable
    {
        /// <summary>More answers than the batches of an hour have: at some points nothing is left to be killed.</summary>
        private const int Points = 90;

        private const int Members = 25;

        private static readonly HistoryDefinition Definition = new() { Feed = FeedKind.Changes, Attributes = [new("city", 2), new("size", 1, ValueKind.Integer)] };

        private static readonly string Yaml = HistoryYaml.Write(Definition, "member")
            .Replace("sources:\n", "sources:\n  events:\n    table: raw.events\n    watermark: {column: lsn}\n    columns: {lsn: integer, happened_at: timestamp}\n", StringComparison.Ordinal)
            .Replace("    feed: changes\n", "    feed: changes\n    watermark: {column: lsn}\n    columns: {lsn: integer}\n", StringComparison.Ordinal) +
            """
            facts:
              sale:
                type: transaction
                source: events
                grain: [n]
                event_time: happened_at
                dimensions: {member: {key: [who], late: unknown}}
                degenerate: {n: integer, who: string, happened_at: timestamp}

            """;

        private static readonly string[] Sources =
        [
            "CREATE SCHEMA raw",
            "CREATE TABLE raw.member (lsn bigint, code varchar, stamp timestamp, op varchar, city varchar, size bigint)",
            "CREATE TABLE raw.events (lsn bigint, n bigint, happened_at timestamp, who varchar)",
        ];

        private readonly CrashDatabases _databases;
        private readonly LoadedProject _project;
        private readonly LoadTarget _target;
        private readonly Random _chance;
        private readonly string _model;
        private readonly List<LoaderProcess> _processes = [];
        private readonly List<SourceRow> _rows = [];
        private int _lsn;
        private int _events;
        private int _killed;
        private int _ended;
        private int _gaveWay;

        private Night(CrashDatabases databases, LoadedProject project, Random chance, string model) =>
            (_databases, _project, _target, _chance, _model) = (databases, project, databases.Copy(), chance, model);

        public string Tally => string.Create(CultureInfo.InvariantCulture, $"{_events} facts of {_rows.Count} changes, {_killed} processes killed, {_ended} loads ended, {_gaveWay} gave way");

        public static async Task<Night> BeginAsync(string engine, Random chance)
        {
            var model = Path.GetTempFileName();
            await File.WriteAllTextAsync(model, Yaml, Stop);
            var project = LoadedProject.Read(Yaml);
            var databases = await CrashDatabases.CreateAsync(engine, new("night", "") { Proof = ("read", 0) }, project, Sources);
            var night = new Night(databases, project, chance, model);
            for (var i = 0; i < 3; i++)
                night._processes.Add(LoaderProcess.Start(model));
            foreach (var process in night._processes)
                await process.ReadyAsync(Stop);
            return night;
        }

        /// <summary>Something new comes, and one to three processes load it at once; now and then one of them is stopped in the midst of it, waited for in vain, and killed.</summary>
        public async Task HourAsync()
        {
            await _databases.ExecuteAsync(_target, [Changes(), Events()]);
            var victim = _chance.Next(3) == 0 ? _processes[0] : null;
            var isHeld = victim is not null && await RunAsync(victim, _chance.Next(Points), TimeSpan.FromSeconds(60));
            var rivals = Math.Min(_chance.Next(1, 4), _processes.Count - (isHeld ? 1 : 0));
            // Who waits for one that is held waits in vain.
            var patience = TimeSpan.FromMilliseconds(isHeld || _chance.Next(3) == 0 ? 50 : 60_000);
            await Task.WhenAll(_processes.Where(p => !isHeld || p != victim).Take(rivals).Select(p => RunAsync(p, null, patience)));
            if (!isHeld)
                return;
            (await victim!.KillAsync(Stop)).ShouldBe((137, ""));
            await victim.DisposeAsync();
            _processes.Remove(victim);
            _processes.Add(LoaderProcess.Start(_model));
            await _processes[^1].ReadyAsync(Stop);
            _killed++;
        }

        public async Task<long> BatchesAsync() => (long)(await AskAsync("SELECT count(*) FROM _warehouse.batch")).Scalar!;

        public async Task CheckAsync()
        {
            await _databases.LoadAsync(_target, _project);
            var oracle = new HistoryOracle(Definition);
            oracle.Load(new(HistoryGenerator.BatchTime(0), [.. _rows]));
            var actual = new DimensionReading(Definition, "member", await AskAsync("SELECT * FROM mart.dim_member")).Rows();
            var expected = oracle.Rows();
            if (!HistoryRow.Same(expected, actual))
                throw new ShouldAssertException(HistoryText.Difference("the night", expected, actual));
            (await AskAsync("SELECT count(*), count(DISTINCT n) FROM mart.fact_sale")).Rows[0].ShouldBe([(long)_events, (long)_events]);
            // Where the member was deleted at the event, one of its versions is as good as another (0005); an unknown one has no version at all.
            (await AskAsync(
                """
                SELECT f.n, f.who, f.happened_at, f.member_key, held.member_key FROM mart.fact_sale f
                LEFT JOIN mart.dim_member held ON held.code = f.who AND f.happened_at >= held.valid_from AND f.happened_at < held.valid_to
                LEFT JOIN mart.dim_member given ON given.member_key = f.member_key AND given.code = f.who
                WHERE f.member_key <> held.member_key
                   OR (given.member_key IS NULL AND (f.member_key <> -1 OR EXISTS (SELECT 1 FROM mart.dim_member d WHERE d.code = f.who)))
                """)).Rows.ShouldBeEmpty();
            (await AskAsync("SELECT pipeline, source, lo_number FROM _warehouse.batch GROUP BY pipeline, source, lo_number HAVING count(*) > 1")).Rows.ShouldBeEmpty();
            (await TablesAsync()).Where(t => t.StartsWith("stage_", StringComparison.Ordinal) || t.StartsWith("landing_", StringComparison.Ordinal)).ShouldBeEmpty();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var process in _processes)
                await process.DisposeAsync();
            File.Delete(_model);
            _databases.Drop(_target);
            await _databases.DisposeAsync();
        }

        /// <returns>Whether it is held.</returns>
        private async Task<bool> RunAsync(LoaderProcess process, int? heldAfter, TimeSpan lockTimeout)
        {
            var result = await process.RunAsync(new(_target, _databases.Folder, "", heldAfter) { LockTimeout = lockTimeout }, Stop);
            if (result == "held")
                return true;
            (result.StartsWith("0\t", StringComparison.Ordinal) || result.StartsWith("75\t", StringComparison.Ordinal)).ShouldBeTrue(result);
            _ = result.StartsWith("75\t", StringComparison.Ordinal) ? Interlocked.Increment(ref _gaveWay) : Interlocked.Increment(ref _ended);
            return false;
        }

        /// <summary>No two changes of a member are of one time, so that the order in which they come says nothing: two thirds of them come late.</summary>
        private string Changes()
        {
            var rows = Enumerable.Range(0, _chance.Next(1, 6)).Select(_ =>
            {
                _lsn++;
                var row = new SourceRow(
                    new($"m{_chance.Next(Members)}"), Time().AddMicroseconds(_lsn), 0, _chance.Next(8) == 0,
                    [_chance.Next(6) == 0 ? null : $"city {_chance.Next(4)}", _chance.Next(6) == 0 ? null : (long)_chance.Next(9)]);
                _rows.Add(row);
                return string.Create(CultureInfo.InvariantCulture,
                    $"({_lsn}, '{row.Key.Code}', '{row.Stamp:yyyy-MM-dd HH:mm:ss.ffffff}', '{(row.IsDelete ? 'D' : 'U')}', {Text(row.Values[0])}, {row.Values[1] ?? "NULL"})");
            }).ToList();
            return $"INSERT INTO raw.member VALUES {string.Join(", ", rows)}";
        }

        private string Events()
        {
            var rows = Enumerable.Range(0, _chance.Next(1, 6)).Select(_ => string.Create(CultureInfo.InvariantCulture,
                $"({++_lsn}, {++_events}, '{Time():yyyy-MM-dd HH:mm:ss}', 'm{_chance.Next(Members)}')")).ToList();
            return $"INSERT INTO raw.events VALUES {string.Join(", ", rows)}";
        }

        private DateTime Time() => new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(_chance.Next(3000));

        private static string Text(object? value) => value is null ? "NULL" : $"'{value}'";

        private async Task<RowSet> AskAsync(string sql)
        {
            await using var sessions = _target.Open(TimeSpan.FromSeconds(30));
            await using var session = await sessions.OpenAsync(Stop);
            return await session.QueryAsync(new(sql), Stop);
        }

        private async Task<ImmutableArray<string>> TablesAsync()
        {
            await using var sessions = _target.Open(TimeSpan.FromSeconds(30));
            await using var session = await sessions.OpenAsync(Stop);
            return await session.TablesAsync("_warehouse", Stop);
        }
    }
}
