using System.Globalization;
using Shouldly;
using Warehouse.Execution.Batches;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.ExecutionTests.Execution.Runs;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Views;

/// <summary>Facts by the members of their groups: shares have the fact's totals, and no fact is lost.</summary>
public sealed class BridgedViewTests
{
    public static TheoryData<string> Engines => EngineUnderTest.All;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Shares_of_what_may_be_summed_have_the_facts_totals_exactly(string engine)
    {
        await using var project = await LoadedAsync(engine, "weight: {column: share, sum_to: 100}");

        (await AskAsync(project, "SELECT n, who, amount, pieces, price, team_share FROM mart.fact_sale_by_team_weighted JOIN (SELECT DISTINCT m_durable_key, coalesce(id, '-') AS who FROM mart.dim_m) m ON m_durable_key = team_m_durable_key ORDER BY 1, 2")).ShouldBe(
        [
            // Before the group had members; while it had three; and when one had taken all.
            "1 - 8 1 2.5 1",
            "2 a 3.3333 3.3333 2.5 0.33333", "2 b 3.3333 3.3333 2.5 0.33333", "2 c 3.3334 3.3334 2.5 0.33334",
            "3 a 7.25 NULL NULL 1",
            "4 - 1 1 2.5 1", "5 - 2 1 NULL 1",
            "6 a 0.0033333 0.33333 2.5 0.33333", "6 b 0.0033333 0.33333 2.5 0.33333", "6 c 0.0033334 0.33334 2.5 0.33334",
        ]);
        (await AskAsync(project, "SELECT sum(amount), sum(pieces), count(DISTINCT n) FROM mart.fact_sale_by_team_weighted")).ShouldBe(await AskAsync(project, "SELECT sum(amount), sum(pieces), count(*) FROM mart.fact_sale"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Without_shares_a_fact_counts_in_full_for_every_member_that_its_group_had(string engine)
    {
        await using var weighted = await LoadedAsync(engine, "weight: {column: share, sum_to: 100}");
        await using var project = await LoadedAsync(engine, null);
        const string Unweighted = "SELECT n, team_m_durable_key, amount, pieces FROM mart.fact_sale_by_team_unweighted ORDER BY 1, 2";

        var rows = await AskAsync(project, Unweighted);

        rows.ShouldBe(["1 -1 8 1", "2 1 10 10", "2 2 10 10", "2 3 10 10", "3 1 7.25 NULL", "4 -1 1 1", "5 -2 2 1", "6 1 0.01 1", "6 2 0.01 1", "6 3 0.01 1"]);
        (await AskAsync(weighted, Unweighted)).ShouldBe(rows);
        project.Project.Bridges[0].WeightColumn.ShouldBeNull();
        (await AskAsync(project, "SELECT count(*) FROM information_schema.tables WHERE table_name LIKE '%weighted'")).ShouldBe(["1"]);
    }

    private static async Task<IReadOnlyList<string>> AskAsync(ProjectUnderTest project, string sql) =>
        [.. (await project.AskAsync(sql)).Select(row => string.Join(' ', row.Select(v => v switch
        {
            null => "NULL",
            decimal number => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
            _ => Convert.ToString(v, CultureInfo.InvariantCulture),
        })))];

    private static async Task<ProjectUnderTest> LoadedAsync(string engine, string? weight)
    {
        var project = await ProjectUnderTest.CreateAsync(engine, $$$"""
            sources:
              members: {files: {path: "data/m_*.csv", batch_time: "name:yyyy-MM-dd"}, feed: upserts}
              teams: {files: {path: "data/t_*.csv", batch_time: "name:yyyy-MM-dd"}}
              sales: {files: {path: "data/s_*.csv", batch_time: "name:yyyy-MM-dd"}, columns: {at: timestamp} }
            dimensions:
              m: {source: members, key: {id: string}, attributes: {name: {type: string, scd: 2} } }
            bridges:
              team:
                source: teams
                group: {team_id: {type: string, from: team} }
                member: {dim: m, key: [who]}
                valid: {from: since, to: until}
                {{{weight}}}
            facts:
              sale:
                type: transaction
                source: sales
                grain: [n]
                event_time: at
                dimensions:
                  team: {bridge: team, key: [team], missing: not_applicable}
                degenerate: {n: integer}
                measures:
                  amount: {type: "decimal(18,2)"}
                  pieces: integer
                  price: {type: "decimal(18,2)", additive: none}
            """);
        project.Write("data/m_2024-01-01.csv", "id,name\na,A\nb,B\nc,C\n");
        project.Write("data/t_2024-01-02.csv", "team,who,share,since,until\nx,a,33.333,2024-01-01,2024-02-01\nx,b,33.333,2024-01-01,2024-02-01\nx,c,33.334,2024-01-01,2024-02-01\nx,a,100,2024-02-01,\n");
        project.Write("data/s_2024-03-01.csv", """
            n,at,team,amount,pieces,price
            1,2023-12-31T23:59:59Z,x,8,1,2.5
            2,2024-01-01T00:00:00Z,x,10,10,2.5
            3,2024-02-01T00:00:00Z,x,7.25,,
            4,2024-02-01T00:00:00Z,unheard,1,1,2.5
            5,2024-02-01T00:00:00Z,,2,1,
            6,2024-01-31T23:59:59Z,x,0.01,1,2.5

            """);
        (await project.LoadAsync()).Batches.ShouldAllBe(b => b.Result.Status == BatchStatus.Committed);
        return project;
    }
}
