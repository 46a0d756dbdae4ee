using Shouldly;
using Warehouse.ExecutionTests.Execution.Runs;
using Warehouse.ExecutionTests.History;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Facts;

/// <summary>Faults that lose or double a fact row, put into the compiled plan on purpose: the load asserts that every row came to one end, and rolls back.</summary>
public sealed class ConservationTests
{
    private const string First = "order_id,ordered_at,customer,amount\n1,2024-02-01,a,10\n2,2024-02-01,b,20\n";

    private const string Second = "order_id,ordered_at,customer,amount\n1,2024-02-01,a,11\n2,2024-02-01,b,20\n3,2024-02-01,c,30\n4,2024-02-02,c,40\n";

    /// <summary>The mode, what is wrong, where it stands in DuckDB's words, and what stands there instead.</summary>
    private static readonly (string OnDuplicate, string Fault, string Find, string Replace)[] Faults =
    [
        ("update", "The look-up of keys loses a row", @"(WHERE s\._outcome = 'accepted')(?=;?\s*$)", "$1 AND s.order_id <> 3"),
        ("update", "A row is not compared", @"(FROM resolved_order_line AS r)", "FROM (SELECT * FROM resolved_order_line WHERE order_id <> 3) AS r"),
        ("update", "A row is compared twice", @"(FROM resolved_order_line AS r)", "FROM (SELECT * FROM resolved_order_line UNION ALL SELECT * FROM resolved_order_line WHERE order_id = 3) AS r"),
        ("update", "A new row is not added", @"(FROM effect_order_line AS e\s+WHERE e\._kind = 'insert')", "$1 AND e.order_id <> 3"),
        ("update", "A new row is added twice", @"(FROM effect_order_line AS e)(?=\s+WHERE e\._kind = 'insert')", "FROM (SELECT * FROM effect_order_line UNION ALL SELECT * FROM effect_order_line WHERE order_id = 3) AS e"),
        ("update", "A row is corrected and added again", @"(FROM effect_order_line AS e\s+WHERE) e\._kind = 'insert'", "$1 e._kind IN ('insert', 'update')"),
        ("update", "A correction is not written", @"(e\._kind = 'update')(?=;?\s*$)", "FALSE"),
        ("ignore", "A row has no end", "ELSE 'unchanged'", "ELSE 'forgotten'"),
        ("append_reversal", "A correction does not take the old row back", @"(WHERE e\._kind IN \('update', 'delete'\))", "WHERE FALSE"),
        ("append_reversal", "A correction takes the old row back twice", @"(FROM effect_order_line AS e)(?=\s+JOIN met_order_line)", "FROM (SELECT * FROM effect_order_line UNION ALL SELECT * FROM effect_order_line) AS e"),
    ];

    public static TheoryData<string> Names => [.. Faults.Select(f => f.Fault)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_lost_or_doubled_row_stops_the_load(string fault)
    {
        var (onDuplicate, _, find, replace) = Faults.Single(f => f.Fault == fault);
        await using var project = await CreateAsync(onDuplicate);
        project.Write("data/orders_2024-03-01.csv", First);
        (await project.LoadAsync()).Ok.ShouldBeTrue();
        var before = await project.AskAsync("SELECT * FROM mart.fact_order_line ORDER BY order_id");
        var faulty = new FaultySessions(project.Target.Sessions, new(find), replace);
        project.LoadsThrough = faulty;
        project.Write("data/orders_2024-03-02.csv", Second);

        var result = await project.LoadAsync();

        faulty.Hits.ShouldBePositive("the fault is in no statement");
        result.Batches[^1].Result.Error.ShouldNotBeNull().Code.ShouldBeOneOf("WH5111", "WH5107");
        (await project.AskAsync("SELECT * FROM mart.fact_order_line ORDER BY order_id")).ShouldBe(before);
    }

    [Theory]
    [InlineData("update")]
    [InlineData("ignore")]
    [InlineData("append_reversal")]
    public async Task Without_a_fault_the_same_rows_load(string onDuplicate)
    {
        await using var project = await CreateAsync(onDuplicate);
        project.Write("data/orders_2024-03-01.csv", First);
        project.Write("data/orders_2024-03-02.csv", Second);

        (await project.LoadAsync()).Ok.ShouldBeTrue();
    }

    /// <summary>The fact is laid down without its unique key, as engines have it that enforce none.</summary>
    private static async Task<ProjectUnderTest> CreateAsync(string onDuplicate)
    {
        var project = await ProjectUnderTest.CreateAsync("duckdb", $$$"""
            sources:
              customers:
                files: {path: "data/customers_*.csv", batch_time: "name:yyyy-MM-dd"}
                feed: upserts
              orders:
                files: {path: "data/orders_*.csv", batch_time: "name:yyyy-MM-dd"}
                columns: {order_id: integer}
            dimensions:
              customer:
                source: customers
                key: {customer: string}
                attributes: {country: string}
            facts:
              order_line:
                type: transaction
                source: orders
                grain: [order_id]
                event_time: ordered_at
                dimensions: {customer: {key: [customer]}}
                degenerate: {order_id: integer}
                measures: {amount: {type: "decimal(18,2)", unit: EUR}}
                on_duplicate: {{{onDuplicate}}}
            """);
        project.Write("data/customers_2024-01-01.csv", "customer,country\n");
        await project.ExecuteAsync("CREATE TABLE mart.plain AS SELECT * FROM mart.fact_order_line");
        await project.ExecuteAsync("DROP TABLE mart.fact_order_line");
        await project.ExecuteAsync("ALTER TABLE mart.plain RENAME TO fact_order_line");
        return project;
    }
}
