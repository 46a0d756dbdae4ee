using Shouldly;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.ExecutionTests.Execution.Runs;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Dimensions;

/// <summary>`values` of an attribute: rows that say anything else are turned away, and counted.</summary>
public sealed class AllowedValueTests
{
    private const string Model = """
        sources:
          people:
            files: {path: "data/people_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: changes
            effective_at: t
            delete_when: "op = 'D'"
            max_rejected: 100%
          orders:
            files: {path: "data/orders_*.csv", batch_time: "name:yyyy-MM-dd"}
            columns: {n: integer}
            max_rejected: 100%
        dimensions:
          person:
            source: people
            key: {id: string}
            attributes:
              segment: {type: string, scd: 2, values: [smb, "it's", null]}
              level: {type: integer, values: [1, 2]}
            mini_dimensions:
              standing: {scd: 4, attributes: {mood: {type: string, values: [good, bad]}}}
          flags: {type: junk, attributes: {gift: boolean, channel: {type: string, values: [web, shop]}}}
        facts:
          bought:
            type: factless
            source: orders
            grain: [n]
            event_time: at
            dimensions:
              person: {key: [id]}
              flags: {key: [gift, channel]}
            degenerate: {n: integer}
        """;

    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_row_that_says_anything_else_is_turned_away_and_NULL_and_deletes_are_not(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Model);
        var filler = string.Concat(Enumerable.Range(0, 100).Select(i => $"x{i},2024-01-01,U,smb,1,good\n"));
        project.Write("data/people_2024-02-01.csv", "id,t,op,segment,level,mood\n" + filler
            + "a,2024-01-01,U,smb,1,good\nb,2024-01-01,U,it's,2,bad\nc,2024-01-01,U,,,\nd,2024-01-01,U,SMB,1,good\ne,2024-01-01,U,smb,3,good\nf,2024-01-01,U,smb,1,ugly\na,2024-01-02,D,gone,9,none\n");
        project.Write("data/orders_2024-02-01.csv", "n,at,id,gift,channel\n1,2024-01-05,b,true,web\n2,2024-01-05,b,true,fax\n3,2024-01-05,b,,\n");

        var result = await project.LoadAsync();

        result.Batches.Select(b => b.Result.Error?.ToString()).Where(e => e is not null).ShouldBeEmpty();
        (await Rows(project, "SELECT id, segment, level FROM mart.dim_person WHERE person_key > 0 AND id NOT LIKE 'x%' ORDER BY id")).ShouldBe(["a smb 1", "b it's 2", "c NULL NULL"]);
        (await Rows(project, "SELECT f.n, j.channel FROM mart.fact_bought f JOIN mart.dim_flags j ON j.flags_key = f.flags_key ORDER BY f.n")).ShouldBe(["1 web", "3 NULL"]);
        (await Rows(project, "SELECT target, code, reason FROM _warehouse.rejected_row ORDER BY target, reason")).ShouldBe(
        [
            "dim_person not-allowed level is none of its values: 1, 2",
            "dim_person not-allowed mood is none of its values: good, bad",
            "dim_person not-allowed segment is none of its values: smb, it's",
            "fact_bought not-allowed channel is none of its values: web, shop",
        ]);
    }

    private static async Task<IEnumerable<string>> Rows(ProjectUnderTest project, string sql) => (await project.AskAsync(sql)).Select(r => string.Join(' ', r.Select(v => v ?? "NULL")));
}
