using System.Globalization;
using System.Text.Json;
using Shouldly;
using Warehouse.ExecutionTests.Acceptance;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

/// <summary>What a clock says of its times, and how facts find them, on real engines.</summary>
public sealed class ClockTests
{
    private const string Model = """
        sources:
          calls: {files: {path: "data/calls_*.ndjson", batch_time: "name:yyyy-MM-dd"}, columns: {began: timestamp, rang: time}}
        dimensions:
          by_hour:   {type: clock, grain: hour}
          by_minute: {type: clock, grain: minute}
          by_second: {type: clock, grain: second}
        facts:
          call:
            type: transaction
            source: calls
            grain: [call_id]
            event_time: began
            dimensions:
              began_hour: {dim: by_hour, key: [began]}
              by_minute:  {key: [began]}
              by_second:  {key: [began]}
              rang_at:    {dim: by_minute, key: [rang], missing: not_applicable}
              ended_at:   {dim: by_second, key: [ended], missing: not_yet}
            degenerate: {call_id: integer}

        """;

    public static TheoryData<string> Engines => ["duckdb", "postgres"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_time_of_a_day_is_there_once_with_the_special_members(string engine)
    {
        using var project = await LoadedAsync(engine);

        (await project.RowsAsync("select * from mart.dim_by_hour order by by_hour_key")).ShouldBe(
            Special("by_hour_key", ["time", "hour", "hour_12", "am_pm", "period_of_day", "label_12"]).Concat(Enumerable.Range(0, 24).Select(h => Hour(new(h, 0)))));
        (await project.RowsAsync("select * from mart.dim_by_minute where by_minute_key >= 0 order by by_minute_key")).ShouldBe(
            Enumerable.Range(0, 24 * 60).Select(m => Minute(TimeOnly.MinValue.AddMinutes(m))));
        (await project.RowsAsync("select by_second_key, time, hour, minute, second, label, label_12 from mart.dim_by_second where by_second_key >= 0 order by by_second_key")).ShouldBe(
            Enumerable.Range(0, 24 * 60 * 60).Select(s => Second(TimeOnly.MinValue.Add(TimeSpan.FromSeconds(s)))));
        (await project.RunAsync("load")).Out.ShouldBe("nothing to load: all that the sources have is loaded\n");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_facts_time_is_cut_to_the_clocks_grain(string engine)
    {
        using var project = await LoadedAsync(engine);

        (await project.RowsAsync("select call_id, began_hour_key, by_minute_key, by_second_key, rang_at_key, ended_at_key from mart.fact_call order by call_id")).ShouldBe(
        [
            """{"call_id":1,"began_hour_key":0,"by_minute_key":0,"by_second_key":0,"rang_at_key":2359,"ended_at_key":235959}""",
            """{"call_id":2,"began_hour_key":14,"by_minute_key":1405,"by_second_key":140509,"rang_at_key":-2,"ended_at_key":-3}""",
        ]);
        (await project.ValueAsync("select began_hour_period_of_day as p from mart.fact_call f join mart.began_hour h on h.began_hour_key = f.began_hour_key where call_id = 2")).ShouldBe("Afternoon");
        (await project.ValueAsync("select rang_at_label as l from mart.fact_call f join mart.rang_at r on r.rang_at_key = f.rang_at_key where call_id = 2")).ShouldBe("Not applicable");
    }

    [Fact]
    public async Task A_date_has_no_time_of_day()
    {
        using var project = Create("duckdb");
        project.Write("model.yml", Model.Replace("rang: time", "rang: date", StringComparison.Ordinal));

        var answer = await project.RunAsync("validate");

        answer.Exit.ShouldBe(3);
        (answer.Out + answer.Error).ShouldContain("WH2061 (role-key-type): role `rang_at` of `call` finds `by_minute` by `rang`, a `date`, and its key `time` is a `time`");
    }

    private static string Hour(TimeOnly time) => JsonSerializer.Serialize(new
    {
        by_hour_key = time.Hour, time = Text(time, "HH:mm:ss"), hour = time.Hour, hour_12 = Twelve(time), am_pm = Text(time, "tt"), period_of_day = Period(time),
        label_12 = Text(time, "h tt"), label = Text(time, "HH:00"),
    });

    private static string Minute(TimeOnly time) => JsonSerializer.Serialize(new
    {
        by_minute_key = (time.Hour * 100) + time.Minute, time = Text(time, "HH:mm:ss"), hour = time.Hour, hour_12 = Twelve(time), am_pm = Text(time, "tt"), minute = time.Minute,
        period_of_day = Period(time), label_12 = Text(time, "h:mm tt"), label = Text(time, "HH:mm"),
    });

    private static string Second(TimeOnly time) => JsonSerializer.Serialize(new
    {
        by_second_key = (time.Hour * 10000) + (time.Minute * 100) + time.Second, time = Text(time, "HH:mm:ss"), hour = time.Hour, minute = time.Minute, second = time.Second,
        label = Text(time, "HH:mm:ss"), label_12 = Text(time, "h:mm:ss tt"),
    });

    private static IEnumerable<string> Special(string key, string[] columns) => new[] { (-3, "Not yet happened"), (-2, "Not applicable"), (-1, "Unknown") }.Select(
        m => $"{{\"{key}\":{m.Item1},{string.Concat(columns.Select(c => $"\"{c}\":null,"))}\"label\":\"{m.Item2}\"}}");

    private static int Twelve(TimeOnly time) => time.Hour % 12 == 0 ? 12 : time.Hour % 12;

    private static string Period(TimeOnly time) => time.Hour switch { < 6 => "Night", < 12 => "Morning", < 18 => "Afternoon", _ => "Evening" };

    private static string Text(TimeOnly time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    private static Workspace Create(string engine)
    {
        var project = Workspace.Of(engine);
        project.Write("warehouse.yml", $"version: 1\nname: calls\n{project.Target}");
        project.Write("model.yml", Model);
        project.Write("data/calls_2024-01-02.ndjson", """
            {"call_id": 1, "began": "2024-01-01T00:00:00.999Z", "rang": "23:59:59.999999", "ended": "2024-01-01T23:59:59.999999Z"}
            {"call_id": 2, "began": "2024-01-01T14:05:09Z", "rang": null, "ended": null}

            """);
        return project;
    }

    private static async Task<Workspace> LoadedAsync(string engine)
    {
        var project = Create(engine);
        (await project.RunAsync("run")).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(0, r.ToString()));
        return project;
    }
}
