using Shouldly;
using Warehouse.ExecutionTests.Acceptance;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

/// <summary>The views of a model on a target: what they show, and how they follow the model.</summary>
public sealed class ViewTests
{
    private const string People = """
        sources:
          people:
            files: {path: "data/people_*.ndjson", batch_time: "name:yyyy-MM-dd"}
            feed: changes
            effective_at: at
            delete_when: "gone"
            columns: {at: timestamp, gone: boolean}
        dimensions:
          date: {type: calendar, range: [2024-01-01, 2024-01-31]}
          person:
            source: people
            key: {person_id: integer}
            scd: 2
            attributes: {name: string, person_name: string}

        """;

    private const string Sales = """
        sources:
          sales: {files: {path: "data/sales_*.ndjson", batch_time: "name:yyyy-MM-dd"}, columns: {sold: timestamp}}
        facts:
          sale:
            type: transaction
            source: sales
            grain: [sale_id]
            event_time: sold
            dimensions:
              sold_on: {dim: date, key: [sold]}
              buyer:   {dim: person, key: [buyer_id], durable: true}
              seller:  {dim: person, key: [seller_id], durable: true}
            degenerate: {sale_id: integer}
            measures: {amount: integer}

        """;

    public static TheoryData<string> Engines => ["duckdb", "postgres"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_dimension_in_two_roles_is_joined_twice_without_two_columns_of_one_name(string engine)
    {
        using var shop = await LoadedAsync(engine);

        var rows = await shop.RowsAsync("""
            select * from (
              select s.sale_id, buyer_id, buyer_name, buyer_person_name, seller_id, seller_name, sold_on, sold_on_month
              from mart.fact_sale s join mart.buyer b on b.buyer_key = s.buyer_key join mart.seller v on v.seller_key = s.seller_key
              join mart.sold_on d on d.sold_on_key = s.sold_on_key) t order by sale_id
            """);

        rows.ShouldBe(
        [
            """{"sale_id":1,"buyer_id":1,"buyer_name":"Ann","buyer_person_name":"A","seller_id":2,"seller_name":"Bo","sold_on":"2024-01-05","sold_on_month":1}""",
            """{"sale_id":2,"buyer_id":1,"buyer_name":"Anna","buyer_person_name":"A","seller_id":null,"seller_name":null,"sold_on":"2024-01-20","sold_on_month":1}""",
        ]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_durable_key_finds_one_row_in_the_current_view_also_of_a_deleted_member_and_of_none(string engine)
    {
        using var shop = await LoadedAsync(engine);

        var rows = await shop.RowsAsync("""
            select s.sale_id, b.name as buyer, b.is_current, v.name as seller, v.is_current as seller_is_current, v.person_durable_key as seller_key
            from mart.fact_sale s join mart.dim_person_current b on b.person_durable_key = s.buyer_durable_key
            join mart.dim_person_current v on v.person_durable_key = s.seller_durable_key order by 1
            """);

        rows.ShouldBe(
        [
            """{"sale_id":1,"buyer":"Anna","is_current":true,"seller":"Bo","seller_is_current":false,"seller_key":2}""",
            """{"sale_id":2,"buyer":"Anna","is_current":true,"seller":null,"seller_is_current":true,"seller_key":-1}""",
        ]);
        (await shop.ValueAsync("select count(*) as n from mart.dim_person_current")).ShouldBe("5");
        (await shop.ValueAsync("select count(*) as n from mart.dim_person")).ShouldBe("6");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_view_whose_columns_change_is_made_anew_in_their_order(string engine)
    {
        using var shop = await LoadedAsync(engine);
        shop.Execute("ALTER TABLE mart.dim_person ADD COLUMN title VARCHAR");
        shop.Execute("ALTER TABLE mart.person__changes ADD COLUMN title VARCHAR");
        shop.Write("people.yml", People.Replace("name: string, person_name", "title: string, name: string, person_name", StringComparison.Ordinal));

        var plan = await shop.RunAsync("plan");
        (await shop.RunAsync("apply")).Exit.ShouldBe(0);

        plan.Out.ShouldBe($"""
            it ({engine}): 6 things to do
              - drop-view     mart.buyer
              - drop-view     mart.dim_person_current
              - drop-view     mart.seller
              + create-view   mart.dim_person_current  The last version of every person: one row a durable key, those of deleted members not current.
              + create-view   mart.buyer  person in the role of buyer.
              + create-view   mart.seller  person in the role of seller.

            """);
        (await shop.ValueAsync("select count(*) as n from mart.buyer where buyer_title is null")).ShouldBe("6");
        (await shop.RunAsync("plan", "--detailed-exitcode")).Exit.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_views_of_a_fact_that_is_gone_from_the_model_are_dropped_and_no_others(string engine)
    {
        using var shop = await LoadedAsync(engine);
        shop.Execute("CREATE VIEW mart.of_a_user AS SELECT 1 AS one");
        shop.Execute("INSERT INTO _warehouse.published_view VALUES ('mart', 'of_a_user', 'another', 'x', 'mart.dim_date')");
        shop.Write("sales.yml", "");

        var plan = await shop.RunAsync("plan");
        (await shop.RunAsync("apply")).Exit.ShouldBe(0);

        plan.Out.ShouldBe("it (" + engine + "): 3 things to do\n  - drop-view     mart.buyer\n  - drop-view     mart.seller\n  - drop-view     mart.sold_on\n");
        (await shop.RowsAsync("select table_name from information_schema.views where table_schema = 'mart' order by 1")).ShouldBe(["""{"table_name":"dim_date_relative"}""", """{"table_name":"dim_person_current"}""", """{"table_name":"of_a_user"}"""]);
        (await shop.RunAsync("plan", "--detailed-exitcode")).Exit.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Views_that_read_one_another_are_dropped_readers_first(string engine)
    {
        using var shop = await LoadedAsync(engine);
        // As an earlier model may have left them.
        shop.Execute("CREATE VIEW mart.a_first AS SELECT 1 AS one");
        shop.Execute("CREATE VIEW mart.b_second AS SELECT one FROM mart.a_first");
        shop.Execute("INSERT INTO _warehouse.published_view VALUES ('mart', 'a_first', 'people', 'x', 'mart.dim_date'), ('mart', 'b_second', 'people', 'x', 'mart.a_first mart.dim_date')");

        var plan = await shop.RunAsync("plan");
        (await shop.RunAsync("apply")).ShouldSatisfyAllConditions(a => a.Exit.ShouldBe(0, a.ToString()));

        plan.Out.ShouldContain("  - drop-view     mart.b_second\n  - drop-view     mart.a_first\n");
        (await shop.RunAsync("plan", "--detailed-exitcode")).Exit.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_view_that_was_dropped_replaced_or_left_half_made_is_made_again(string engine)
    {
        using var shop = await LoadedAsync(engine);
        shop.Execute("DROP VIEW mart.buyer");
        shop.Execute("DROP VIEW mart.seller");
        shop.Execute("CREATE VIEW mart.seller AS SELECT 1 AS one");
        shop.Execute("UPDATE _warehouse.published_view SET definition = '' WHERE view_name = 'sold_on'");

        var plan = await shop.RunAsync("plan");
        (await shop.RunAsync("apply")).ShouldSatisfyAllConditions(a => a.Exit.ShouldBe(0, a.ToString()));

        plan.Out.ShouldStartWith($"it ({engine}): 4 things to do\n  - drop-view     mart.seller\n  + create-view   mart.sold_on");
        plan.Out.ShouldContain("  + create-view   mart.buyer  person in the role of buyer.\n  + create-view   mart.seller  person in the role of seller.\n");
        (await shop.RunAsync("plan", "--detailed-exitcode")).Exit.ShouldBe(0);
        (await shop.ValueAsync("select count(*) as n from mart.seller")).ShouldBe("6");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_somebody_else_has_made_under_a_views_name_is_refused_and_not_touched(string engine)
    {
        using var shop = Create(engine);
        shop.Write("sales.yml", "");
        (await shop.RunAsync("run")).Exit.ShouldBe(0);
        shop.Execute("CREATE VIEW mart.buyer AS SELECT 7 AS mine");
        shop.Write("sales.yml", Sales);

        var refused = await shop.RunAsync("apply");

        refused.Exit.ShouldBe(5, refused.ToString());
        refused.Error.ShouldContain("WH3005 (view-name-taken): `mart.buyer` is there already, and is no view that warehouse has made");
        refused.Error.ShouldContain("sales.yml:");
        (await shop.ValueAsync("select mine from mart.buyer")).ShouldBe("7");
    }

    private static Workspace Create(string engine)
    {
        var shop = Workspace.Of(engine);
        shop.Write("warehouse.yml", $"version: 1\nname: people\n{shop.Target}");
        shop.Write("people.yml", People);
        shop.Write("sales.yml", Sales);
        shop.Write("data/people_2024-01-01.ndjson", """
            {"person_id": 1, "name": "Ann", "person_name": "A", "at": "2023-12-01", "gone": "false"}
            {"person_id": 2, "name": "Bo", "person_name": "B", "at": "2023-12-01", "gone": "false"}

            """);
        shop.Write("data/people_2024-01-10.ndjson", """
            {"person_id": 1, "name": "Anna", "person_name": "A", "at": "2024-01-10", "gone": "false"}
            {"person_id": 2, "name": null, "person_name": null, "at": "2024-01-09", "gone": "true"}

            """);
        shop.Write("data/sales_2024-01-20.ndjson", """
            {"sale_id": 1, "sold": "2024-01-05T10:00:00Z", "buyer_id": 1, "seller_id": 2, "amount": 5}
            {"sale_id": 2, "sold": "2024-01-20T10:00:00Z", "buyer_id": 1, "seller_id": null, "amount": 6}

            """);
        return shop;
    }

    private static async Task<Workspace> LoadedAsync(string engine)
    {
        var shop = Create(engine);
        var run = await shop.RunAsync("run");
        run.Exit.ShouldBe(0, run.ToString());
        return shop;
    }
}
