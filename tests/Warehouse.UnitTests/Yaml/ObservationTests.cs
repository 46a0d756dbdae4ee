using Shouldly;
using Warehouse.Model.Star;
using Xunit;

namespace Warehouse.UnitTests.Yaml;

public sealed class ObservationTests
{
    [Fact]
    public void Says_where_lineage_failures_and_metrics_go()
    {
        var result = Minimal.With("observe:\n  lineage: {file: out/lineage.ndjson, namespace: shop}\n  on_failure: {webhook: \"${file:secrets/hook}\"}\n  metrics: {textfile: \"${env.PROM_FILE}\"}\n");

        result.Diagnostics.ShouldBeEmpty();
        var observation = result.Project!.Observation!;
        observation.Lineage!.File.ShouldBeOfType<SettingValue.Text>().Value.ShouldBe("out/lineage.ndjson");
        observation.Lineage.Url.ShouldBeNull();
        observation.Lineage.Namespace.ShouldBe("shop");
        observation.FailureWebhook.ShouldBeOfType<SettingValue.FromFile>().Path.ShouldBe("secrets/hook");
        observation.MetricsTextfile.ShouldBeOfType<SettingValue.FromEnvironment>().Variable.ShouldBe("PROM_FILE");
    }

    [Fact]
    public void Each_part_may_be_left_out()
    {
        Minimal.With("observe: {}\n").Project!.Observation.ShouldBe(new Observation());
        Minimal.With("").Project!.Observation.ShouldBeNull();
    }

    [Theory]
    [InlineData("lineag: {file: x}", "WH1016", "`lineag` is not a key of an observe block", "write `lineage`")]
    [InlineData("lineage: {namespace: x}", "WH1017", "`lineage` has none of `file`, `url`", "add one of `file`, `url`")]
    [InlineData("lineage: {file: x, url: \"http://h/\"}", "WH1020", "`lineage` has both `file` and `url`", "keep one of `file` and `url`")]
    [InlineData("lineage: {file: x, api_key: \"${env.K}\"}", "WH1020", "`lineage` has both `file` and `api_key`", "keep one of `file` and `api_key`")]
    [InlineData("lineage: {url: lineage.example.com}", "WH1021", "`url` must be an http or https URL, and here is text, `lineage.example.com`", "write it whole, as `https://lineage.example.com/api/v1/lineage`")]
    [InlineData("lineage: {url: \"file:///etc/passwd\"}", "WH1021", "`url` must be an http or https URL, and here is text, `file:///etc/passwd`", "write it whole, as `https://lineage.example.com/api/v1/lineage`")]
    [InlineData("on_failure: {}", "WH1017", "`on_failure` has no `webhook`", "add `webhook:`, the address that is told of a run that has failed")]
    [InlineData("metrics: {textfile: }", "WH1021", "`textfile` must be a value, and nothing is here", "write a value, or remove the key")]
    [InlineData("metrics: {textfile: \"${PROM}\"}", "WH1030", "`textfile` holds a reference that is neither `${env.NAME}` nor `${file:path}`", "write \"${env.NAME}\" or \"${file:path}\" as the whole value")]
    [InlineData("metrics: warehouse.prom", "WH1018", "`metrics` must be a map, and here is text", "write `{textfile: …}`")]
    public void What_is_wrong_is_said_with_a_way_out(string keys, string code, string message, string help)
    {
        var diagnostic = Minimal.With($"observe: {{{keys}}}\n").Diagnostics.ShouldHaveSingleItem();

        (diagnostic.Code, diagnostic.Message, diagnostic.Help).ShouldBe((code, message, help));
    }

    [Theory]
    [InlineData("on_failure: {webhook: \"https://hooks.example.com/hunter2\"}", "webhook")]
    [InlineData("lineage: {url: \"https://h/\", api_key: hunter2}", "api_key")]
    [InlineData("lineage: {url: \"https://u:hunter2@h/\"}", "url")]
    public void A_secret_in_clear_is_refused_and_nowhere_repeated(string keys, string key)
    {
        var result = Minimal.With($"observe: {{{keys}}}\n");

        var diagnostic = result.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Code.ShouldBe("WH1029");
        diagnostic.Message.ShouldBe($"`{key}` holds a secret in clear");
        $"{diagnostic}{result.Files.Single().Text}{ModelText.Of(result.Project!)}".ShouldNotContain("hunter2");
    }

    [Fact]
    public void Two_files_cannot_both_say_it() => Minimal.With("observe: {}\nobserve: {}\n").HasErrors.ShouldBeTrue();
}
