using Shouldly;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.ExecutionTests.Execution.Runs;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Dimensions;

/// <summary>A member of which nothing is left, its only upsert and a deletion sharing an instant, stays as an inferred one as long as anything refers to it.</summary>
public sealed class GoneMemberTests
{
    private const string Gone = "1,2024-01-05,2,D,,,";

    private const string Alone = "2,2024-01-05,2,D,,,";

    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task It_waits_for_a_bridge_that_links_to_it(string engine)
    {
        await using var project = await CreateAsync(engine, "", """
            bridges:
              team:
                source: others
                group: {team: string}
                member: {dim: m, key: [id]}
            """);
        project.Write("data/o_2024-02-02.csv", "team,id\nx,1\n");

        await VanishAsync(project);

        (await RowsAsync(project, "SELECT t.team, t.m_durable_key, m.id, m.is_inferred FROM mart.bridge_team t JOIN mart.dim_m m ON m.m_durable_key = t.m_durable_key WHERE t.team_key > 0")).ShouldBe(["x 1 1 True"]);
        await ReturnsAsync(project);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task It_waits_for_a_member_of_another_dimension_that_refers_to_it(string engine)
    {
        await using var project = await CreateAsync(engine, "", """
              other:
                source: others
                key: {code: string}
                attributes: {ref: {outrigger: m, key: [id], scd: 6}}
            """);
        // The reference is in the past alone: the last one is to another.
        project.Write("data/o_2024-02-02.csv", "code,id,t\nx,1,2024-01-06\nx,3,2024-01-09\n");

        await VanishAsync(project);

        (await RowsAsync(project, "SELECT o.ref_key, m.id, m.is_inferred FROM mart.dim_other o JOIN mart.dim_m m ON m.m_durable_key = o.ref_key WHERE o.other_key > 0 ORDER BY 1")).ShouldBe(["1 1 True", "3 3 True"]);
        await ReturnsAsync(project);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task It_waits_for_an_overwritten_reference_that_a_late_change_may_bring_back(string engine)
    {
        await using var project = await CreateAsync(engine, "", """
              other:
                source: others
                key: {code: string}
                attributes: {ref: {outrigger: m, key: [id], scd: 1}, name: {type: string, scd: 2}}
            """);
        project.Write("data/o_2024-02-02.csv", "code,id,t,name\nx,1,2024-01-06,a\nx,3,2024-01-09,a\n");

        await VanishAsync(project);
        project.Write("data/o_2024-02-04.csv", "code,id,t,name\nx,1,2024-01-09,a\n");
        await LoadAsync(project);

        (await RowsAsync(project, "SELECT o.ref_key, m.id FROM mart.dim_other o JOIN mart.dim_m m ON m.m_durable_key = o.ref_key WHERE o.other_key > 0")).ShouldBe(["1 1"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task It_waits_for_its_children_and_without_any_leaves_the_closure(string engine)
    {
        await using var project = await CreateAsync(engine, "parent: {key: [above], closure: true}", "");
        project.Write("data/m_2024-02-02.csv", Log("0,2024-01-05,1,U,A,,", "1,2024-01-06,1,U,A,,0", "4,2024-01-05,1,U,A,,1", "2,2024-01-06,1,U,A,,0"));

        await VanishAsync(project, "1,2024-01-06,2,D,,,\n1,2024-01-05,2,D,,,", "2,2024-01-06,2,D,,,\n2,2024-01-05,2,D,,,");

        string[] closure = ["0 0 0 root leaf", "1 1 0 root", "4 1 1 root leaf", "4 4 0 leaf"];
        (await ClosureAsync(project)).ShouldBe(closure);
        (await RowsAsync(project, "SELECT count(*) FROM mart.bridge_m_parent WHERE descendant_durable_key > 0")).ShouldBe(["4"]);
        await ReturnsAsync(project);
        (await ClosureAsync(project)).ShouldBe(closure);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Facts_have_no_combination_of_it_until_it_returns(string engine)
    {
        await using var project = await CreateAsync(engine, "mini_dimensions: {profile: {scd: 5, attributes: {grade: string}}}", """
            facts:
              f:
                type: transaction
                source: others
                grain: [n]
                event_time: at
                dimensions: {m: {key: [id]}, profile: {via: m}}
                degenerate: {n: integer}
            """);
        project.Write("data/o_2024-02-02.csv", "n,id,at\n1,1,2024-01-20\n");
        await LoadAsync(project);
        (await RowsAsync(project, "SELECT m_key, profile_key FROM mart.fact_f")).ShouldBe(["1 1"]);

        await VanishAsync(project);
        (await RowsAsync(project, "SELECT f.m_key, f.profile_key, m.profile_key, m.is_inferred FROM mart.fact_f f JOIN mart.dim_m m ON m.m_key = f.m_key")).ShouldBe(["1 -1 -1 True"]);

        await ReturnsAsync(project);
        (await RowsAsync(project, "SELECT f.m_key, p.grade, m.profile_key - f.profile_key FROM mart.fact_f f JOIN mart.dim_m m ON m.m_key = f.m_key JOIN mart.dim_profile p ON p.profile_key = f.profile_key")).ShouldBe(["1 g 0"]);
    }

    private static async Task VanishAsync(ProjectUnderTest project, string gone = Gone, string alone = Alone)
    {
        await LoadAsync(project);
        project.Write("data/m_2024-02-03.csv", Log(gone, alone));
        await LoadAsync(project);
        (await RowsAsync(project, "SELECT m_key, m_durable_key, is_inferred, a FROM mart.dim_m WHERE id = '1'")).ShouldBe(["1 1 True NULL"]);
        (await RowsAsync(project, "SELECT count(*) FROM mart.dim_m WHERE id = '2'")).ShouldBe(["0"], "nothing refers to it");
    }

    /// <summary>The first real change fills the row in place.</summary>
    private static async Task ReturnsAsync(ProjectUnderTest project)
    {
        project.Write("data/m_2024-02-05.csv", Log("1,2024-01-15,1,U,B,g,"));
        await LoadAsync(project);
        (await RowsAsync(project, "SELECT m_key, m_durable_key, is_inferred, a FROM mart.dim_m WHERE id = '1'")).ShouldBe(["1 1 False B"]);
    }

    private static string Log(params string[] rows) => "id,t,q,op,a,grade,above\n" + string.Join('\n', rows);

    private static async Task LoadAsync(ProjectUnderTest project)
    {
        var result = await project.LoadAsync();
        result.Batches.Select(b => b.Result.Error?.ToString()).Where(e => e is not null).ShouldBeEmpty();
    }

    private static async Task<string[]> RowsAsync(ProjectUnderTest project, string sql) => [.. (await project.AskAsync(sql)).Select(r => string.Join(' ', r.Select(v => v ?? "NULL")))];

    private static async Task<string[]> ClosureAsync(ProjectUnderTest project) =>
    [
        .. (await project.AskAsync("""
            SELECT d.id, a.id, c.depth, c.is_root, c.is_leaf FROM mart.bridge_m_parent c
            JOIN mart.dim_m a ON a.m_durable_key = c.ancestor_durable_key JOIN mart.dim_m d ON d.m_durable_key = c.descendant_durable_key
            WHERE c.ancestor_durable_key > 0 ORDER BY 1, 2
            """)).Select(r => $"{r[0]} {r[1]} {r[2]}{(r[3] is true ? " root" : "")}{(r[4] is true ? " leaf" : "")}"),
    ];

    private static async Task<ProjectUnderTest> CreateAsync(string engine, string more, string others)
    {
        var of = others.Contains("facts", StringComparison.Ordinal) ? ", columns: {at: timestamp}"
            : others.Contains("bridges", StringComparison.Ordinal) ? "" : ", feed: changes, effective_at: t";
        var source = others.Length == 0 ? "" : "others: {files: {path: \"data/o_*.csv\", batch_time: \"name:yyyy-MM-dd\"}" + of + "}";
        var project = await ProjectUnderTest.CreateAsync(engine,
            $$$"""
            sources:
              log:
                files: {path: "data/m_*.csv", batch_time: "name:yyyy-MM-dd"}
                feed: changes
                effective_at: t
                order_by: [q]
                delete_when: "op = 'D'"
                columns: {t: timestamp, q: integer}
              {{{source}}}
            dimensions:
              m:
                source: log
                key: {id: string}
                attributes: {a: {type: string, scd: 2}}
                {{{more}}}
            {{{others}}}
            """);
        project.Write("data/m_2024-02-01.csv", Log("1,2024-01-05,1,U,A,e,", "2,2024-01-05,1,U,A,e,"));
        return project;
    }
}
