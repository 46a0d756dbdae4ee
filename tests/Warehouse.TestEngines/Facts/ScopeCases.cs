using System.Collections.Immutable;

namespace Warehouse.TestEngines.Facts;

/// <summary>Snapshots of a part: what is absent counts only within what the batch mentions of the scope.</summary>
internal static class ScopeCases
{
    private const string Links = "SELECT region, team, id, weight FROM mart.bridge_crew WHERE crew_key > 0 ORDER BY region, team, id";

    public static ImmutableArray<FactCase> All { get; } =
    [
        new("of a snapshot of some regions only their links and members go", """
            sources:
              people:
                files: {path: "data/people_*.csv", batch_time: "name:yyyy-MM-dd"}
                feed: snapshot
                delete_scope: [area]
                allow_empty: true
              crews:
                files: {path: "data/crews_*.csv", batch_time: "name:yyyy-MM-dd"}
                feed: snapshot
                delete_scope: [area]
                allow_empty: true
              members:
                files: {path: "data/members_*.csv", batch_time: "name:yyyy-MM-dd"}
                feed: upserts
            dimensions:
              member:
                source: members
                key: {id: string}
                attributes: {name: string}
              person:
                source: people
                key: {region: {type: string, from: area}, id: string}
                on_delete: flag
                attributes: {name: {type: string, scd: 2}}
            bridges:
              crew:
                source: crews
                group: {region: {type: string, from: area}, team: string}
                member: {dim: member, key: [who]}
                weight: {column: share, sum_to: 1}
            """,
            new FactStep("2024-02-01").Deliver("people", "area,id,name", "n,1,a", "n,2,b", "s,1,c", "w,9,d").Deliver("crews", "area,team,who,share", "n,x,1,0.5", "n,x,2,0.5", "n,y,1,1", "s,x,1,1", "s,z,2,1")
                .Count("bridge_crew", ("inserted", 5)),
            new FactStep("2024-02-02").Deliver("people", "area,id,name", "n,1,a", "s,3,e").Deliver("crews", "area,team,who,share", "n,x,1,1")
                .Count("dim_person", ("deleted", 2), ("new_members", 1)).Count("bridge_crew", ("deleted", 2), ("updated", 1), ("inserted", 0))
                .Show("SELECT region, id, is_deleted FROM mart.dim_person WHERE is_current AND person_key > 0 ORDER BY region, id", "n | 1 | false", "n | 2 | true", "s | 1 | true", "s | 3 | false", "w | 9 | false")
                // A group without links keeps its row; those of the other region are as they were.
                .Show(Links, "n | x | 1 | 1", "n | y | NULL | 1", "s | x | 1 | 1", "s | z | 2 | 1"),
            new FactStep("2024-02-03").Deliver("crews", "area,team,who,share", "s,z,2,1").Count("bridge_crew", ("deleted", 1), ("unchanged", 1))
                .Show(Links, "n | x | 1 | 1", "n | y | NULL | 1", "s | x | NULL | 1", "s | z | 2 | 1")),
    ];
}
