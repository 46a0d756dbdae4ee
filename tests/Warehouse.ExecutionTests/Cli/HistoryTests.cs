using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Warehouse.ExecutionTests.Acceptance;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

public sealed partial class HistoryTests
{
    [Theory]
    [InlineData("duckdb", 80)]
    [InlineData("duckdb", 200)]
    [InlineData("postgres", 80)]
    [InlineData("postgres", 200)]
    public async Task Versions_are_drawn_as_lanes_with_gaps_changes_and_batches(string engine, int width)
    {
        using var clinic = await LoadedAsync(engine);

        var person = await clinic.RunAsync(width, onTerminal: false, "history", "person", "north", "7");
        var device = await clinic.RunAsync(width, onTerminal: false, "history", "device", "D-1");
        var inferred = await clinic.RunAsync(width, onTerminal: false, "history", "dim_device", "D-9");
        var room = await clinic.RunAsync(width, onTerminal: false, "history", "room", "D-1");

        var all = string.Join("\n", new[] { person, device, inferred, room }.Select(a => Plain(a)));
        all.Split('\n').ShouldAllBe(l => l.Length <= width);
        Golden.ShouldMatch(all, "tests", "Warehouse.ExecutionTests", "Cli", "Goldens", $"history-{width.ToString(CultureInfo.InvariantCulture)}.txt");
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task As_json_it_has_versions_gaps_changes_and_batches(string engine)
    {
        using var clinic = await LoadedAsync(engine);

        var answer = await clinic.RunAsync("history", "person", "north", "7", "--json");

        answer.Exit.ShouldBe(0, answer.ToString());
        Golden.ShouldMatch(Committed().Replace(Plain(answer), "\"committed_at\":\"…\""), "tests", "Warehouse.ExecutionTests", "Cli", "Goldens", "history.json");
        var batches = answer.Json.GetProperty("batches").EnumerateArray().Select(b => b.GetProperty("batch_id").GetString()).ToList();
        foreach (var version in answer.Json.GetProperty("versions").EnumerateArray())
            batches.ShouldContain(version.GetProperty("opened_by").GetString());
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task A_batch_that_the_target_does_not_name_is_not_guessed(string engine)
    {
        const string head = "code,name,size,stamp,op\n";
        using var shop = Workspace.Of(
            engine,
            ("data/tools_2024-03-01.csv", head + "T,old,1,2024-02-01,I\nU,old,1,2024-02-01,I\n"),
            ("data/tools_2024-03-02.csv", head + "T,old,1,2024-03-01 10:00:00,D\nU,old,1,2024-03-02,D\n"),
            ("data/tools_2024-03-03.csv", head + "T,new,1,2024-03-02 10:00:00,U\nU,new,1,2024-03-02 10:00:00,U\n"));
        shop.Write("warehouse.yml", """
            version: 1
            name: shop
            sources:
              tools:
                files: {path: "data/tools_*.csv", batch_time: "name:yyyy-MM-dd"}
                feed: upserts
                effective_at: stamp
                delete_when: "op = 'D'"
                columns: {stamp: timestamp, op: string}
            dimensions:
              tool:
                source: tools
                key: {code: string}
                attributes:
                  name: {type: string, scd: 1}
                  size: {type: integer, scd: 2}

            """ + shop.Target);
        (await shop.RunAsync("run")).Exit.ShouldBe(0);

        // The row was overwritten by the batch with which the member came back: `changed_by` no longer says who closed it.
        var unknown = await shop.RunAsync("history", "tool", "T");
        var known = await shop.RunAsync("history", "tool", "U", "--json");

        unknown.Out.ShouldContain("closed  2024-03-01 10:00:00  not later than #2, which last wrote it");
        var versions = known.Json.GetProperty("versions");
        var second = known.Json.GetProperty("batches").EnumerateArray().Single(b => b.GetProperty("batch_at").GetString() == "2024-03-02T00:00:00Z");
        versions[0].GetProperty("closed_by").GetString().ShouldBe(second.GetProperty("batch_id").GetString());
        versions[1].GetProperty("differs").GetArrayLength().ShouldBe(0);
        known.Json.GetProperty("changes_kept").GetBoolean().ShouldBeFalse();
        known.Json.GetProperty("changes").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task A_change_that_came_late_is_marked_and_opens_its_version_in_its_place(string engine)
    {
        using var clinic = await LoadedAsync(
            engine, ("data/people_2024-03-05.csv", "region,id,name,city,plan,changed_at,lsn,op\nnorth,7,Ada,Hamar,basic,2024-02-25,10,U\n"));

        var text = await clinic.RunAsync("history", "person", "north", "7");
        var json = await clinic.RunAsync("history", "person", "north", "7", "--json");

        text.Out.ShouldContain("came late   city Bergen → Hamar");
        var late = json.Json.GetProperty("changes").EnumerateArray().Single(c => c.GetProperty("is_late").GetBoolean());
        late.GetProperty("effective_at").GetString().ShouldBe("2024-02-25T00:00:00Z");
        var versions = json.Json.GetProperty("versions").EnumerateArray().ToList();
        var opened = versions.Single(v => v.GetProperty("key").GetInt64() == late.GetProperty("opened").GetInt64());
        opened.GetProperty("opened_by").GetString().ShouldBe(late.GetProperty("batch_id").GetString());
        var before = versions[versions.IndexOf(opened) - 1];
        before.GetProperty("closed_by").GetString().ShouldBe(late.GetProperty("batch_id").GetString());
        before.GetProperty("valid_to").GetString().ShouldBe("2024-02-25T00:00:00Z");
    }

    [Fact]
    public async Task On_a_terminal_it_is_the_same_text_in_colours()
    {
        using var clinic = await LoadedAsync("duckdb");

        var plain = await clinic.RunAsync(80, onTerminal: false, "history", "person", "north", "7");
        var coloured = await clinic.RunAsync(80, onTerminal: true, "history", "person", "north", "7");
        var without = await clinic.RunAsync(80, onTerminal: true, "history", "person", "north", "7", "--no-color");

        plain.Out.ShouldNotContain("\u001b");
        without.Out.ShouldBe(plain.Out);
        coloured.Out.ShouldContain("\u001b[");
        Escapes().Replace(coloured.Out, "").Split('\n').Select(l => l.TrimEnd()).ShouldBe(plain.Out.Split('\n'));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    public async Task A_member_of_more_moments_than_columns_is_drawn_all_the_same(int width)
    {
        var rows = Enumerable.Range(0, 100).Select(i => $"north,7,Ada,city {i},basic,{new DateTime(2024, 1, 1).AddDays(i).AddSeconds(i * i):yyyy-MM-dd HH:mm:ss},{i},U");
        using var clinic = await LoadedAsync("duckdb", ("data/people_2024-03-01.csv", "region,id,name,city,plan,changed_at,lsn,op\n" + string.Join('\n', rows)), ("data/people_2024-03-02.csv", "region,id,name,city,plan,changed_at,lsn,op\n"), ("data/people_2024-03-04.csv", "region,id,name,city,plan,changed_at,lsn,op\n"));

        var answer = await clinic.RunAsync(width, onTerminal: false, "history", "person", "north", "7");

        answer.Exit.ShouldBe(0, answer.ToString());
        var lanes = answer.Out.Split('\n').TakeWhile(l => l != "versions").Where(l => l.Contains('┣')).ToList();
        lanes.Count.ShouldBe(100);
        lanes.Select(l => l.IndexOf('┣')).ShouldBeInOrder();
    }

    [Theory]
    [InlineData("persn north 7", 2, "WH7011 (no-such-dimension): the model has no dimension `persn`", "write `person`")]
    [InlineData("date 2024-01-01", 2, "WH7011 (no-such-dimension): `date` is a calendar", "`device`")]
    [InlineData("visit 1", 2, "WH7011 (no-such-dimension): `visit` is a fact", "`person`")]
    [InlineData("person north", 2, "`person` is keyed by region (string), id (integer), and 1 part was given", "warehouse history person REGION ID")]
    [InlineData("person north x7", 2, "WH7012 (key-unconvertible): `x7` is not a value of `id`, which is of type integer", "region (string), id (integer)")]
    [InlineData("person north 9", 1, "WH7013 (unknown-member): `person` has no member region north, id 9 in target `it`", "mart.dim_person")]
    public async Task What_is_not_there_is_said(string typed, int exit, string error, string help)
    {
        using var clinic = await LoadedAsync("duckdb");

        var answer = await clinic.RunAsync(["history", .. typed.Split(' ')]);

        answer.Exit.ShouldBe(exit, answer.ToString());
        answer.Out.ShouldBeEmpty();
        answer.Error.ShouldContain(error);
        answer.Error[answer.Error.IndexOf("help: ", StringComparison.Ordinal)..].ShouldContain(help);
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task Before_anything_is_applied_it_says_to_run(string engine)
    {
        using var clinic = Clinic.Of(engine);

        var answer = await clinic.RunAsync("history", "person", "north", "7");

        answer.Exit.ShouldBe(1, answer.ToString());
        answer.Error.ShouldContain("WH5005 (target-not-applied): target `it`: `mart.dim_person` is not there yet");
        answer.Error.ShouldContain("warehouse run");
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task A_key_is_a_value_and_never_SQL(string engine)
    {
        using var clinic = await LoadedAsync(engine, ("data/devices_2024-03-06.csv", "code,model,price\nD-1,alpha,12.5\nD-2,beta,20\n\"x' OR '1'='1\",gamma,1\n"));

        var odd = await clinic.RunAsync("history", "device", "x' OR '1'='1", "--json");
        var none = await clinic.RunAsync("history", "device", "' OR ''='");

        odd.Json.GetProperty("versions").GetArrayLength().ShouldBe(1);
        none.Exit.ShouldBe(1, none.ToString());
    }

    private static async Task<Workspace> LoadedAsync(string engine, params (string Path, string Text)[] instead)
    {
        var clinic = Clinic.Of(engine, instead);
        var loaded = await clinic.RunAsync("run", "--at", "2024-03-06T00:00:00Z");
        loaded.Exit.ShouldBe(0, loaded.ToString());
        return clinic;
    }

    /// <summary>Ids of batches name the model too, and are numbered here in the order in which they are told.</summary>
    private static string Plain(Answer answer)
    {
        answer.Exit.ShouldBe(0, answer.ToString());
        var seen = new List<string>();
        return Ids().Replace(answer.Out, m =>
        {
            if (!seen.Contains(m.Value))
                seen.Add(m.Value);
            return $"batch-{seen.IndexOf(m.Value) + 1}".PadRight(36, '-');
        });
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex("\"committed_at\":\"[^\"]*\"")]
    private static partial Regex Committed();

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Escapes();
}
