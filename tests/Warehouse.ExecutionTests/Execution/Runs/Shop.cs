namespace Warehouse.ExecutionTests.Execution.Runs;

/// <summary>A model with each way in: daily snapshots, daily facts, and a table with a watermark.</summary>
internal static class Shop
{
    public const string Model =
        """
        sources:
          crm.customers:
            files: {path: "data/customers_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: snapshot
          pos.orders:
            files: {path: "data/orders_*.csv", batch_time: "name:yyyy-MM-dd"}
            columns: {ordered_at: timestamp}
          erp.products:
            table: raw.products
            feed: upserts
            watermark: {column: loaded_at, lookback: 0s, safety_lag: 1h}
        dimensions:
          date: {type: calendar, range: [2024-01-01, 2024-01-31]}
          customer:
            source: crm.customers
            key: {id: integer}
            attributes: {name: {type: string, scd: 2}}
          product:
            source: erp.products
            key: {sku: string}
            attributes: {price: {type: "decimal(18,2)", scd: 2}}
        facts:
          order:
            type: transaction
            source: pos.orders
            grain: [order_id]
            event_time: ordered_at
            dimensions:
              order_date: {dim: date, key: [ordered_at]}
              customer: {key: [customer_id], late: infer}
            degenerate: {order_id: integer}
            measures: {amount: {type: "decimal(18,2)", unit: EUR}}
        """;

    /// <summary>Two days of customers, a day of orders, and a product, none of them loaded.</summary>
    public static async Task<ProjectUnderTest> DeliveredAsync(string engine)
    {
        var project = await ProjectUnderTest.CreateAsync(engine, Model);
        await project.ExecuteAsync("CREATE SCHEMA raw");
        await project.ExecuteAsync("CREATE TABLE raw.products (sku varchar, price decimal(18,2), loaded_at timestamp)");
        await project.ExecuteAsync("INSERT INTO raw.products VALUES ('p1', 1.00, TIMESTAMP '2024-05-01 00:00:00')");
        project.Write("data/customers_2024-01-01.csv", "id,name\n1,a\n2,b\n");
        project.Write("data/customers_2024-01-02.csv", "id,name\n1,a\n2,B\n");
        project.Write("data/orders_2024-01-01.csv", "order_id,customer_id,ordered_at,amount\n1,1,2024-01-01T10:00:00Z,10.00\n");
        return project;
    }
}
