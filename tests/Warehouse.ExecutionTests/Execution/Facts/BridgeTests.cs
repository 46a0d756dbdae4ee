using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Runs;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.ExecutionTests.Execution.Runs;
using Warehouse.Planning.Tables;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Facts;

/// <summary>Bridges: groups of members, their shares, and the facts that refer to groups.</summary>
public sealed class BridgeTests
{
    private const string Links = "SELECT team_key, team_id, m_durable_key, id, weight, valid_from, valid_to, is_current FROM mart.bridge_team WHERE team_key > 0 ORDER BY 1, 3, 6";

    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Groups_get_keys_once_and_lead_to_members_that_are_inferred_where_they_have_not_come(string engine)
    {
        await using var project = await TeamsAsync(engine, "feed: upserts\n    delete_when: \"op = 'D'\"");
        Members(project, "2024-02-01", "1,A", "2,B");
        Teams(project, "2024-02-02", "y,1,0.25,,", "y,2,0.75,,", "x,3,1,,");
        Sales(project, "2024-02-03", "1,y,5", "2,x,6", "3,,7");

        (await CountsAsync(project)).ShouldBe(["dim_m: read=2 new_members=2", "bridge_team: read=3 new_members=2 inferred=1 inserted=3", "fact_sale: read=3 inserted=3"]);
        (await RowsAsync(project, Links)).ShouldBe(
        [
            "1 x 3 3 1 1900-01-01 9999-12-31 True",
            "2 y 1 1 0.25 1900-01-01 9999-12-31 True",
            "2 y 2 2 0.75 1900-01-01 9999-12-31 True",
        ]);
        (await RowsAsync(project, "SELECT m_key, id, is_inferred FROM mart.dim_m WHERE id = '3'")).ShouldBe(["3 3 True"]);
        (await RowsAsync(project, "SELECT n, team_key FROM mart.fact_sale ORDER BY n")).ShouldBe(["1 2", "2 1", "3 -2"]);

        // One link moves, one share follows, another is said again; a group whose links are gone keeps its key.
        Teams(project, "2024-02-04", "y,2,0.5,,", "y,4,0.25,,", "y,1,0.25,,");
        Teams(project, "2024-02-05", "x,3,1,,,D");
        (await CountsAsync(project)).ShouldBe(["bridge_team: read=3 inferred=1 inserted=1 updated=1 unchanged=1", "bridge_team: read=1 deleted=1"]);
        (await RowsAsync(project, Links)).ShouldBe(
        [
            "1 x -1 NULL 1 1900-01-01 9999-12-31 True",
            "2 y 1 1 0.25 1900-01-01 9999-12-31 True",
            "2 y 2 2 0.5 1900-01-01 9999-12-31 True",
            "2 y 4 4 0.25 1900-01-01 9999-12-31 True",
        ]);
        Teams(project, "2024-02-06", "x,1,1,,", "z,1,1,,");
        (await CountsAsync(project)).ShouldBe(["bridge_team: read=2 new_members=1 resolved=1 inserted=2"]);
        (await RowsAsync(project, Links))[0].ShouldBe("1 x 1 1 1 1900-01-01 9999-12-31 True");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Going_through_the_bridge_loses_no_fact_and_shares_make_the_whole(string engine)
    {
        await using var project = await TeamsAsync(engine, "feed: upserts");
        Members(project, "2024-02-01", "1,A", "2,B");
        Teams(project, "2024-02-02", "y,1,0.25,,", "y,2,0.75,,");
        Sales(project, "2024-02-03", "1,y,8", "2,unheard,6", "3,,7");

        (await CountsAsync(project))[^1].ShouldBe("fact_sale: read=3 inferred=1 inserted=3");
        (await RowsAsync(project, "SELECT coalesce(b.id, '-'), sum(f.v * b.weight) FROM mart.fact_sale f JOIN mart.bridge_team b ON b.team_key = f.team_key GROUP BY 1 ORDER BY 1")).ShouldBe(["- 13", "1 2", "2 6"]);

        Teams(project, "2024-02-04", "unheard,2,1,,");
        (await CountsAsync(project)).ShouldBe(["bridge_team: read=1 resolved=1 inserted=1"]);
        (await RowsAsync(project, "SELECT coalesce(b.id, '-'), sum(f.v * b.weight) FROM mart.fact_sale f JOIN mart.bridge_team b ON b.team_key = f.team_key GROUP BY 1 ORDER BY 1")).ShouldBe(["- 7", "1 2", "2 12"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Shares_make_a_whole_at_every_time_or_the_group_is_rejected_by_name(string engine)
    {
        await using var project = await TeamsAsync(engine, "feed: upserts\n    max_rejected: 50%");
        Members(project, "2024-02-01", "1,A", "2,B");
        var many = Enumerable.Range(0, 100).Select(i => $"g{i},1,1,,");
        Teams(project, "2024-02-02", [.. many, "y,1,0.25,2024-01-01,2024-01-10", "y,2,0.75,2024-01-01,", "y,1,0.25,2024-01-10,", "bad,1,0.25,2024-01-01,2024-01-09", "bad,2,0.75,2024-01-01,", "bad,1,0.25,2024-01-10,", "twice,1,0.5,2024-01-01,2024-01-10", "twice,1,0.5,2024-01-05,", "late,1,1,2024-01-05,2024-01-05"]);

        (await CountsAsync(project))[^1].ShouldBe("bridge_team: read=109 rejected=6 new_members=101 inserted=103");
        (await RowsAsync(project, "SELECT DISTINCT code, reason FROM _warehouse.rejected_row ORDER BY 1, 2")).ShouldBe(
        [
            "empty-validity the link ends when it begins (since), or before",
            "member-twice twice has a member twice at one time",
            "weights-do-not-sum the weights of bad sum to 0.750000000, not 1",
        ]);
        (await RowsAsync(project, "SELECT id, weight, valid_from, valid_to, is_current FROM mart.bridge_team WHERE team_id = 'y' ORDER BY 1, 3")).ShouldBe(
            ["1 0.25 2024-01-01 2024-01-10 False", "1 0.25 2024-01-10 9999-12-31 True", "2 0.75 2024-01-01 9999-12-31 True"]);

        // What is there stays as it was.
        Teams(project, "2024-02-03", [.. many, "y,2,0.5,2024-01-01,"]);
        (await CountsAsync(project))[^1].ShouldBe("bridge_team: read=101 rejected=1 unchanged=100");
        (await RowsAsync(project, "SELECT id, weight FROM mart.bridge_team WHERE team_id = 'y' AND is_current ORDER BY 1")).ShouldBe(["1 0.25", "2 0.75"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_batch_with_too_many_bad_groups_is_refused(string engine)
    {
        await using var project = await TeamsAsync(engine, "feed: upserts");
        Members(project, "2024-02-01", "1,A");
        Teams(project, "2024-02-02", "y,1,0.25,,", "y,2,0.25,,");

        var batch = (await project.LoadAsync()).Batches[^1];

        batch.Result.Status.ShouldBe(BatchStatus.Refused);
        batch.Result.Error!.Code.ShouldBe("WH5105");
        batch.Result.Rejects.ShouldHaveSingleItem().Samples[0].Reason.ShouldBe("the weights of y sum to 0.500000000, not 1");
        (await RowsAsync(project, Links)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_absence_says_is_what_the_feed_says(string engine)
    {
        await using var stated = await TeamsAsync(engine, "tags: [x]");
        await using var all = await TeamsAsync(engine, "feed: snapshot\n    max_delete_ratio: 100%");
        foreach (var project in new[] { stated, all })
        {
            Members(project, "2024-02-01", "1,A");
            Teams(project, "2024-02-02", "x,1,0.5,,", "x,2,0.5,,", "y,1,1,,");
            Teams(project, "2024-02-03", "x,1,0.5,,", "x,3,0.5,,");
        }

        // Without a feed the rows of a group are all of that group; a snapshot has all groups.
        (await CountsAsync(stated))[^1].ShouldBe("bridge_team: read=2 inferred=1 inserted=1 unchanged=1 deleted=1");
        (await CountsAsync(all))[^1].ShouldBe("bridge_team: read=2 inferred=1 inserted=1 unchanged=1 deleted=2");
        (await RowsAsync(stated, "SELECT team_id, id FROM mart.bridge_team WHERE team_key > 0 ORDER BY 1, 2")).ShouldBe(["x 1", "x 3", "y 1"]);
        (await RowsAsync(all, "SELECT team_id, coalesce(id, '-') FROM mart.bridge_team WHERE team_key > 0 ORDER BY 1, 2")).ShouldBe(["x 1", "x 3", "y -"]);
    }

    [Theory]
    [InlineData("duckdb", "unknown", "1 -1|2 1", "1 2|2 1")]
    [InlineData("postgres", "unknown", "1 -1|2 1", "1 2|2 1")]
    [InlineData("duckdb", "hold", "2 1", "1 2|2 1")]
    [InlineData("postgres", "hold", "2 1", "1 2|2 1")]
    public async Task A_group_that_has_not_come_is_waited_for(string engine, string late, string before, string after)
    {
        await using var project = await TeamsAsync(engine, "feed: upserts", $", late: {late}");
        Members(project, "2024-02-01", "1,A", "2,B");
        Teams(project, "2024-02-02", "x,1,1,,");
        Sales(project, "2024-02-03", "1,y,8", "2,x,6");
        await CountsAsync(project);
        (await RowsAsync(project, "SELECT n, team_key FROM mart.fact_sale ORDER BY n")).ShouldBe(before.Split('|'));

        Teams(project, "2024-02-04", "y,1,0.25,,", "y,2,0.75,,");
        (await CountsAsync(project)).ShouldBe(["bridge_team: read=2 new_members=1 resolved=1 inserted=2"]);
        (await RowsAsync(project, "SELECT n, team_key FROM mart.fact_sale ORDER BY n")).ShouldBe(after.Split('|'));
    }

    private static void Members(ProjectUnderTest project, string day, params string[] rows) => project.Write($"data/m_{day}.csv", "id,a\n" + string.Join('\n', rows));

    private static void Teams(ProjectUnderTest project, string day, params string[] rows) =>
        project.Write($"data/t_{day}.csv", "team,who,share,since,until,op\n" + string.Join('\n', rows.Select(r => r.Count(c => c == ',') == 4 ? r + "," : r)));

    private static void Sales(ProjectUnderTest project, string day, params string[] rows) => project.Write($"data/s_{day}.csv", "n,team,v\n" + string.Join('\n', rows));

    private static async Task<string[]> CountsAsync(ProjectUnderTest project)
    {
        string[] shown = [LoadCounts.Read, LoadCounts.Rejected, LoadCounts.NewMembers, LoadCounts.Inferred, LoadCounts.Resolved, LoadCounts.Inserted, LoadCounts.Updated, LoadCounts.Unchanged, LoadCounts.Deleted];
        LoadResult result = await project.LoadAsync();
        result.Batches.Select(b => b.Result.Error?.ToString()).Where(e => e is not null && !e.Contains("source-missing", StringComparison.Ordinal) && !e.Contains("upstream-failed", StringComparison.Ordinal)).ShouldBeEmpty();
        return [.. result.Batches.Where(b => b.Result.Error is null).Select(b => string.Join(' ', shown.Where(n => b.Result.Counts[n] != 0).Select(n => $"{n}={b.Result.Counts[n]}").Prepend($"{b.Batch.Load.Pipeline}:")))];
    }

    private static async Task<string[]> RowsAsync(ProjectUnderTest project, string sql) => [.. (await project.AskAsync(sql)).Select(r => string.Join(' ', r.Select(Text)))];

    private static string Text(object? value) => value switch
    {
        null => "NULL",
        DateTime at => at.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        decimal number => (number / 1.0000000000000000000000000000m).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static Task<ProjectUnderTest> TeamsAsync(string engine, string feed, string role = "") => ProjectUnderTest.CreateAsync(engine,
        $$"""
        sources:
          members:
            files: {path: "data/m_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: upserts
          teams:
            files: {path: "data/t_*.csv", batch_time: "name:yyyy-MM-dd"}
            {{feed}}
          sales:
            files: {path: "data/s_*.csv", batch_time: "name:yyyy-MM-dd"}
        dimensions:
          m:
            source: members
            key: {id: string}
            attributes: {a: {type: string, scd: 2} }
        bridges:
          team:
            source: teams
            group: {team_id: {type: string, from: team} }
            member: {dim: m, key: [who]}
            weight: {column: share, sum_to: 1}
            valid: {from: since, to: until}
        facts:
          sale:
            type: transaction
            source: sales
            grain: [n]
            dimensions:
              team: {bridge: team, key: [team], missing: not_applicable{{role}} }
            degenerate: {n: integer}
            measures: {v: integer}
        """);
}
