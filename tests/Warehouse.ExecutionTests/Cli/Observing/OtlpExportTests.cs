using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Warehouse.ExecutionTests.Cli.Observing;

/// <summary>The command as a process of its own, since the OpenTelemetry SDK reads the process' environment.</summary>
public sealed class OtlpExportTests
{
    /// <summary>How much longer a run may take whose endpoint does not answer; a busy machine adds to it.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task Spans_and_metrics_of_a_run_are_posted_to_the_endpoint_of_the_environment()
    {
        using var shop = await Shop.NewAsync();
        using var receiver = new LoopbackReceiver();

        var said = await RunAsync(shop, receiver.Address, ("OTEL_SERVICE_NAME", "nightly"), ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test"));

        said.Exit.ShouldBe(0, said.ToString());
        said.Error.ShouldNotContain("WH70");
        var traces = receiver.All.Where(r => r.Path == "/v1/traces").Select(r => new OtlpMessage(r.Body)).ToList();
        traces[0].ResourceAttributes()["service.name"].ShouldBe("nightly");
        traces[0].ResourceAttributes()["deployment.environment.name"].ShouldBe("test");
        var spans = traces.SelectMany(t => t.Spans()).ToList();
        var run = spans.Single(s => s.Text(5) == "load");
        run.SpanAttributes()["warehouse.project"].ShouldBe("shop");
        var batches = spans.Where(s => s.Text(5).StartsWith("batch ", StringComparison.Ordinal)).ToList();
        batches.Count.ShouldBe(5);
        batches.ShouldAllBe(b => b.Bytes(4).SequenceEqual(run.Bytes(2)) && b.Bytes(1).SequenceEqual(run.Bytes(1)));
        var commits = spans.Where(s => s.Text(5) == "Commit").ToList();
        commits.Select(c => Convert.ToHexString(c.Bytes(4))).Order().ShouldBe(batches.Select(b => Convert.ToHexString(b.Bytes(2))).Order());
        var metrics = receiver.All.Where(r => r.Path == "/v1/metrics").SelectMany(r => new OtlpMessage(r.Body).Metrics()).Select(m => m.Text(1)).Distinct().Order(StringComparer.Ordinal);
        metrics.ShouldBe(["warehouse.batch.duration", "warehouse.batches", "warehouse.rows"]);
    }

    [Theory]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "0AF7651916CD43DD8448EB211C80319C", "B7AD6B7169203331")]
    [InlineData("of no form", null, "")]
    public async Task A_run_is_a_part_of_the_span_that_started_it_and_its_batches_are_parts_of_the_run(string given, string? trace, string parent)
    {
        using var shop = await Shop.NewAsync();
        using var receiver = new LoopbackReceiver();

        (await RunAsync(shop, receiver.Address, ("TRACEPARENT", given), ("OTEL_METRICS_EXPORTER", "none"))).Exit.ShouldBe(0);

        var spans = receiver.All.SelectMany(r => new OtlpMessage(r.Body).Spans()).ToList();
        var run = spans.Single(s => s.Text(5) == "load");
        Convert.ToHexString(run.Bytes(4)).ShouldBe(parent);
        spans.Select(s => Convert.ToHexString(s.Bytes(1))).Distinct().ShouldHaveSingleItem().ShouldBe(trace ?? Convert.ToHexString(run.Bytes(1)));
        spans.Where(s => s.Text(5).StartsWith("batch ", StringComparison.Ordinal)).ShouldAllBe(b => b.Bytes(4).SequenceEqual(run.Bytes(2)));
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true", "")]
    [InlineData("OTEL_TRACES_EXPORTER", "none", "/v1/metrics")]
    [InlineData("OTEL_METRICS_EXPORTER", "none", "/v1/traces")]
    public async Task What_the_environment_turns_off_is_not_sent(string variable, string value, string sent)
    {
        using var shop = await Shop.NewAsync();
        using var receiver = new LoopbackReceiver();

        (await RunAsync(shop, receiver.Address, (variable, value))).Exit.ShouldBe(0);

        string.Join(' ', receiver.All.Select(r => r.Path).Distinct()).ShouldBe(sent);
    }

    [Fact]
    public async Task A_dead_endpoint_is_one_warning_and_nothing_of_the_run()
    {
        using var shop = await Shop.NewAsync();

        var said = await RunAsync(shop, LoopbackReceiver.Dead());

        said.Exit.ShouldBe(0, said.ToString());
        said.Error.Split('\n').Count(l => l.StartsWith("warning WH7021 (telemetry-not-delivered): OpenTelemetry: Connection refused", StringComparison.Ordinal)).ShouldBe(1, said.ToString());
        said.Error.ShouldContain("1 warning\n");
    }

    [Fact]
    public async Task An_endpoint_that_hangs_keeps_the_run_no_longer_than_its_bound()
    {
        using var shop = await Shop.NewAsync();
        using var receiver = new LoopbackReceiver(answer: null);
        var began = Stopwatch.GetTimestamp();
        (await RunAsync(shop, null)).Exit.ShouldBe(0);
        var alone = Stopwatch.GetElapsedTime(began);
        Directory.Delete(Path.Combine(shop.Folder, ".warehouse"), recursive: true);
        began = Stopwatch.GetTimestamp();

        var said = await RunAsync(shop, receiver.Address);

        said.Exit.ShouldBe(0, said.ToString());
        said.Error.ShouldContain("warning WH7021");
        (Stopwatch.GetElapsedTime(began) - alone).ShouldBeLessThan(Bound);
        receiver.All.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_exporter_that_is_not_here_is_said_to_be_not_here()
    {
        using var shop = await Shop.NewAsync();

        var said = await RunAsync(shop, null, ("OTEL_TRACES_EXPORTER", "zipkin"));

        said.Exit.ShouldBe(0, said.ToString());
        said.Error.ShouldContain("OTEL_TRACES_EXPORTER asks for an exporter that is not here\n  help: set it to `otlp` or `none`");
    }

    private static async Task<Said> RunAsync(Shop shop, string? endpoint, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "warehouse.dll"), "run"])
        {
            WorkingDirectory = shop.Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var set in start.Environment.Keys.Where(k => k.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(set);
        start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        if (endpoint is not null)
            start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, output, await error);
    }
}
