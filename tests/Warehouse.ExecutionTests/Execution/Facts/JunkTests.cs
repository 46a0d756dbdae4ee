using Shouldly;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.ExecutionTests.Execution.Runs;
using Warehouse.Planning.Tables;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Facts;

/// <summary>Junk dimensions: the combinations of flags that facts meet.</summary>
public sealed class JunkTests
{
    private const string Model = """
        sources:
          sales:
            files: {path: "data/s_*.csv", batch_time: "name:yyyy-MM-dd"}
          gifts:
            files: {path: "data/g_*.csv", batch_time: "name:yyyy-MM-dd"}
        dimensions:
          flags:
            type: junk
            attributes:
              is_gift: boolean
              channel: {type: string, default: none}
              level: integer
        facts:
          sale:
            type: transaction
            source: sales
            grain: [n]
            dimensions:
              flags: {key: [is_gift, channel, level]}
              first_flags: {dim: flags, key: [was_gift, channel, level]}
            degenerate: {n: integer}
            measures: {v: integer}
          gift:
            type: transaction
            source: gifts
            grain: [n]
            dimensions: {flags: {key: [yes, way, level]}}
            degenerate: {n: integer}
            measures: {v: integer}
        """;

    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Combinations_get_keys_in_the_order_of_their_values_when_they_are_met_and_keep_them(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Model);
        project.Write("data/s_2024-02-01.csv", "n,is_gift,was_gift,channel,level,v\n1,true,true,web,2,5\n2,false,false,web,2,5\n3,true,true,Web,2,5\n4,,,,,5\n5,true,true,,2,5\n6,true,true,web,2,7\n");
        project.Write("data/g_2024-02-02.csv", "n,yes,way,level,v\n1,true,web,2,1\n2,true,web,1,1\n3,,,,1\n");
        project.Write("data/s_2024-02-03.csv", "n,is_gift,was_gift,channel,level,v\n1,true,false,shop,2,5\n2,false,false,web,2,5\n");

        var result = await project.LoadAsync();

        result.Batches.Select(b => b.Result.Error).Where(e => e is not null).ShouldBeEmpty();
        // By false, true, NULL; by code point; by number: NULL last.
        (await Rows(project, "SELECT flags_key, is_gift, channel, level FROM mart.dim_flags WHERE flags_key > 0 ORDER BY 1")).ShouldBe(
        [
            "1 False web 2", "2 True Web 2", "3 True web 2", "4 True NULL 2", "5 NULL NULL NULL",
            "6 True web 1", "7 True shop 2", "8 False shop 2",
        ]);
        (await Rows(project, "SELECT n, flags_key, first_flags_key FROM mart.fact_sale ORDER BY n")).ShouldBe(["1 7 8", "2 1 1", "3 2 2", "4 5 5", "5 4 4", "6 3 3"]);
        (await Rows(project, "SELECT n, flags_key FROM mart.fact_gift ORDER BY n")).ShouldBe(["1 3", "2 6", "3 5"]);
        (await Rows(project, "SELECT flags_key, is_gift, channel FROM mart.dim_flags WHERE flags_key < 0 ORDER BY 1")).ShouldBe(["-3 NULL none", "-2 NULL none", "-1 NULL none"]);
        result.Batches.Select(b => (b.Batch.Load.Pipeline, b.Result.Counts[LoadCounts.NewMembers], b.Result.Counts[LoadCounts.Inserted], b.Result.Counts[LoadCounts.Updated]))
            .ShouldBe([("fact_sale", 5, 6, 0), ("fact_gift", 1, 3, 0), ("fact_sale", 2, 0, 1)]);
    }

    private static async Task<IEnumerable<string>> Rows(ProjectUnderTest project, string sql) =>
        (await project.AskAsync(sql)).Select(r => string.Join(' ', r.Select(v => v ?? "NULL")));
}
