using System.Globalization;
using Shouldly;
using Warehouse.Execution.Files;
using Warehouse.Execution.Landing;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.Model.Star;
using Warehouse.Sql.Tree;
using Warehouse.ExecutionTests.Proofs;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Landing;

/// <summary>
/// A file is never in memory as a whole: what is held while one is landed does not grow with it (of Parquet on Postgres: one row group is). WAREHOUSE_SOAK_MINUTES makes the files 2 GB and
/// holds the tool to its 300 MB; DuckDB, which lives in the tool's process, is given 512 MB of its own there.
/// </summary>
[Collection(MeasuredAlone.Name)]
public sealed class StreamedLandingTests
{
    private const long Mega = 1 << 20;

    private static readonly TableName Table = new("_warehouse", "landing_test");

    private static bool IsSoak => Soak.Minutes is not null;

    public static TheoryData<string, string> Files()
    {
        var data = new TheoryData<string, string>();
        foreach (var engine in new[] { "duckdb", "postgres" })
        {
            foreach (var name in new[] { "a.csv", "a.csv.gz", "a.ndjson", "a.parquet" })
                data.Add(engine, name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_is_held_does_not_grow_with_the_file(string engine, string name)
    {
        if (IsSoak)
        {
            await SoakAsync(engine, name);
            return;
        }

        var small = await LandAsync(engine, name, 4 * Mega, collects: true);
        var large = await LandAsync(engine, name, 16 * Mega, collects: true);

        large.Rows.ShouldBeGreaterThan(3 * small.Rows);
        large.Held.ShouldBeLessThan(small.Held + (8 * Mega), $"{small} {large}");
    }

    private static async Task SoakAsync(string engine, string name)
    {
        var peak = await LandAsync(engine, name, 2048 * Mega, collects: false);

        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{engine} {name}: {peak.Rows} rows; held {peak.Held / Mega} MB, committed by the runtime {peak.Committed / Mega} MB, the process grew by {peak.Grown / Mega} MB; {peak.Took.TotalSeconds:0} s"));
        peak.Committed.ShouldBeLessThan(300 * Mega);
        peak.Grown.ShouldBeLessThan((engine == "duckdb" ? 300 + 512 : 300) * Mega);
    }

    private static async Task<(long Rows, long Held, long Committed, long Grown, TimeSpan Took)> LandAsync(string engine, string name, long bytes, bool collects)
    {
        var stop = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("warehouse-large-");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            LargeFile.Write(path, bytes, rowGroup: IsSoak ? 122_880 : 10_240);
            var format = name.Contains(".csv", StringComparison.Ordinal) ? FileFormat.Csv : name.Contains(".ndjson", StringComparison.Ordinal) ? FileFormat.Ndjson : FileFormat.Parquet;
            var landing = new LandingFile(name, path, () => File.OpenRead(path), format, CsvFormat.Standard, ["id"]);
            await using var target = EngineUnderTest.Create(engine);
            await using var session = await target.OpenAsync();
            await session.ExecuteAsync(new("CREATE SCHEMA _warehouse"), stop);
            if (engine == "duckdb")
                await session.ExecuteAsync(new("SET memory_limit = '512MB'"), stop);
            var began = TimeProvider.System.GetTimestamp();
            var watch = new MemoryWatch(collects);
            long rows;
            await using (watch)
            {
                using (var file = File.OpenRead(path))
                    FileDigest.Of(file, name, format != FileFormat.Parquet, stop).TextError.ShouldBeNull();
                rows = await session.LandAsync(Table, landing, stop);
            }

            return (rows, watch.Held, watch.Committed, watch.ResidentGrowth, TimeProvider.System.GetElapsedTime(began));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
