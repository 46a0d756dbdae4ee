using Shouldly;
using Warehouse.ExecutionTests.Acceptance;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

/// <summary>A dimension with validity by the day, and the facts that look into it.</summary>
public sealed class DateValidityTests
{
    private const string Model = """
        sources:
          people: {files: {path: "data/people_*.ndjson", batch_time: "name:yyyy-MM-dd"}, feed: changes, effective_at: at}
          sales: {files: {path: "data/sales_*.ndjson", batch_time: "name:yyyy-MM-dd"}}
        dimensions:
          person:
            source: people
            key: {person_id: integer}
            scd: 2
            validity: date
            first_version: actual
            attributes: {name: string}
        facts:
          sale:
            type: transaction
            source: sales
            grain: [sale_id]
            event_time: sold
            dimensions: {person: {key: [person_id]}}
            degenerate: {sale_id: integer}
            measures: {amount: integer}
        tests:
          by_the_day:
            target: person
            steps:
              - at: 2024-01-02T00:00:00Z
                given: {people: [{person_id: 1, name: Ann, at: 2024-01-01T12:00:00Z}, {person_id: 1, name: Anna, at: 2024-01-02T15:00:00Z}]}
                expect:
                  - {name: Ann, valid_from: 2024-01-01, valid_to: 2024-01-02, is_current: false}
                  - {name: Anna, valid_from: 2024-01-02, valid_to: 9999-12-31, is_current: true}

        """;

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task Facts_of_a_day_find_the_version_that_the_day_ends_with_and_follow_a_late_change(string engine)
    {
        using var shop = Workspace.Of(engine);
        shop.Write("warehouse.yml", $"version: 1\nname: people\n{shop.Target}");
        shop.Write("model.yml", Model);
        shop.Write("data/people_2024-01-11.ndjson", """
            {"person_id": 1, "name": "Ann", "at": "2024-01-05T09:00:00Z"}
            {"person_id": 1, "name": "Anna", "at": "2024-01-10T15:00:00Z"}

            """);
        shop.Write("data/sales_2024-01-11.ndjson", """
            {"sale_id": 1, "person_id": 1, "sold": "2024-01-09T23:59:59.999999Z", "amount": 1}
            {"sale_id": 2, "person_id": 1, "sold": "2024-01-10T00:00:00Z", "amount": 1}
            {"sale_id": 3, "person_id": 1, "sold": "2024-01-01T00:00:00Z", "amount": 1}

            """);
        (await shop.RunAsync("run")).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(0, r.ToString()));
        var before = await Sales(shop);

        shop.Write("data/people_2024-01-12.ndjson", """
            {"person_id": 1, "name": "Annie", "at": "2024-01-08T18:00:00Z"}

            """);
        (await shop.RunAsync("load")).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(0, r.ToString()));

        before.ShouldBe(["1 Ann", "2 Anna", "3 Ann"]);
        (await Sales(shop)).ShouldBe(["1 Annie", "2 Anna", "3 Ann"]);
        (await shop.RowsAsync("select name, valid_from, valid_to from mart.dim_person where person_key > 0 order by valid_from")).ShouldBe(
        [
            """{"name":"Ann","valid_from":"2024-01-05","valid_to":"2024-01-08"}""",
            """{"name":"Annie","valid_from":"2024-01-08","valid_to":"2024-01-10"}""",
            """{"name":"Anna","valid_from":"2024-01-10","valid_to":"9999-12-31"}""",
        ]);
        (await shop.RunAsync("plan", "--detailed-exitcode")).Exit.ShouldBe(0);
        (await shop.RunAsync("history", "person", "1")).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(0, r.ToString()), r => r.Out.ShouldContain("2024-01-08"));
        (await shop.RunAsync("test", "--target", "it")).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(0, r.ToString()));
    }

    private static async Task<IReadOnlyList<string>> Sales(Workspace shop) =>
        [.. (await shop.RowsAsync("select cast(s.sale_id as varchar) || ' ' || p.name as s from mart.fact_sale s join mart.dim_person p on p.person_key = s.person_key order by s.sale_id")).Select(r => r[6..^2])];
}
