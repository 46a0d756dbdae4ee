using System.Globalization;
using Shouldly;
using Warehouse.ExecutionTests.Execution.Runs;

namespace Warehouse.ExecutionTests.Execution.Aggregates;

/// <summary>A fact `f` of a dimension `m` with versions, fed by a log, and a dimension `p` of rows as they are now, with three aggregates of it.</summary>
internal sealed class AggregateProject(ProjectUnderTest project) : IAsyncDisposable
{
    /// <summary>What each aggregate is, in plain SQL.</summary>
    private static readonly (string Columns, string Table, string Query)[] Definitions =
    [
        ("day_month, m_a, p_c, q, v, row_count", "mart.agg_by_month", "SELECT t.month, m.a, p.c, CAST(sum(f.q) AS bigint), sum(f.v), count(*) FROM {0} GROUP BY t.month, m.a, p.c"),
        ("m_b, other_a, v, row_count", "mart.agg_by_person", "SELECT m.b, o.a, sum(f.v), count(*) FROM {0} GROUP BY m.b, o.a"),
        ("p_d, m_id, q, row_count", "mart.agg_by_key", "SELECT p.d, m.id, CAST(sum(f.q) AS bigint), count(*) FROM {0} GROUP BY p.d, m.id"),
    ];

    private const string Star =
        "mart.fact_f f JOIN mart.dim_m m ON m.m_key = f.m_key JOIN mart.dim_m o ON o.m_key = f.other_key JOIN mart.dim_p p ON p.p_key = f.p_key JOIN mart.dim_t t ON t.t_key = f.day_key";

    private int _files;

    public static async Task<AggregateProject> CreateAsync(string engine, string late = "infer", string onDuplicate = "update")
    {
        var created = new AggregateProject(await ProjectUnderTest.CreateAsync(engine,
            $$$"""
            sources:
              log:
                files: {path: "data/m_*.csv", batch_time: "name:yyyy-MM-dd"}
                feed: changes
                effective_at: t
                delete_when: "op = 'D'"
                max_rejected: 100%
                columns: {t: timestamp}
              things:
                files: {path: "data/p_*.csv", batch_time: "name:yyyy-MM-dd"}
                feed: upserts
              events:
                files: {path: "data/f_*.csv", batch_time: "name:yyyy-MM-dd"}
                delete_when: "op = 'D'"
                max_rejected: 100%
                columns: {at: timestamp}
            dimensions:
              t: {type: calendar, range: [2024-01-01, 2024-03-31]}
              m:
                source: log
                key: {id: string}
                attributes: {a: {type: string, scd: 2}, b: {type: string, scd: 1}}
              p:
                source: things
                key: {sku: string}
                attributes: {c: {type: string, scd: 1}, d: {type: string, scd: 2}}
            facts:
              f:
                type: transaction
                source: events
                grain: [n]
                event_time: at
                dimensions:
                  day: {dim: t, key: [at]}
                  m: {key: [id], late: {{{late}}} }
                  other: {dim: m, key: [id2], late: unknown}
                  p: {key: [sku]}
                degenerate: {n: integer}
                measures: {q: integer, v: "decimal(18,2)"}
                on_duplicate: {{{onDuplicate}}}
            aggregates:
              by_month: {fact: f, by: [day.month, m.a, p.c], measures: [q, v]}
              by_person: {fact: f, by: [m.b, other.a], measures: [v]}
              by_key: {fact: f, by: [p.d, m.id], measures: [q]}
            """));
        // A source without any file is an error.
        created.People();
        created.Things();
        created.Events();
        return created;
    }

    public void People(params string[] rows) => Write("m", "id,t,op,a,b", rows);

    public void Things(params string[] rows) => Write("p", "sku,c,d", rows);

    public void Events(params string[] rows) => Write("f", "n,id,id2,sku,at,op,q,v", rows);

    public async Task LoadAsync() =>
        (await project.LoadAsync()).Batches.Select(b => b.Result.Error?.ToString()).Where(e => e is not null).ShouldBeEmpty();

    /// <summary>Every aggregate holds what the fact and its dimensions come to, computed from scratch.</summary>
    public async Task ShouldBeInStepAsync(string after)
    {
        foreach (var (columns, table, query) in Definitions)
        {
            var expected = await RowsAsync(string.Format(CultureInfo.InvariantCulture, query, Star));
            var actual = await RowsAsync($"SELECT {columns} FROM {table}");
            actual.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal), $"{table} after {after}");
        }
    }

    public Task ExecuteAsync(string sql) => project.ExecuteAsync(sql);

    public async Task<string[]> RowsAsync(string sql) =>
        [.. (await project.AskAsync(sql)).Select(r => string.Join(' ', r.Select(Text)))];

    private static string Text(object? value) => value switch
    {
        null => "NULL",
        decimal amount => amount.ToString("0.00", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public ValueTask DisposeAsync() => project.DisposeAsync();

    private void Write(string source, string header, string[] rows)
    {
        var day = new DateOnly(2024, 2, 1).AddDays(_files++).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        project.Write($"data/{source}_{day}.csv", $"{header}\n{string.Join('\n', rows)}");
    }
}
