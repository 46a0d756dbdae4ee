using System.Diagnostics;
using System.Globalization;
using Shouldly;
using Warehouse.CrashingLoader;
using Warehouse.ExecutionTests.Crashes;
using Xunit;

namespace Warehouse.ExecutionTests.Rivals;

/// <summary>Real processes that load the same pipelines at once: one of them does the work, and the others find it done or exit 75.</summary>
public sealed class RivalProcessTests(ITestOutputHelper output)
{
    /// <summary>Too short to wait for a rival that has only just begun.</summary>
    private static readonly TimeSpan Impatient = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("postgres", 8, 20)]
    [InlineData("duckdb", 3, 4)]
    public async Task Load_each_batch_once_however_many_there_are(string engine, int processes, int rounds)
    {
        var model = Path.GetTempFileName();
        await File.WriteAllTextAsync(model, CrashModel.Yaml, Stop);
        var project = LoadedProject.Read(CrashModel.Yaml);
        await using var databases = await CrashDatabases.CreateAsync(engine, Nothing, project);
        var (contested, alone) = (databases.Copy(), databases.Copy());
        var rivals = Enumerable.Range(0, processes).Select(_ => LoaderProcess.Start(model)).ToList();
        foreach (var rival in rivals)
            await rival.ReadyAsync(Stop);
        var began = Stopwatch.GetTimestamp();
        var (done, foundDone, gaveWay) = (0, 0, 0);
        for (var round = 1; round <= rounds; round++)
        {
            databases.Write([($"data/shops_2024-02-{round:00}.csv", $"code,size\ns,{round}\nt{round},1\n")]);
            foreach (var target in new[] { contested, alone })
                await databases.ExecuteAsync(target, Delivery(round));

            var results = await Task.WhenAll(rivals.Select((rival, i) =>
                rival.RunAsync(new(contested, databases.Folder, "", null) { LockTimeout = i < processes / 2 ? Impatient : Patient }, Stop)));

            var committed = results.Sum(r => r.Split('\t')[1].Split(',').Count(s => s == "Committed"));
            committed.ShouldBe(3, $"round {round}:\n{string.Join('\n', results)}");
            results.ShouldAllBe(r => r.StartsWith("0\t") || r.StartsWith("75\t"), $"round {round}:\n{string.Join('\n', results)}");
            done += results.Count(r => r.Contains("Committed"));
            gaveWay += results.Count(r => r.StartsWith("75\t") && !r.Contains("Committed"));
            foundDone += results.Count(r => r.StartsWith("0\t") && !r.Contains("Committed"));
            await databases.LoadAsync(alone, project);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{engine}: {processes} processes, {rounds} rounds of 3 batches, {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s: {done} have loaded, {foundDone} found it done, {gaveWay} exited 75"));
        foreach (var rival in rivals)
            await rival.DisposeAsync();
        File.Delete(model);
        // One row a batch, one version a change, no table left: to the last row what one process leaves that loads alone.
        (await databases.TextAsync(contested)).ShouldBe(await databases.TextAsync(alone));
        databases.Drop(contested);
        databases.Drop(alone);
    }

    private static CrashScenario Nothing => new("rivals", "") { Proof = ("read", 0) };

    private static string[] Delivery(int round) =>
    [
        $"INSERT INTO raw.log VALUES ({round}, 'U', '2024-02-{round:00}', 'a', 'city {round}'), ({round}, 'U', '2024-02-{round:00}', 'm{round}', 'Rome')",
        $"INSERT INTO raw.events VALUES ({round}, {round}, '2024-02-{round:00}', 'a', 's', '{round}.50'), ({round}, {100 + round}, '2024-02-{round:00}', 'm{round + 1}', 't{round}', '1.00')",
    ];
}
