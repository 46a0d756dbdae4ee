using Shouldly;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.ExecutionTests.Execution.Runs;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Dimensions;

/// <summary>Ragged hierarchies: parents, and the closure of all ancestors.</summary>
public sealed class ParentTests
{
    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_closure_has_every_ancestor_and_follows_members_that_move(string engine)
    {
        await using var project = await CreateAsync(engine);
        Members(project, "2024-02-01", "a,", "b,a", "c,b", "d,b", "x,");
        await LoadAsync(project);
        (await ClosureAsync(project)).ShouldBe(
        [
            "a a 0 root", "b a 1 root a/b", "b b 0", "c a 2 root leaf a/b/c", "c b 1 leaf b/c", "c c 0 leaf",
            "d a 2 root leaf a/b/d", "d b 1 leaf b/d", "d d 0 leaf", "x x 0 root leaf",
        ]);
        (await RowsAsync(project, "SELECT id, parent_key FROM mart.dim_m ORDER BY m_key")).ShouldBe(["NULL -3", "NULL -2", "NULL -1", "a -2", "b 1", "c 2", "d 2", "x -2"]);

        // b goes below x with all that is below it, and c below a parent that has not come.
        Members(project, "2024-02-02", "b,x", "c,y");
        await LoadAsync(project);
        string[] moved = ["a a 0 root leaf", "b b 0", "b x 1 root x/b", "c c 0 leaf", "c y 1 root leaf y/c", "d b 1 leaf b/d", "d d 0 leaf", "d x 2 root leaf x/b/d", "x x 0 root", "y y 0 root"];
        (await ClosureAsync(project)).ShouldBe(moved);
        (await RowsAsync(project, "SELECT id, is_inferred FROM mart.dim_m WHERE id = 'y'")).ShouldBe(["y True"]);

        // The parent comes, below a; nothing that is said again changes anything.
        Members(project, "2024-02-03", "y,a", "b,x");
        await LoadAsync(project);
        (await ClosureAsync(project)).ShouldBe(
        [
            "a a 0 root", "b b 0", "b x 1 root x/b", "c a 2 root leaf a/y/c", "c c 0 leaf", "c y 1 leaf y/c", "d b 1 leaf b/d", "d d 0 leaf", "d x 2 root leaf x/b/d", "x x 0 root",
            "y a 1 root a/y", "y y 0",
        ]);
    }

    [Theory]
    [InlineData("duckdb", 50)]
    [InlineData("postgres", 50)]
    [InlineData("duckdb", 7)]
    public async Task A_deep_tree_in_any_pieces_has_the_same_ancestors(string engine, int piece)
    {
        await using var project = await CreateAsync(engine);
        // A chain of 60, delivered from the bottom up.
        var day = new DateOnly(2024, 2, 1);
        foreach (var rows in Enumerable.Range(0, 60).Select(i => $"n{59 - i:00},{(i == 59 ? "" : $"n{58 - i:00}")}").Chunk(piece))
        {
            Members(project, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), rows);
            day = day.AddDays(1);
        }

        await LoadAsync(project);

        (await RowsAsync(project, "SELECT count(*), max(depth), sum(depth), sum(CASE WHEN is_leaf THEN 1 ELSE 0 END), sum(CASE WHEN is_root THEN 1 ELSE 0 END) FROM mart.bridge_m_parent WHERE ancestor_durable_key > 0"))
            .ShouldBe(["1830 59 35990 60 60"]);
    }

    [Theory]
    [InlineData("duckdb", "a,c|b,a|c,b", "a/b/c/a")]
    [InlineData("postgres", "a,c|b,a|c,b", "a/b/c/a")]
    [InlineData("duckdb", "a,a", "a/a")]
    public async Task A_cycle_is_refused_by_name_and_nothing_is_changed(string engine, string rows, string cycle)
    {
        await using var project = await CreateAsync(engine);
        Members(project, "2024-02-01", "a,", "b,a", "c,b", "z,");
        await LoadAsync(project);
        var before = await ClosureAsync(project);
        Members(project, "2024-02-02", rows.Split('|'));

        var batch = (await project.LoadAsync()).Batches.ShouldHaveSingleItem();

        batch.Result.Error!.Code.ShouldBe("WH5113");
        batch.Result.Error.Message.ShouldContain(cycle);
        (await ClosureAsync(project)).ShouldBe(before);
    }

    private static void Members(ProjectUnderTest project, string day, params string[] rows) => project.Write($"data/m_{day}.csv", "id,above\n" + string.Join('\n', rows));

    private static async Task LoadAsync(ProjectUnderTest project)
    {
        var result = await project.LoadAsync();
        result.Batches.Select(b => b.Result.Error?.ToString()).Where(e => e is not null).ShouldBeEmpty();
    }

    private static async Task<string[]> ClosureAsync(ProjectUnderTest project) =>
    [
        .. (await project.AskAsync("""
            SELECT d.id, a.id, c.depth, c.is_root, c.is_leaf, c.path FROM mart.bridge_m_parent c
            JOIN mart.dim_m a ON a.m_durable_key = c.ancestor_durable_key JOIN mart.dim_m d ON d.m_durable_key = c.descendant_durable_key
            WHERE c.depth >= 0 AND c.ancestor_durable_key > 0 ORDER BY 1, 2
            """)).Select(r => $"{r[0]} {r[1]} {r[2]}{(r[3] is true ? " root" : "")}{(r[4] is true ? " leaf" : "")}{(r[2] is 0L ? "" : $" {r[5]}")}"),
    ];

    private static async Task<string[]> RowsAsync(ProjectUnderTest project, string sql) => [.. (await project.AskAsync(sql)).Select(r => string.Join(' ', r.Select(v => v ?? "NULL")))];

    private static Task<ProjectUnderTest> CreateAsync(string engine) => ProjectUnderTest.CreateAsync(engine,
        """
        sources:
          members:
            files: {path: "data/m_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: upserts
        dimensions:
          m:
            source: members
            key: {id: string}
            parent: {key: [above], closure: true}
            attributes: {name: {type: string, scd: 1, expr: "id"}}
        """);
}
