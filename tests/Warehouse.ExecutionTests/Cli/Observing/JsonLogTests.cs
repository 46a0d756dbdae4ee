using System.Text.Json;
using Shouldly;
using Warehouse.ExecutionTests.Acceptance;
using Xunit;

namespace Warehouse.ExecutionTests.Cli.Observing;

/// <summary>With `--log json` whatever stands on stderr is an object a line.</summary>
public sealed class JsonLogTests
{
    [Fact]
    public async Task Every_line_of_a_run_says_when_how_serious_what_and_of_which_run_and_batch()
    {
        using var shop = await Shop.NewAsync();

        var lines = Lines((await shop.RunAsync("run", "--log", "json")).Error);

        lines.ShouldAllBe(l => Text(l, "ts") == "2024-05-06T07:08:09Z" && Text(l, "level").Length > 0);
        var run = Text(lines.Single(l => Event(l) == "run_started"), "run_id");
        lines.Where(l => Event(l) != "message").ShouldAllBe(l => Text(l, "run_id") == run);
        Text(lines.Single(l => Event(l) == "message"), "message").ShouldBe("local: made 10 schemas, tables and views");
        var finished = lines.Where(l => Event(l) == "batch_finished").ToList();
        finished.Count.ShouldBe(5);
        finished.ShouldAllBe(l => Guid.Parse(Text(l, "batch_id")) != Guid.Empty && l.GetProperty("attempt").GetInt32() == 1 && l.GetProperty("read").GetInt64() >= 0);
        finished.Select(l => Text(l, "pipeline")).ShouldBe(["dim_date", "dim_product", "fact_sale", "dim_product", "fact_sale"]);
        Event(lines[^1]).ShouldBe("run_finished");
    }

    [Fact]
    public async Task Errors_and_warnings_are_lines_too()
    {
        using var shop = await Shop.NewAsync();
        shop.Write("warehouse.yml", File.ReadAllText(Path.Combine(shop.Folder, "warehouse.yml")) + "\nobserve: {on_failure: {webhook: \"${env.HOOK}\"}}\n");
        shop.Write("data/products_2024-03-02.csv", "sku;name;price\nMUG;Trail Mug;1\n");

        var said = await shop.RunAsync("run", "--log", "json");

        said.Exit.ShouldBe(5);
        var lines = Lines(said.Error);
        var failed = lines.Single(l => Event(l) == "batch_finished" && Text(l, "status") == "refused");
        Text(failed, "level").ShouldBe("error");
        Text(failed.GetProperty("error"), "code").ShouldBe("WH5033");
        Text(failed.GetProperty("error"), "help").ShouldNotBeEmpty();
        var warning = lines.Single(l => Event(l) == "warning");
        (Text(warning, "level"), Text(warning, "code")).ShouldBe(("warning", "WH7023"));
        Text(warning, "run_id").ShouldBe(Text(failed, "run_id"));
    }

    [Theory]
    [InlineData("load --log json", 1, "run_finished")]
    [InlineData("load --log json --target nowhere", 2, "error")]
    [InlineData("load --log json --at nonsense", 2, "error")]
    [InlineData("load --log=json --retries few", 2, "error")]
    public async Task What_stops_the_command_is_a_line(string typed, int exit, string last)
    {
        using var shop = await Shop.NewAsync();

        var said = await shop.RunAsync(typed.Split(' '));

        said.Exit.ShouldBe(exit, said.ToString());
        var line = Lines(said.Error)[^1];
        (Event(line), Text(line, "level")).ShouldBe((last, "error"));
    }

    [Fact]
    public async Task A_further_attempt_says_why_and_after_which_pause()
    {
        using var project = Workspace.Of("postgres", ("data/a.csv", "id,name\n1,x\n"));
        project.Write("warehouse.yml", "version: 1\nname: small\nsources:\n  s: {files: {path: data/a.csv}, feed: snapshot}\ndimensions:\n  thing: {source: s, key: {id: integer}, attributes: {name: string}}\n" + project.Target);
        (await project.RunAsync("apply", "--yes")).Exit.ShouldBe(0);
        var rival = Task.Run(() => project.Execute("BEGIN; LOCK TABLE mart.dim_thing; SELECT pg_sleep(3); COMMIT"), TestContext.Current.CancellationToken);
        await Task.Delay(500, TestContext.Current.CancellationToken);

        var said = await project.RunAsync("load", "--lock-timeout", "1", "--retries", "9", "--log", "json");
        await rival;

        said.Exit.ShouldBe(0, said.ToString());
        var lines = Lines(said.Error);
        var retried = lines.Where(l => Event(l) == "batch_retried").ToList();
        retried.ShouldNotBeEmpty();
        retried[0].GetProperty("attempt").GetInt32().ShouldBe(2);
        retried[0].GetProperty("pause_ms").GetInt64().ShouldBeGreaterThan(0);
        Text(retried[0], "pipeline").ShouldBe("dim_thing");
        Text(retried[0].GetProperty("reason"), "code").ShouldBe("WH5001");
        lines.Single(l => Event(l) == "batch_finished").GetProperty("attempt").GetInt32().ShouldBe(retried.Count + 1);
    }

    private static List<JsonElement> Lines(string error) => [.. error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];

    private static string Event(JsonElement line) => Text(line, "event");

    private static string Text(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString()! : "";
}
