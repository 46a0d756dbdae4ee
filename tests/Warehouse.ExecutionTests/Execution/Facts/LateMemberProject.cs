using Shouldly;
using Warehouse.Execution.Runs;
using Warehouse.ExecutionTests.Execution.Runs;
using Warehouse.Planning.Tables;

namespace Warehouse.ExecutionTests.Execution.Facts;

/// <summary>A dimension `m` with versions, fed by a log, and a fact `f` whose rows may come before their members.</summary>
internal sealed class LateMemberProject(ProjectUnderTest project) : IAsyncDisposable
{
    /// <summary>What the rows of events have.</summary>
    public string Columns { get; set; } = "n,id,id2,at,v";

    public static async Task<LateMemberProject> CreateAsync(string engine, string role, string fact = "", string dimension = "", string roles = "") =>
        new(await ProjectUnderTest.CreateAsync(engine,
            $$$"""
            sources:
              log:
                files: {path: "data/c_*.csv", batch_time: "name:yyyy-MM-dd"}
                feed: changes
                effective_at: t
                delete_when: "op = 'D'"
                columns: {t: timestamp}
              events:
                files: {path: "data/e_*.csv", batch_time: "name:yyyy-MM-dd"}
                columns: {at: timestamp}
            dimensions:
              m:
                source: log
                key: {id: string}
                attributes: {a: {type: string, scd: 2}}
                {{{dimension}}}
            facts:
              f:
                type: transaction
                source: events
                grain: [n]
                event_time: at
                dimensions:
                  m: {key: [id], {{{role}}}}
                  {{{roles}}}
                degenerate: {n: integer}
                measures: {v: integer}
                {{{fact}}}
            """));

    public void Log(string day, params string[] rows) => project.Write($"data/c_{day}.csv", "id,t,op,a\n" + string.Join('\n', rows));

    public void Events(string day, params string[] rows) => project.Write($"data/e_{day}.csv", $"{Columns}\n" + string.Join('\n', rows));

    public async Task<LoadResult> LoadAsync()
    {
        var result = await project.LoadAsync();
        result.Batches.Select(b => b.Result.Error?.ToString()).Where(e => e is not null).ShouldBeEmpty();
        return result;
    }

    /// <summary>What the batches of a load counted, by the day in their file's name, as `name=rows` of the counts that are not 0.</summary>
    public async Task<string[]> CountsAsync()
    {
        string[] shown = [LoadCounts.Read, LoadCounts.Rejected, LoadCounts.Superseded, LoadCounts.Corrected, LoadCounts.Inferred, LoadCounts.Resolved, LoadCounts.Held, LoadCounts.Inserted, LoadCounts.Updated, LoadCounts.Unchanged];
        return [.. (await LoadAsync()).Batches.Select(b => string.Join(' ', shown.Where(n => b.Result.Counts[n] != 0).Select(n => $"{n}={b.Result.Counts[n]}").Prepend($"{b.Batch.Load.Pipeline}:")))];
    }

    public Task<IEnumerable<string>> FactsAsync() => RowsAsync("SELECT n, m_key, v FROM mart.fact_f ORDER BY n, v");

    public async Task<IEnumerable<string>> RowsAsync(string sql) => (await project.AskAsync(sql)).Select(r => string.Join(' ', r.Select(v => v ?? "NULL")));

    public ValueTask DisposeAsync() => project.DisposeAsync();
}
