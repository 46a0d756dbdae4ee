using System.Collections.Immutable;

namespace Warehouse.TestEngines.Facts;

/// <summary>References between dimensions of which a partial row says nothing.</summary>
internal static class OutriggerCases
{
    private const string Header = "id,t,rep,born,name";

    private const string Rows = "SELECT id, valid_from, rep_key, born_key, name FROM mart.dim_customer WHERE customer_key > 0 ORDER BY id, valid_from";

    public static ImmutableArray<FactCase> All { get; } =
    [
        new("a partial row keeps the reference that it does not name, and a late one hands it on", Model("changes"),
            new FactStep("2024-02-01").Deliver("customers", Header, "1,2024-01-05,7,1990-05-17,a", "1,2024-01-20,,,b", "2,2024-01-05,,,a", "3,2024-01-05,,2200-01-01,a")
                .Count("dim_customer", ("inferred", 1), ("read", 4))
                .Show(Rows, "1 | 1900-01-01 00:00:00 | 1 | 19900517 | b", "2 | 1900-01-01 00:00:00 | -1 | -1 | a", "3 | 1900-01-01 00:00:00 | -1 | -1 | a")
                .Show("SELECT rep_key FROM mart.customer__changes ORDER BY id, _effective_at", "1", "NULL", "NULL", "NULL"),
            // A reference that is told late holds from then on, until another one is.
            new FactStep("2024-02-02").Deliver("customers", Header, "1,2024-01-10,8,,", "2,2024-01-30,,1990-05-17,", "3,2024-01-02,7,,")
                .Show(Rows, "1 | 1900-01-01 00:00:00 | 1 | 19900517 | b", "1 | 2024-01-10 00:00:00 | 2 | 19900517 | b", "2 | 1900-01-01 00:00:00 | -1 | 19900517 | a", "3 | 1900-01-01 00:00:00 | 1 | -1 | a"),
            new FactStep("2024-02-03").Deliver("customers", Header, "1,2024-02-10,,,c", "1,2024-02-12,7,,")
                .Show("SELECT valid_from, rep_key, name FROM mart.dim_customer WHERE id = '1' ORDER BY valid_from", "1900-01-01 00:00:00 | 1 | c", "2024-01-10 00:00:00 | 2 | c", "2024-02-12 00:00:00 | 1 | c")),

        new("a partial row of a member as it is now keeps the reference that it does not name", Model("upserts"),
            new FactStep("2024-02-01").Deliver("customers", Header, "1,2024-01-05,7,1990-05-17,a", "2,2024-01-05,,,a"),
            new FactStep("2024-02-02").Deliver("customers", Header, "1,2024-01-10,,,b", "2,2024-01-12,8,,")
                .Show(Rows, "1 | 1900-01-01 00:00:00 | 1 | 19900517 | b", "2 | 1900-01-01 00:00:00 | -1 | -1 | a", "2 | 2024-01-12 00:00:00 | 2 | -1 | a")),
    ];

    private static string Model(string feed) => $$$"""
        sources:
          customers:
            files: {path: "data/customers_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: {{{feed}}}
            effective_at: t
            null_means: unchanged
          employees:
            files: {path: "data/employees_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: upserts
        dimensions:
          customer:
            source: customers
            key: {id: string}
            attributes:
              rep: {outrigger: employee, key: [rep], scd: 2}
              born: {outrigger: day, key: [born], scd: 1}
              name: {type: string, scd: 1}
          employee:
            source: employees
            key: {id: string}
            attributes: {grade: string}
          day: {type: calendar, range: [1990-01-01, 1990-12-31]}
        """;
}
