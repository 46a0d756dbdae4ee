using Shouldly;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

/// <summary>Facts of every type as targets of `warehouse test`, with what each type adds to its table.</summary>
public sealed class FactTargetTests
{
    private const string Model = """
        sources:
          fulfilment.orders: {table: raw.orders}
          wms.stock: {table: raw.stock, columns: {warehouse: string}}
          pos.lines: {table: raw.lines}
          fx.daily: {table: raw.rates}
          web.visits: {table: raw.visits}
        dimensions:
          day: {type: calendar, range: [2024-01-01, 2024-12-31]}
        facts:
          process:
            type: accumulating_snapshot
            source: fulfilment.orders
            grain: [order_no]
            milestones: {ordered: ordered_at, shipped: shipped_at}
            lags: {hours_to_ship: [ordered, shipped], working_days_to_ship: [ordered, shipped]}
            dimensions: {ship_day: {dim: day, key: [shipped_at], missing: not_yet}}
          stock:
            type: periodic_snapshot
            period: month
            source: wms.stock
            grain: [day, warehouse]
            fill: carry_forward
            dimensions: {day: {key: [counted_on]}}
            degenerate: {warehouse: string}
            measures: {on_hand: {type: integer, unit: each, additive: {except: [day], use: last}}}
          line:
            type: transaction
            source: pos.lines
            grain: [order_no, line_no]
            event_time: at
            dimensions: {}
            degenerate: {order_no: integer, line_no: integer}
            measures:
              amount: {type: "decimal(18,2)", currency: currency, convert_to: [USD], rates: fx.daily}
            on_duplicate: append_reversal
          visit:
            type: factless
            source: web.visits
            grain: [day, visitor]
            dimensions: {day: {key: [at]}}
            degenerate: {visitor: string}
        tests:
          a_process:
            target: process
            steps:
              - at: 2024-03-01T00:00:00Z
                given: {fulfilment.orders: [{order_no: A, ordered_at: 2024-02-01T08:00:00Z}]}
                expect: [{order_no: A, ordered: 2024-02-01T08:00:00Z, shipped: null, hours_to_ship: null, ship_day_key: -3}]
              - at: 2024-03-02T00:00:00Z
                given: {fulfilment.orders: [{order_no: A, shipped_at: 2024-02-02T09:30:00Z}]}
                expect: [{order_no: A, hours_to_ship: 25, working_days_to_ship: 1, ship_day_key: 20240202}]
          months:
            target: stock
            steps:
              - at: 2024-04-01T00:00:00Z
                given: {wms.stock: [{counted_on: 2024-01-31, warehouse: N, on_hand: 5}, {counted_on: 2024-03-30, warehouse: S, on_hand: 1}]}
                expect:
                  - {day_key: 20240131, warehouse: N, on_hand: 5, is_filled: false}
                  - {day_key: 20240229, warehouse: N, on_hand: 5, is_filled: true}
                  - {day_key: 20240330, warehouse: N, on_hand: 5, is_filled: true}
                  - {day_key: 20240330, warehouse: S, on_hand: 1, is_filled: false}
          a_correction:
            target: line
            steps:
              - at: 2024-04-01T00:00:00Z
                given:
                  fx.daily: [{rate_date: 2024-01-01, from_currency: EUR, to_currency: USD, rate: 1.1}]
                  pos.lines: [{order_no: 1, line_no: 1, at: 2024-03-01, amount: 10, currency: EUR}]
                expect: [{order_no: 1, amount: 10, amount_usd: 11, is_reversal: false}]
              - at: 2024-04-02T00:00:00Z
                given: {pos.lines: [{order_no: 1, line_no: 1, at: 2024-03-01, amount: 20, currency: EUR}]}
                expect:
                  - {amount: 10, amount_usd: 11, is_reversal: false}
                  - {amount: -10, amount_usd: -11, is_reversal: true}
                  - {amount: 20, amount_usd: 22, is_reversal: false}
          a_visit:
            target: visit
            steps:
              - at: 2024-04-01T00:00:00Z
                given: {web.visits: [{at: 2024-03-01T23:00:00Z, visitor: V}, {at: 2024-03-01T01:00:00Z, visitor: V}]}
                expect: [{day_key: 20240301, visitor: V}]

        """;

    [Fact]
    public async Task Every_type_of_fact_is_tested_by_what_its_table_holds()
    {
        using var shop = await Shop.NewAsync();
        shop.Write("facts_of_every_type.yml", Model);

        var said = await shop.RunAsync("test", "--json");

        said.Exit.ShouldBe(0, said.ToString());
        said.Json().GetProperty("passed").GetInt32().ShouldBeGreaterThanOrEqualTo(4);
    }
}
