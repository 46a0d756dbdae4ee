using Shouldly;
using Warehouse.Execution.Runs;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.ExecutionTests.Execution.Runs;
using Warehouse.Planning.Tables;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Dimensions;

/// <summary>Facts stay with the version that held at their event, whatever the batch that moves its bounds.</summary>
public sealed class RekeyingTests
{
    private const string Facts = """
        4,1,2024-01-25
        3,1,2024-01-17
        2,1,2024-01-13
        1,1,2024-01-06
        """;

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_version_keeps_its_surrogate_while_it_stands_and_facts_move_to_the_split_off_part(string engine)
    {
        await using var project = await ChangesAsync(engine, "");
        project.Write("data/c_2024-02-01.csv", Log("1,2024-01-05,1,U,A", "1,2024-01-10,1,U,A", "1,2024-01-20,1,U,C"));
        project.Write("data/e_2024-02-02.csv", "n,id,at\n" + Facts);
        project.Write("data/c_2024-02-03.csv", Log("1,2024-01-12,1,U,B", "1,2024-01-15,1,U,A"));

        var result = await LoadedAsync(project);

        (await VersionsAsync(project)).ShouldBe(["1 1 A 1900-01-01 2024-01-12", "3 1 B 2024-01-12 2024-01-15", "4 1 A 2024-01-15 2024-01-20", "2 1 C 2024-01-20 9999-12-31"]);
        (await KeysAsync(project)).ShouldBe(["1 1", "2 3", "3 4", "4 2"]);
        result.Batches[^1].Result.Counts[LoadCounts.RekeyedFacts].ShouldBe(2);
        result.Batches[^1].Result.Counts[LoadCounts.Late].ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_fact_that_was_earlier_than_its_change_moves_when_the_change_comes_in_order(string engine)
    {
        await using var project = await ChangesAsync(engine, "");
        project.Write("data/c_2024-02-01.csv", Log("1,2024-01-05,1,U,A"));
        project.Write("data/e_2024-02-02.csv", "n,id,at\n" + Facts);
        project.Write("data/c_2024-02-03.csv", Log("1,2024-01-16,1,U,B"));

        var result = await LoadedAsync(project);

        (await KeysAsync(project)).ShouldBe(["1 1", "2 1", "3 2", "4 2"]);
        result.Batches[^1].Result.Counts[LoadCounts.RekeyedFacts].ShouldBe(2);
        result.Batches[^1].Result.Counts[LoadCounts.Late].ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_fact_on_an_inferred_member_moves_when_the_member_comes_with_a_history(string engine)
    {
        await using var project = await ChangesAsync(engine, "");
        project.Write("data/e_2024-02-02.csv", "n,id,at\n" + Facts);
        project.Write("data/c_2024-02-03.csv", Log("1,2024-01-05,1,U,A", "1,2024-01-16,1,U,B"));

        await LoadedAsync(project);

        (await VersionsAsync(project)).ShouldBe(["1 1 A 1900-01-01 2024-01-16", "2 1 B 2024-01-16 9999-12-31"]);
        (await KeysAsync(project)).ShouldBe(["1 1", "2 1", "3 2", "4 2"]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_version_that_vanishes_never_leaves_a_fact_behind_even_where_facts_keep_their_keys(string engine)
    {
        await using var project = await ChangesAsync(engine, "rekey_facts: false");
        project.Write("data/c_2024-02-01.csv", Log("1,2024-01-05,1,U,A", "1,2024-01-15,1,U,B"));
        project.Write("data/e_2024-02-02.csv", "n,id,at\n" + Facts);
        // B is corrected to A, so that one version is left; the split before it moves no fact.
        project.Write("data/c_2024-02-03.csv", Log("1,2024-01-15,1,U,A", "1,2024-01-14,1,U,A"));

        var result = await LoadedAsync(project);

        (await VersionsAsync(project)).ShouldBe(["1 1 A 1900-01-01 9999-12-31"]);
        (await KeysAsync(project)).ShouldBe(["1 1", "2 1", "3 1", "4 1"]);
        result.Batches[^1].Result.Counts[LoadCounts.Corrected].ShouldBe(1);
        result.Batches[^1].Result.Counts[LoadCounts.RekeyedFacts].ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_member_of_which_nothing_is_left_waits_as_an_inferred_one_if_facts_refer_to_it(string engine)
    {
        await using var project = await ChangesAsync(engine, "");
        project.Write("data/c_2024-02-01.csv", Log("1,2024-01-05,1,U,A", "2,2024-01-05,1,U,A"));
        project.Write("data/e_2024-02-02.csv", "n,id,at\n" + Facts);
        project.Write("data/c_2024-02-03.csv", Log("1,2024-01-05,2,D,", "2,2024-01-05,2,D,"));
        await LoadedAsync(project);
        (await project.AskAsync("SELECT m_key, is_inferred FROM mart.dim_m WHERE m_key > 0")).ShouldHaveSingleItem().ShouldBe([1L, true]);

        project.Write("data/c_2024-02-04.csv", Log("1,2024-01-15,1,U,B"));
        await LoadedAsync(project);

        (await VersionsAsync(project)).ShouldBe(["1 1 B 1900-01-01 9999-12-31"]);
        (await KeysAsync(project)).ShouldBe(["1 1", "2 1", "3 1", "4 1"]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_member_without_versions_of_which_nothing_is_left_waits_as_an_inferred_one_too(string engine)
    {
        await using var project = await ChangesAsync(engine, "on_delete: flag", scd: 1);
        project.Write("data/c_2024-02-01.csv", Log("1,2024-01-05,1,U,A", "2,2024-01-05,1,U,A"));
        project.Write("data/e_2024-02-02.csv", "n,id,at\n" + Facts);
        project.Write("data/c_2024-02-03.csv", Log("1,2024-01-05,2,D,", "2,2024-01-05,2,D,"));

        await LoadedAsync(project);

        (await project.AskAsync("SELECT m_key, is_inferred FROM mart.dim_m WHERE m_key > 0")).ShouldHaveSingleItem().ShouldBe([1L, true]);
        (await KeysAsync(project)).ShouldBe(["1 1", "2 1", "3 1", "4 1"]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Hash_surrogates_are_the_same_everywhere_and_the_durable_key_is_that_of_the_natural_key(string engine)
    {
        await using var project = await ChangesAsync(engine, "surrogate: hash");
        project.Write("data/e_2024-02-01.csv", "n,id,at\n" + Facts);
        project.Write("data/c_2024-02-02.csv", Log("1,2024-01-05,1,U,A", "1,2024-01-20,1,U,C", "é,2024-01-05,1,U,A"));
        // C begins later and keeps its key; the version that begins in its place gets one of its own.
        project.Write("data/c_2024-02-03.csv", Log("1,2024-01-10,1,U,C", "1,2024-01-15,1,U,D", "1,2024-01-20,1,U,C"));

        await LoadedAsync(project);

        var rows = await project.AskAsync("SELECT m_key, m_durable_key, a FROM mart.dim_m WHERE id = '1' ORDER BY valid_from");
        var member = HashOf("1:1");
        rows.Select(r => r[1]).Distinct().ShouldBe([member]);
        rows.Select(r => (string)r[2]!).ShouldBe(["A", "C", "D", "C"]);
        rows.Select(r => (long)r[0]!).Distinct().Count().ShouldBe(4);
        rows[0][0].ShouldBe(member);
        rows[3][0].ShouldBe(HashOf("1:1" + "26:2024-01-20 00:00:00.000000"));
        (await project.AskAsync("SELECT m_key FROM mart.dim_m WHERE id = 'é'")).ShouldHaveSingleItem()[0].ShouldBe(HashOf("1:é"));
    }

    private static long HashOf(string text)
    {
#pragma warning disable CA5351 // It names rows, and keeps nothing secret.
        var bytes = System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5351
        return System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) & long.MaxValue;
    }

    private static string Log(params string[] rows) => "id,t,q,op,a\n" + string.Join('\n', rows);

    private static async Task<LoadResult> LoadedAsync(ProjectUnderTest project)
    {
        var result = await project.LoadAsync();
        result.Batches.Select(b => b.Result.Error?.ToString()).Where(e => e is not null).ShouldBeEmpty();
        return result;
    }

    private static async Task<IEnumerable<string>> VersionsAsync(ProjectUnderTest project) =>
        (await project.AskAsync("SELECT m_key, m_durable_key, a, valid_from, valid_to FROM mart.dim_m WHERE id = '1' ORDER BY valid_from"))
        .Select(r => $"{r[0]} {r[1]} {r[2]} {r[3]:yyyy-MM-dd} {r[4]:yyyy-MM-dd}");

    private static async Task<IEnumerable<string>> KeysAsync(ProjectUnderTest project) =>
        (await project.AskAsync("SELECT n, m_key FROM mart.fact_f ORDER BY n")).Select(r => $"{r[0]} {r[1]}");

    private static Task<ProjectUnderTest> ChangesAsync(string engine, string more, int scd = 2) => ProjectUnderTest.CreateAsync(engine,
        $$$"""
        sources:
          log:
            files: {path: "data/c_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: changes
            effective_at: t
            order_by: [q]
            delete_when: "op = 'D'"
            columns: {t: timestamp, q: integer}
          events:
            files: {path: "data/e_*.csv", batch_time: "name:yyyy-MM-dd"}
            columns: {at: timestamp}
        dimensions:
          m:
            source: log
            key: {id: string}
            attributes: {a: {type: string, scd: {{{scd}}}}}
            {{{more}}}
        facts:
          f:
            type: transaction
            source: events
            grain: [n]
            event_time: at
            dimensions: {m: {key: [id]}}
            degenerate: {n: integer}
        """);
}
