using Shouldly;
using Warehouse.ExecutionTests.Adapters;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Facts;

/// <summary>Facts whose members come after them, or never: `late` and `missing` of a role.</summary>
public sealed class LateMemberTests
{
    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_unknown_member_is_remembered_and_the_facts_get_their_keys_by_the_time_of_their_events_when_it_comes(string engine)
    {
        await using var project = await LateMemberProject.CreateAsync(engine, "late: unknown, durable: true");
        project.Log("2024-02-01", "1,2024-01-05,U,A");
        project.Events("2024-02-02", "1,1,,2024-01-06,5", "2,2,,2024-01-06,6", "3,2,,2024-01-16,7", "4,3,,2024-01-16,8");

        (await project.CountsAsync())[^1].ShouldBe("fact_f: read=4 inserted=4");
        (await project.FactsAsync()).ShouldBe(["1 1 5", "2 -1 6", "3 -1 7", "4 -1 8"]);
        (await project.RowsAsync("SELECT n, m_durable_key, _late_m__1 FROM mart.fact_f ORDER BY n")).ShouldBe(["1 1 NULL", "2 -1 2", "3 -1 2", "4 -1 3"]);

        project.Log("2024-02-03", "2,2024-01-05,U,A", "2,2024-01-10,U,B");
        (await project.CountsAsync()).ShouldBe(["dim_m: read=2 resolved=2"]);
        (await project.FactsAsync()).ShouldBe(["1 1 5", "2 2 6", "3 3 7", "4 -1 8"]);
        (await project.RowsAsync("SELECT n, m_durable_key, _late_m__1 FROM mart.fact_f ORDER BY n")).ShouldBe(["1 1 NULL", "2 2 NULL", "3 2 NULL", "4 -1 3"]);
        (await project.RowsAsync("SELECT count(*) FROM mart.fact_f f JOIN _warehouse.batch b ON b.batch_id = f.changed_by WHERE b.pipeline = 'dim_m'")).ShouldBe(["2"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_later_load_of_the_fact_gives_keys_of_members_that_another_fact_has_put_in_place(string engine)
    {
        await using var project = await LateMemberProject.CreateAsync(engine, "late: unknown", roles: "other: {dim: m, key: [id2]}");
        project.Log("2024-02-01", "9,2024-01-05,U,A");
        project.Events("2024-02-02", "1,1,,2024-01-06,5");
        project.Events("2024-02-03", "2,,1,2024-01-06,6");

        (await project.CountsAsync())[1..].ShouldBe(["fact_f: read=1 inserted=1", "fact_f: read=1 inferred=1 resolved=1 inserted=1"]);
        (await project.RowsAsync("SELECT n, m_key, other_key, _late_m__1 FROM mart.fact_f ORDER BY n")).ShouldBe(["1 2 -1 NULL", "2 -1 2 NULL"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_waiting_fact_that_is_corrected_waits_for_whom_it_names_now(string engine)
    {
        await using var project = await LateMemberProject.CreateAsync(engine, "late: unknown");
        project.Log("2024-02-01", "1,2024-01-05,U,A");
        project.Events("2024-02-02", "1,8,,2024-01-06,5", "2,8,,2024-01-06,6", "3,8,,2024-01-06,7", "4,8,,2024-01-06,8");
        project.Events("2024-02-03", "1,1,,2024-01-06,5", "2,9,,2024-01-06,6", "3,,,2024-01-06,7", "4,8,,2024-01-06,8");
        project.Log("2024-02-04", "8,2024-01-05,U,A");
        project.Log("2024-02-05", "9,2024-01-05,U,A");

        (await project.CountsAsync())[2..].ShouldBe(["fact_f: read=4 updated=3 unchanged=1", "dim_m: read=1 resolved=1", "dim_m: read=1 resolved=1"]);
        (await project.FactsAsync()).ShouldBe(["1 1 5", "2 3 6", "3 -1 7", "4 2 8"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_held_row_is_kept_whole_until_its_member_comes_and_is_inserted_once(string engine)
    {
        await using var project = await LateMemberProject.CreateAsync(engine, "late: hold");
        project.Log("2024-02-01", "1,2024-01-05,U,A");
        project.Events("2024-02-02", "1,1,,2024-01-06,5", "2,2,,2024-01-06,6", "3,2,,2024-01-16,7", "4,,,2024-01-16,8", "5,3,,2024-01-16,9");

        (await project.CountsAsync())[^1].ShouldBe("fact_f: read=5 held=3 inserted=2");
        (await project.FactsAsync()).ShouldBe(["1 1 5", "4 -1 8"]);
        (await project.RowsAsync("SELECT n, _m__1, v FROM mart.f__held ORDER BY n")).ShouldBe(["2 2 6", "3 2 7", "5 3 9"]);

        project.Log("2024-02-03", "2,2024-01-05,U,A", "2,2024-01-10,U,B");
        project.Log("2024-02-04", "2,2024-01-12,U,A");
        (await project.CountsAsync()).ShouldBe(["dim_m: read=2 resolved=2", "dim_m: read=1"]);
        (await project.FactsAsync()).ShouldBe(["1 1 5", "2 2 6", "3 4 7", "4 -1 8"]);
        (await project.RowsAsync("SELECT n, _m__1, v FROM mart.f__held ORDER BY n")).ShouldBe(["5 3 9"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_row_that_waits_for_two_members_is_inserted_when_the_second_has_come(string engine)
    {
        await using var project = await LateMemberProject.CreateAsync(engine, "late: hold", roles: "other: {dim: m, key: [id2], late: hold}");
        project.Events("2024-02-02", "1,1,2,2024-01-06,5");
        project.Log("2024-02-03", "1,2024-01-05,U,A");
        project.Log("2024-02-04", "2,2024-01-05,U,A");

        (await project.CountsAsync()).ShouldBe(["fact_f: read=1 held=1", "dim_m: read=1", "dim_m: read=1 resolved=1"]);
        (await project.RowsAsync("SELECT n, m_key, other_key FROM mart.fact_f")).ShouldBe(["1 1 2"]);
        (await project.RowsAsync("SELECT n FROM mart.f__held")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_row_that_is_released_names_a_member_for_which_another_row_waits(string engine)
    {
        await using var project = await LateMemberProject.CreateAsync(engine, "late: hold", roles: "other: {dim: m, key: [id2], late: unknown}\n      third: {dim: m, key: [id3]}");
        project.Columns = "n,id,id2,at,v,id3";
        project.Events("2024-02-02", "1,1,,2024-01-06,5,2", "2,,2,2024-01-06,6,");
        project.Log("2024-02-03", "1,2024-01-05,U,A");

        (await project.CountsAsync()).ShouldBe(["fact_f: read=2 held=1 inserted=1", "dim_m: read=1 resolved=2"]);
        (await project.RowsAsync("SELECT n, m_key, other_key, third_key, _late_other__1 FROM mart.fact_f ORDER BY n")).ShouldBe(["1 1 -1 2 NULL", "2 -1 2 -1 NULL"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_member_that_is_only_inferred_has_not_come(string engine)
    {
        await using var project = await LateMemberProject.CreateAsync(engine, "late: hold", roles: "other: {dim: m, key: [id2]}");
        project.Events("2024-02-02", "1,1,,2024-01-06,5", "2,,1,2024-01-06,6");
        project.Log("2024-02-03", "1,2024-01-05,U,A");

        (await project.CountsAsync()).ShouldBe(["fact_f: read=2 inferred=1 held=1 inserted=1", "dim_m: read=1 resolved=2"]);
        (await project.RowsAsync("SELECT n, m_key, other_key FROM mart.fact_f ORDER BY n")).ShouldBe(["1 1 -1", "2 -1 1"]);
    }

    [Theory]
    [InlineData("duckdb", "update", "held=2 corrected=1", "1 1 6|2 1 8")]
    [InlineData("postgres", "update", "held=2 corrected=1", "1 1 6|2 1 8")]
    [InlineData("duckdb", "ignore", "superseded=2", "1 1 5|2 1 8")]
    [InlineData("postgres", "ignore", "superseded=2", "1 1 5|2 1 8")]
    public async Task A_row_of_a_grain_that_waits_goes_by_on_duplicate(string engine, string mode, string second, string facts)
    {
        await using var project = await LateMemberProject.CreateAsync(engine, "late: hold", $"on_duplicate: {mode}");
        project.Events("2024-02-02", "1,1,,2024-01-06,5", "2,1,,2024-01-06,8");
        project.Events("2024-02-03", "1,1,,2024-01-06,6", "2,1,,2024-01-06,8");
        project.Log("2024-02-04", "1,2024-01-05,U,A");

        var counts = await project.CountsAsync();

        counts[1].Split(' ').Order().ShouldBe($"fact_f: read=2 {second}".Split(' ').Order());
        counts[2].ShouldBe("dim_m: read=1 resolved=2");
        (await project.FactsAsync()).ShouldBe(facts.Split('|'));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_row_that_waits_is_replaced_by_a_newer_one_whose_member_is_there(string engine)
    {
        await using var project = await LateMemberProject.CreateAsync(engine, "late: hold");
        project.Log("2024-02-01", "1,2024-01-05,U,A");
        project.Events("2024-02-02", "1,2,,2024-01-06,5");
        project.Events("2024-02-03", "1,1,,2024-01-06,6");
        project.Log("2024-02-04", "2,2024-01-05,U,A");

        (await project.CountsAsync())[1..].ShouldBe(["fact_f: read=1 held=1", "fact_f: read=1 corrected=1 inserted=1", "dim_m: read=1"]);
        (await project.FactsAsync()).ShouldBe(["1 1 6"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_member_that_has_not_come_turns_its_fact_away(string engine)
    {
        await using var project = await LateMemberProject.CreateAsync(engine, "late: reject");
        project.Log("2024-02-01", "1,2024-01-05,U,A");
        project.Events("2024-02-02", "1,1,,2024-01-06,5", "2,2,,2024-01-06,6", "3,,,2024-01-06,7");

        (await project.CountsAsync())[^1].ShouldBe("fact_f: read=3 rejected=1 inserted=2");
        (await project.FactsAsync()).ShouldBe(["1 1 5", "3 -1 7"]);
        (await project.RowsAsync("SELECT code, reason FROM _warehouse.rejected_row")).ShouldBe(["unknown-member m has no such member, and late is reject"]);
    }

    [Theory]
    [InlineData("duckdb", "infer")]
    [InlineData("postgres", "infer")]
    [InlineData("duckdb", "unknown")]
    [InlineData("postgres", "unknown")]
    [InlineData("duckdb", "hold")]
    [InlineData("postgres", "hold")]
    [InlineData("duckdb", "reject")]
    [InlineData("postgres", "reject")]
    public async Task A_NULL_key_goes_to_the_member_that_the_role_names_whatever_late_says(string engine, string late)
    {
        await using var project = await LateMemberProject.CreateAsync(engine, $"late: {late}, missing: not_yet", roles: $"other: {{dim: m, key: [id2], missing: not_applicable, late: {late}}}");
        project.Log("2024-02-01", "1,2024-01-05,U,A");
        project.Events("2024-02-02", "1,,,2024-01-06,5");

        (await project.CountsAsync())[^1].ShouldBe("fact_f: read=1 inserted=1");
        (await project.RowsAsync("SELECT m_key, other_key FROM mart.fact_f")).ShouldBe(["-3 -2"]);
    }

    [Theory]
    [InlineData("duckdb", "infer")]
    [InlineData("postgres", "infer")]
    [InlineData("duckdb", "unknown")]
    [InlineData("postgres", "unknown")]
    [InlineData("duckdb", "hold")]
    [InlineData("postgres", "hold")]
    [InlineData("duckdb", "reject")]
    [InlineData("postgres", "reject")]
    public async Task A_fact_before_the_first_version_in_a_gap_or_on_the_very_boundary_finds_its_member_whatever_late_says(string engine, string late)
    {
        await using var project = await LateMemberProject.CreateAsync(engine, $"late: {late}", dimension: "first_version: actual");
        // A from the 5th to the 10th, B from the 10th to the 20th, deleted then.
        project.Log("2024-02-01", "1,2024-01-05,U,A", "1,2024-01-10,U,B", "1,2024-01-20,D,");
        project.Events(
            "2024-02-02",
            "1,1,,2024-01-04T23:59:59.999999Z,1", // before the first version
            "2,1,,2024-01-05,2", // the very beginning
            "3,1,,2024-01-09T23:59:59.999999Z,3",
            "4,1,,2024-01-10,4", // the boundary belongs to the version that begins
            "5,1,,2024-01-19T23:59:59.999999Z,5",
            "6,1,,2024-01-20,6", // the instant of the deletion
            "7,1,,2024-02-20,7"); // after it

        (await project.CountsAsync())[^1].ShouldBe("fact_f: read=7 inserted=7");
        (await project.FactsAsync()).ShouldBe(["1 1 1", "2 1 2", "3 1 3", "4 2 4", "5 2 5", "6 2 6", "7 2 7"]);
    }

    [Theory]
    [InlineData("duckdb", "unknown")]
    [InlineData("postgres", "unknown")]
    [InlineData("duckdb", "hold")]
    [InlineData("postgres", "hold")]
    public async Task Facts_that_waited_find_the_same_versions_as_those_that_come_later(string engine, string late)
    {
        await using var project = await LateMemberProject.CreateAsync(engine, $"late: {late}", dimension: "first_version: actual");
        project.Events("2024-02-01", "1,1,,2024-01-04,1", "2,1,,2024-01-05,2", "3,1,,2024-01-10,3", "4,1,,2024-01-20,4", "5,1,,2024-02-20,5");
        project.Log("2024-02-02", "1,2024-01-05,U,A", "1,2024-01-10,U,B", "1,2024-01-20,D,");

        (await project.CountsAsync())[^1].ShouldBe("dim_m: read=3 resolved=5");
        (await project.FactsAsync()).ShouldBe(["1 1 1", "2 1 2", "3 2 3", "4 2 4", "5 2 5"]);
    }
}
