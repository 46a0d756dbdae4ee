using Warehouse.ExecutionTests.Acceptance;

namespace Warehouse.ExecutionTests.Cli;

/// <summary>A small project whose dimensions have something to tell: gaps, late changes, two changes at one instant.</summary>
internal static class Clinic
{
    private const string Model = """
        version: 1
        name: clinic
        sources:
          log.people:
            files: {path: "data/people_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: changes
            effective_at: changed_at
            order_by: [lsn]
            delete_when: "op = 'D'"
            columns: {changed_at: timestamp, lsn: integer, op: string}
          list.devices:
            files: {path: "data/devices_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: snapshot
          log.visits:
            files: {path: "data/visits_*.csv", batch_time: "name:yyyy-MM-dd"}
            columns: {visited_at: timestamp}
        dimensions:
          date: {type: calendar, range: [2024-01-01, 2024-12-31]}
          person:
            source: log.people
            key: {region: string, id: integer}
            attributes:
              name: {type: string, scd: 1}
              city: {type: string, scd: 2}
              plan: {type: string, scd: 2}
          device:
            source: list.devices
            key: {code: string}
            on_delete: flag
            attributes:
              model: {type: string, scd: 2}
              price: {type: "decimal(9,2)", scd: 2}
          room:
            source: list.devices
            key: {code: string}
            table: dim_room
            attributes: {model: string}
        facts:
          visit:
            type: transaction
            source: log.visits
            grain: [visit_id]
            event_time: visited_at
            dimensions:
              device: {key: [code], late: infer}
            degenerate: {visit_id: integer}
            measures: {minutes: integer}

        """;

    private static readonly (string Path, string Text)[] Data =
    [
        ("data/people_2024-03-01.csv", """
            region,id,name,city,plan,changed_at,lsn,op
            north,7,Ada,Oslo,basic,2023-05-17 09:00:00,1,I
            north,7,Ada,Bergen,basic,2024-02-20,2,U
            north,8,Bo,Oslo,basic,2024-02-01,3,I
            """),
        ("data/people_2024-03-02.csv", """
            region,id,name,city,plan,changed_at,lsn,op
            north,7,Ada L.,Bergen,basic,2024-03-01 10:00:00,4,U
            north,7,Ada L.,Bergen,plus,2024-03-01 12:30:00,5,U
            north,7,Ada L.,Tromsø,plus,2024-03-01 12:30:00,6,U
            north,7,Ada L.,Tromsø,plus,2024-03-01 18:00:00,7,D
            """),
        ("data/people_2024-03-04.csv", """
            region,id,name,city,plan,changed_at,lsn,op
            north,7,Ada L.,,plus,2024-03-04 08:00:00.5,8,I
            north,7,Ada L.,,plus,2024-03-04 09:00:00,9,U
            """),
        ("data/devices_2024-03-01.csv", "code,model,price\nD-1,alpha,10\nD-2,beta,20\n"),
        ("data/devices_2024-03-03.csv", "code,model,price\nD-2,beta,20\n"),
        ("data/devices_2024-03-05.csv", "code,model,price\nD-1,alpha,12.5\nD-2,beta,20\n"),
        ("data/visits_2024-03-01.csv", "visit_id,code,visited_at,minutes\n1,D-9,2024-03-01 08:00:00,15\n"),
    ];

    public static Workspace Of(string engine, params (string Path, string Text)[] instead)
    {
        var clinic = Workspace.Of(engine, [.. Data, .. instead]);
        clinic.Write("warehouse.yml", Model + clinic.Target);
        return clinic;
    }
}
