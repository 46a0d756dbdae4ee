using System.Collections.Immutable;

namespace Warehouse.DialectTests.Constructs;

/// <summary>What a fact's keys can point to, a small model each.</summary>
internal static class ConstructCases
{
    public static ImmutableArray<ConstructCase> All { get; } = [LateMembers(), Junk(), Bridges(), Profiles(), References(), AggregateCases.Aggregates, QueryCases.Queries, PresetCases.Presets];

    private static ConstructCase LateMembers() => new("late members", """
        sources:
          log:
            table: raw.log
            feed: changes
            effective_at: t
          sales:
            table: raw.sales
        dimensions:
          m:
            source: log
            key: {id: string}
            attributes: {a: {type: string, scd: 2}}
        facts:
          sale:
            type: transaction
            source: sales
            grain: [n]
            event_time: sold_at
            dimensions:
              payer: {dim: m, key: [payer], late: unknown, durable: true}
              buyer: {dim: m, key: [buyer], late: hold}
            degenerate: {n: integer}
            measures: {v: integer}
        """)
    {
        Batches =
        [
            new("2024-02-01", "log", "id|t|a\n1|2024-01-05|A"),
            new("2024-02-02", "sales", "n|payer|buyer|sold_at|v\n1|2|1|2024-01-06|5\n2|1|2|2024-01-16|6\n3|2||2024-01-16|7"),
            new("2024-02-03", "sales", "n|payer|buyer|sold_at|v\n2|1|2|2024-01-16|8"),
            new("2024-02-04", "log", "id|t|a\n2|2024-01-05|A\n2|2024-01-10|B"),
        ],
        Expected =
        [
            ("SELECT n, payer_key, payer_durable_key, buyer_key, v FROM mart.fact_sale ORDER BY n", ["1 | 2 | 2 | 1 | 5", "2 | 1 | 1 | 3 | 8", "3 | 3 | 2 | -1 | 7"]),
            ("SELECT n FROM mart.sale__held", []),
            ("SELECT batch_id, held, resolved, corrected, inserted FROM _warehouse.batch WHERE batch_id <> 'batch 0 of dim_m' ORDER BY batch_id",
                ["batch 1 of fact_sale | 1 | 0 | 0 | 2", "batch 2 of fact_sale | 1 | 0 | 1 | 0", "batch 3 of dim_m | 0 | 3 | 0 | 0"]),
        ],
    };

    private static ConstructCase Junk() => new("junk dimensions", """
        sources:
          sales:
            table: raw.sales
        dimensions:
          flags:
            type: junk
            attributes: {is_gift: boolean, channel: string, level: integer}
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
        """)
    {
        Batches =
        [
            new("2024-02-01", "sales", "n|is_gift|was_gift|channel|level|v\n1|true|true|web|2|5\n2|false|false|Web|2|5\n3|||||"),
            new("2024-02-02", "sales", "n|is_gift|was_gift|channel|level|v\n1|true|false|web|2|5"),
        ],
        Expected =
        [
            ("SELECT flags_key, is_gift, channel, level FROM mart.dim_flags ORDER BY flags_key",
                ["-3 | NULL | NULL | NULL", "-2 | NULL | NULL | NULL", "-1 | NULL | NULL | NULL", "1 | false | Web | 2", "2 | true | web | 2", "3 | NULL | NULL | NULL", "4 | false | web | 2"]),
            ("SELECT n, flags_key, first_flags_key FROM mart.fact_sale ORDER BY n", ["1 | 2 | 4", "2 | 1 | 1", "3 | 3 | 3"]),
        ],
    };

    private static ConstructCase Bridges() => new("bridges", """
        sources:
          members:
            table: raw.members
            feed: upserts
          teams:
            table: raw.teams
            feed: upserts
            delete_when: "op = 'D'"
          crews:
            table: raw.crews
            feed: snapshot
            max_delete_ratio: 100%
          sales:
            table: raw.sales
        dimensions:
          m:
            source: members
            key: {id: string}
            attributes: {a: {type: string, scd: 2}}
        bridges:
          team:
            source: teams
            group: {team: string}
            member: {dim: m, key: [who]}
            weight: {column: share, sum_to: 1}
            valid: {from: since, to: until}
          crew:
            source: crews
            group: {crew: string, num: integer}
            member: {dim: m, key: [who]}
        facts:
          sale:
            type: transaction
            source: sales
            grain: [n]
            dimensions:
              team: {bridge: team, key: [team], missing: not_applicable}
              crew: {bridge: crew, key: [crew, num], late: unknown}
            degenerate: {n: integer}
            measures: {v: integer}
        """)
    {
        Batches =
        [
            new("2024-02-01", "members", "id|a\n1|A"),
            new("2024-02-02", "teams", "team|who|share|since|until|op\ny|1|0.25|2024-01-01|2024-01-10|U\ny|2|0.75|2024-01-01||U\ny|1|0.25|2024-01-10||U\nbad|1|0.5|||U"),
            new("2024-02-03", "crews", "crew|num|who\nc|1|1\nc|2|1\nc|2|2"),
            new("2024-02-04", "sales", "n|team|crew|num|v\n1|y|c|2|5\n2|z|c|3|6\n3||c||7"),
            new("2024-02-05", "crews", "crew|num|who\nc|3|1\nc|2|1"),
            new("2024-02-06", "crews", "crew|num|who") { Stopped = "WH5103" },
            new("2024-02-07", "teams", "team|who|share|since|until|op\ny|2|0.5|2024-01-01||U\nbad|1|0.5|||U") { Stopped = "WH5105" },
        ],
        Expected =
        [
            ("SELECT team_key, team, m_durable_key, id, weight, valid_to, is_current FROM mart.bridge_team ORDER BY team_key, m_durable_key, valid_to",
            [
                "-3 | NULL | -3 | NULL | 1 | 9999-12-31 00:00:00 | true", "-2 | NULL | -2 | NULL | 1 | 9999-12-31 00:00:00 | true", "-1 | NULL | -1 | NULL | 1 | 9999-12-31 00:00:00 | true",
                "1 | y | 1 | 1 | 0.25 | 2024-01-10 00:00:00 | false", "1 | y | 1 | 1 | 0.25 | 9999-12-31 00:00:00 | true", "1 | y | 2 | 2 | 0.75 | 9999-12-31 00:00:00 | true",
                "2 | z | -1 | NULL | 1 | 9999-12-31 00:00:00 | true",
            ]),
            ("SELECT crew_key, crew, num, m_durable_key FROM mart.bridge_crew WHERE crew_key > 0 ORDER BY crew_key, m_durable_key", ["1 | c | 1 | -1", "2 | c | 2 | 1", "3 | c | 3 | 1"]),
            ("SELECT n, team_key, crew_key FROM mart.fact_sale ORDER BY n", ["1 | 1 | 2", "2 | 2 | 3", "3 | -2 | -1"]),
            ("SELECT reason FROM _warehouse.rejected_row", ["the weights of bad sum to 0.500000000, not 1"]),
        ],
    };

    private static ConstructCase Profiles() => new("mini-dimensions", """
        sources:
          log:
            table: raw.log
            feed: changes
            effective_at: t
            delete_when: "op = 'D'"
          sales:
            table: raw.sales
        dimensions:
          m:
            source: log
            key: {id: string}
            attributes: {a: {type: string, scd: 2}, size: {type: string, scd: 1, band: {column: income, edges: [10.5]}}}
            mini_dimensions:
              profile:
                scd: 5
                attributes:
                  income_band: {type: string, band: {column: income, edges: [0, 25000, 100000]}}
                  loyalty: string
              mood:
                scd: 4
                attributes: {is_happy: boolean}
        facts:
          sale:
            type: transaction
            source: sales
            grain: [n]
            event_time: sold_at
            dimensions:
              m: {key: [id], missing: not_applicable, late: unknown}
              profile: {via: m}
              mood: {via: m}
            degenerate: {n: integer}
            measures: {v: integer}
        """)
    {
        Batches =
        [
            new("2024-02-01", "log", "id|t|op|a|income|loyalty|is_happy\n1|2024-01-05|U|A|10|silver|true\n1|2024-01-20|U|A|30000|gold|true"),
            new("2024-02-02", "sales", "n|id|sold_at|v\n1|1|2024-01-06|1\n2|1|2024-01-16|1\n3|1|2024-01-26|1\n4|2|2024-01-26|1\n5||2024-01-26|1"),
            new("2024-02-03", "log", "id|t|op|a|income|loyalty|is_happy\n1|2024-01-12|U|A|100000|gold|false\n2|2024-01-05|U|B||silver|"),
        ],
        Expected =
        [
            ("SELECT profile_key, income_band, loyalty FROM mart.dim_profile WHERE profile_key > 0 ORDER BY profile_key",
                ["1 | 0 to 25000 | silver", "2 | 25000 to 100000 | gold", "3 | 100000 and over | gold", "4 | NULL | silver"]),
            ("SELECT mood_key, is_happy FROM mart.dim_mood WHERE mood_key > 0 ORDER BY mood_key", ["1 | true", "2 | false", "3 | NULL"]),
            ("SELECT n, m_key, profile_key, mood_key FROM mart.fact_sale ORDER BY n", ["1 | 1 | 1 | 1", "2 | 1 | 3 | 2", "3 | 1 | 2 | 1", "4 | 2 | 4 | 3", "5 | -2 | -2 | -2"]),
            ("SELECT id, a, size, profile_key FROM mart.dim_m WHERE m_key > 0 ORDER BY m_key", ["1 | A | 10.5 and over | 2", "2 | B | NULL | 4"]),
        ],
    };

    private static ConstructCase References() => new("outriggers and parents", """
        sources:
          customers:
            table: raw.customers
            feed: changes
            effective_at: t
          employees:
            table: raw.employees
            feed: upserts
        dimensions:
          customer:
            source: customers
            key: {id: string}
            parent: {key: [above], closure: true}
            attributes:
              rep: {outrigger: employee, key: [rep], scd: 2}
              birth_day: {outrigger: day, key: [born], scd: 1}
          employee:
            source: employees
            key: {num: integer}
            attributes: {grade: {type: string, scd: 2}}
          day: {type: calendar, range: [1990-01-01, 1990-12-31]}
        """)
    {
        Batches =
        [
            new("2024-02-01", "employees", "num|grade\n7|A"),
            new("2024-02-02", "customers", "id|t|above|rep|born\na|2024-01-05||7|1990-05-17\nb|2024-01-05|a|8|\nc|2024-01-05|b||2200-01-01\nd|2024-01-05|y|7|"),
            new("2024-02-03", "customers", "id|t|above|rep|born\nb|2024-01-10|d|7|"),
            new("2024-02-04", "customers", "id|t|above|rep|born\nd|2024-01-20|c|7|") { Stopped = "WH5113" },
            new("2024-02-05", "employees", "num|grade\n8|B"),
        ],
        Expected =
        [
            ("SELECT employee_key, num, grade, is_inferred FROM mart.dim_employee WHERE employee_key > 0 ORDER BY employee_key", ["1 | 7 | A | false", "2 | 8 | B | false"]),
            ("SELECT id, rep_key, birth_day_key, parent_key FROM mart.dim_customer WHERE customer_key > 0 ORDER BY id, valid_from",
                ["a | 1 | -1 | -2", "b | 2 | -1 | 4", "b | 1 | -1 | 4", "c | -1 | -1 | 2", "d | 1 | -1 | 5", "y | -1 | -1 | -1"]),
            ("SELECT ancestor_durable_key, descendant_durable_key, depth, is_root, is_leaf, path FROM mart.bridge_customer_parent WHERE depth > 0 ORDER BY descendant_durable_key, depth",
            [
                "4 | 2 | 1 | false | false | d/b", "5 | 2 | 2 | true | false | y/d/b",
                "2 | 3 | 1 | false | true | b/c", "4 | 3 | 2 | false | true | d/b/c", "5 | 3 | 3 | true | true | y/d/b/c",
                "5 | 4 | 1 | true | false | y/d",
            ]),
        ],
    };
}
