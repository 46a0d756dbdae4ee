using NJsonSchema;
using Shouldly;
using Warehouse.TestEngines;
using Warehouse.Yaml;
using Warehouse.Yaml.Schema;
using Xunit;

namespace Warehouse.UnitTests.Yaml;

public sealed class JsonSchemaTests
{
    private static readonly Lazy<Task<JsonSchema>> Schema = new(() => JsonSchema.FromJsonAsync(JsonSchemaWriter.Write()));

    [Fact]
    public void The_schema_is_as_committed() => Golden.ShouldMatch(JsonSchemaWriter.Write(), "tests", "cases", "language", "schema.json");

    [Fact]
    public async Task The_listing_of_the_language_is_valid() => (await Problems(LanguageCase.Text)).ShouldBeEmpty();

    [Fact]
    public async Task The_sample_is_valid_and_reads_without_a_problem()
    {
        var folder = RepositoryRoot.Combine("models", "retail");
        var result = ProjectReader.Read(folder);

        result.Diagnostics.Select(d => $"{d.Span} {d.Message}").ShouldBeEmpty();
        result.Files.Length.ShouldBeGreaterThan(5);
        foreach (var file in result.Files.Where(f => f.Path.EndsWith(".yml", StringComparison.Ordinal)))
        {
            (await Problems(file.Text)).ShouldBeEmpty(file.Path);
        }
    }

    [Fact]
    public async Task Every_misspelt_key_is_refused_by_reader_and_schema_alike()
    {
        var disagreements = new List<string>();
        var (refused, accepted) = (0, 0);
        foreach (var key in YamlText.Keys(LanguageCase.Text))
        {
            var text = YamlText.Replace(LanguageCase.Text, key, $"{key.Value}x");
            var result = LanguageCase.ReadOne(text);
            var byReader = result.HasErrors;
            var bySchema = (await Problems(text)).Count > 0;

            // A type's own name is known to the reader only: without it, the types that use it are unknown.
            if (byReader != bySchema && !(byReader && result.Diagnostics.All(d => d.Code == "WH1024")))
            {
                disagreements.Add($"{key.Start}: `{key.Value}` reader {byReader}, schema {bySchema}");
            }

            refused += byReader ? 1 : 0;
            accepted += byReader ? 0 : 1;
        }

        disagreements.ShouldBeEmpty();
        refused.ShouldBeGreaterThan(150);
        accepted.ShouldBeGreaterThan(50, "names that the user chose may be any");
    }

    [Fact]
    public async Task Every_value_of_a_wrong_kind_is_refused_by_reader_and_schema_alike()
    {
        var agreed = 0;
        foreach (var value in YamlText.Values(LanguageCase.Text))
        {
            var text = YamlText.Replace(LanguageCase.Text, value, "[[[1]]]");
            LanguageCase.ReadOne(text).HasErrors.ShouldBeTrue($"the reader takes a list at {value.Start}");
            (await Problems(text)).ShouldNotBeEmpty($"the schema takes a list at {value.Start}");
            agreed++;
        }

        agreed.ShouldBe(204, "every value of the listing");
    }

    [Theory]
    [InlineData("sources: {s: {table: a.b, feed: daily}}")]
    [InlineData("sources: {s: {table: a.b, allow_empty: yes}}")]
    [InlineData("sources: {s: {table: a.b, files: {path: a.csv}}}")]
    [InlineData("sources: {s: {table: a.b, max_future: 2 hours}}")]
    [InlineData("sources: {s: {table: a.b, max_rejected: 2}}")]
    [InlineData("sources: {s: {feed: changes}}")]
    [InlineData("sources: {s: {table: 1}}")]
    [InlineData("dimensions: {d: {type: calendar, range: [2020-01-01]}}")]
    [InlineData("dimensions: {d: {type: calendar, range: [today, tomorrow]}}")]
    [InlineData("dimensions: {d: {type: clock, grain: day}}")]
    [InlineData("dimensions: {d: {source: s}}")]
    [InlineData("dimensions: {d: {source: s, key: {k: string}, attributes: {a: {type: string, scd: 4}}}}")]
    [InlineData("dimensions: {d: {source: s, key: {k: string}, attributes: [a]}}")]
    [InlineData("facts: {f: {type: transaction, source: s, grain: []}}")]
    [InlineData("tests: {t: {target: d, steps: [{at: now}]}}")]
    [InlineData("version: 2")]
    public async Task What_the_reader_refuses_the_schema_refuses(string yaml)
    {
        LanguageCase.ReadOne($"name: p\n{yaml}\n").HasErrors.ShouldBeTrue();
        (await Problems(yaml)).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("sources: {s: {table: a.b, on_conflict: {last: c}, max_rejected: 0.5}}")]
    [InlineData("dimensions: {d: {source: s, key: {k: string}, open_end: null, remember: 90d, indexes: [a, [b, c]]}}")]
    [InlineData("dimensions: {d: {type: calendar, range: [2020-01-01, 2020-12-31], fiscal_year_start: 4}}")]
    public async Task What_the_reader_takes_the_schema_takes(string yaml)
    {
        LanguageCase.ReadOne($"{Minimal.Head}{yaml}\n").Diagnostics.ShouldBeEmpty();
        (await Problems(yaml)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyCollection<string>> Problems(string yaml) =>
        [.. (await Schema.Value).Validate(YamlText.ToJson(yaml)).Select(e => e.ToString())];
}
