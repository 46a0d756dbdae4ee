using Shouldly;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

/// <summary>Aggregates as targets of `warehouse test`, of facts of every type and of what else writes to them.</summary>
public sealed class AggregateTargetTests
{
    private const string Model = """
        sources:
          fulfilment.orders: {table: raw.orders}
          wms.stock: {table: raw.stock, columns: {warehouse: string}}
          pos.lines: {table: raw.lines, delete_when: "op = 'D'"}
          web.people: {table: raw.people, feed: changes, effective_at: t}
          web.visits: {table: raw.visits, columns: {n: integer}}
        dimensions:
          day: {type: calendar, range: [2024-01-01, 2024-12-31]}
          visitor:
            source: web.people
            key: {visitor_id: string}
            attributes: {city: {type: string, scd: 2}}
            mini_dimensions: {habit: {scd: 4, attributes: {loyalty: string}}}
        facts:
          process:
            type: accumulating_snapshot
            source: fulfilment.orders
            grain: [order_no]
            milestones: {ordered: ordered_at, shipped: shipped_at}
            dimensions: {ship_day: {dim: day, key: [shipped_at], missing: not_yet}}
            measures: {pieces: integer}
          stock:
            type: periodic_snapshot
            period: month
            source: wms.stock
            grain: [day, warehouse]
            fill: carry_forward
            dimensions: {day: {key: [counted_on]}}
            degenerate: {warehouse: string}
            measures: {moves: integer}
          line:
            type: transaction
            source: pos.lines
            grain: [order_no, line_no]
            dimensions: {booked: {dim: day, key: [sold_at]}}
            degenerate: {order_no: integer, line_no: integer}
            measures:
              amount: {type: "decimal(18,2)"}
              freight: {type: "decimal(18,2)", allocate: {by: amount, over: [order_no]}}
          visit:
            type: transaction
            source: web.visits
            grain: [n]
            event_time: at
            dimensions: {visitor: {key: [visitor_id]}, habit: {via: visitor}}
            degenerate: {n: integer}
            measures: {pages: integer}
        aggregates:
          shipped_by_month: {fact: process, by: [ship_day.month], measures: [pieces]}
          moves_by_month: {fact: stock, by: [day.month], measures: [moves]}
          freight_by_month: {fact: line, by: [booked.month], measures: [freight, amount]}
          pages_by_habit: {fact: visit, by: [habit.loyalty, visitor.city], measures: [pages]}
        tests:
          a_process_that_goes_on:
            target: shipped_by_month
            steps:
              - at: 2024-03-01T00:00:00Z
                given: {fulfilment.orders: [{order_no: A, ordered_at: 2024-02-01T08:00:00Z, pieces: 2}, {order_no: B, ordered_at: 2024-02-01T08:00:00Z, pieces: 3}]}
                expect: [{ship_day_month: null, pieces: 5, row_count: 2}]
              - at: 2024-03-02T00:00:00Z
                given: {fulfilment.orders: [{order_no: A, shipped_at: 2024-02-02T09:30:00Z, pieces: 2}]}
                expect: [{ship_day_month: null, pieces: 3, row_count: 1}, {ship_day_month: 2, pieces: 2, row_count: 1}]
          periods_that_are_delivered_again:
            target: moves_by_month
            steps:
              - at: 2024-04-01T00:00:00Z
                given: {wms.stock: [{counted_on: 2024-01-31, warehouse: N, moves: 5}, {counted_on: 2024-01-31, warehouse: S, moves: 1}, {counted_on: 2024-03-30, warehouse: S, moves: 1}]}
                expect: [{day_month: 1, moves: 6, row_count: 2}, {day_month: 2, moves: 6, row_count: 2}, {day_month: 3, moves: 6, row_count: 2}]
              - at: 2024-04-02T00:00:00Z
                given: {wms.stock: [{counted_on: 2024-01-30, warehouse: S, moves: 2}]}
                expect: [{day_month: 1, moves: 2, row_count: 1}, {day_month: 2, moves: 2, row_count: 1}, {day_month: 3, moves: 1, row_count: 1}]
          a_header_that_is_spread_again:
            target: freight_by_month
            steps:
              - at: 2024-04-01T00:00:00Z
                given: {pos.lines: [{order_no: 1, line_no: 1, sold_at: 2024-01-31, amount: 10, freight: 9}, {order_no: 1, line_no: 2, sold_at: 2024-02-01, amount: 20, freight: 9}]}
                expect: [{booked_month: 1, freight: 3, amount: 10, row_count: 1}, {booked_month: 2, freight: 6, amount: 20, row_count: 1}]
              - at: 2024-04-02T00:00:00Z
                given: {pos.lines: [{order_no: 1, line_no: 2, sold_at: 2024-02-01, amount: 80, freight: 9}]}
                expect: [{booked_month: 1, freight: 1, amount: 10, row_count: 1}, {booked_month: 2, freight: 8, amount: 80, row_count: 1}]
              - at: 2024-04-03T00:00:00Z
                given: {pos.lines: [{order_no: 1, line_no: 2, op: D}]}
                expect: [{booked_month: 1, freight: 9, amount: 10, row_count: 1}]
          a_habit_that_is_learnt_late:
            target: pages_by_habit
            steps:
              - at: 2024-04-01T00:00:00Z
                given:
                  web.people: [{visitor_id: V, t: 2024-01-01, city: Oslo, loyalty: low}]
                  web.visits: [{n: 1, visitor_id: V, at: 2024-01-05, pages: 1}, {n: 2, visitor_id: V, at: 2024-01-15, pages: 2}, {n: 3, visitor_id: W, at: 2024-01-15, pages: 4}]
                expect: [{habit_loyalty: low, visitor_city: Oslo, pages: 3}, {habit_loyalty: null, visitor_city: null, pages: 4}]
              - at: 2024-04-02T00:00:00Z
                given: {web.people: [{visitor_id: V, t: 2024-01-10, city: Oslo, loyalty: high}]}
                expect: [{habit_loyalty: low, pages: 1}, {habit_loyalty: high, pages: 2}, {habit_loyalty: null, pages: 4}]
              - at: 2024-04-03T00:00:00Z
                given: {web.people: [{visitor_id: W, t: 2024-01-10, city: Oslo, loyalty: high}]}
                expect: [{habit_loyalty: low, visitor_city: Oslo, pages: 1}, {habit_loyalty: high, visitor_city: Oslo, pages: 6, row_count: 2}]

        """;

    [Fact]
    public async Task Aggregates_of_every_type_of_fact_are_tested_by_what_their_tables_hold()
    {
        using var shop = await Shop.NewAsync();
        shop.Write("aggregates.yml", Model);

        var said = await shop.RunAsync("test", "--json");

        said.Exit.ShouldBe(0, said.ToString());
        said.Json().GetProperty("passed").GetInt32().ShouldBeGreaterThanOrEqualTo(4);
    }
}
