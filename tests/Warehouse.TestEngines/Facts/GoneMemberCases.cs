using System.Collections.Immutable;

namespace Warehouse.TestEngines.Facts;

/// <summary>Members whose only upsert and a deletion share an instant, while a bridge, another dimension, children or facts refer to them.</summary>
internal static class GoneMemberCases
{
    private const string Header = "id,t,q,op,a,grade,above";

    public static ImmutableArray<FactCase> All { get; } =
    [
        new("a member of which nothing is left waits as an inferred one for whatever refers to it", Model,
            new FactStep("2024-02-01").Deliver("log", Header, "1,2024-01-05,1,U,A,e,", "2,2024-01-05,1,U,A,e,", "3,2024-01-05,1,U,A,e,", "4,2024-01-05,1,U,A,e,", "5,2024-01-05,1,U,A,e,3", "6,2024-01-05,1,U,A,e,5"),
            new FactStep("2024-02-02").Deliver("teams", "team,id", "x,1").Deliver("others", "code,id,t", "y,2,2024-01-05").Deliver("events", "n,id,happened", "1,4,2024-01-20"),
            new FactStep("2024-02-03").Deliver("log", Header, "1,2024-01-05,2,D,,,", "2,2024-01-05,2,D,,,", "3,2024-01-05,2,D,,,", "4,2024-01-05,2,D,,,", "6,2024-01-05,2,D,,,")
                .Show("SELECT m_key, id, is_inferred, a, profile_key FROM mart.dim_m WHERE m_key > 0 ORDER BY m_key",
                    "1 | 1 | true | NULL | -1", "2 | 2 | true | NULL | -1", "3 | 3 | true | NULL | -1", "4 | 4 | true | NULL | -1", "5 | 5 | false | A | 1")
                .Show("SELECT ancestor_durable_key, descendant_durable_key, depth, is_leaf FROM mart.bridge_m_parent WHERE descendant_durable_key > 2 ORDER BY descendant_durable_key, depth",
                    "3 | 3 | 0 | false", "4 | 4 | 0 | true", "5 | 5 | 0 | true", "3 | 5 | 1 | true")
                .Show("SELECT m_key, profile_key FROM mart.fact_f", "4 | -1"),
            new FactStep("2024-02-04").Deliver("log", Header, "4,2024-01-15,1,U,B,g,")
                .Show("SELECT m_key, profile_key FROM mart.fact_f", "4 | 2")),
    ];

    private const string Model = """
        sources:
          log:
            files: {path: "data/log_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: changes
            effective_at: t
            order_by: [q]
            delete_when: "op = 'D'"
            columns: {q: integer}
          others:
            files: {path: "data/others_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: changes
            effective_at: t
          teams:
            files: {path: "data/teams_*.csv", batch_time: "name:yyyy-MM-dd"}
          events:
            files: {path: "data/events_*.csv", batch_time: "name:yyyy-MM-dd"}
        dimensions:
          m:
            source: log
            key: {id: string}
            attributes: {a: {type: string, scd: 2}}
            parent: {key: [above], closure: true}
            mini_dimensions: {profile: {scd: 5, attributes: {grade: string}}}
          other:
            source: others
            key: {code: string}
            attributes: {ref: {outrigger: m, key: [id], scd: 1}}
        bridges:
          team:
            source: teams
            group: {team: string}
            member: {dim: m, key: [id]}
        facts:
          f:
            type: factless
            source: events
            grain: [n]
            event_time: happened
            dimensions: {m: {key: [id]}, profile: {via: m}}
            degenerate: {n: integer}
        """;
}
