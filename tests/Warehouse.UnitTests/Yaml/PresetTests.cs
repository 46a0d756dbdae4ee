using NJsonSchema;
using Shouldly;
using Warehouse.Model.Checks;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml;
using Warehouse.Yaml.Schema;
using Xunit;

namespace Warehouse.UnitTests.Yaml;

/// <summary>A preset says what the user does not, and leaves a source like any other.</summary>
public sealed class PresetTests
{
    [Theory]
    [InlineData("debezium", "debezium | Changes | __source_ts_ms | __lsn | __deleted | ")]
    [InlineData("{debezium: flat}", "debezium | Changes | __source_ts_ms | __lsn | __deleted | ")]
    [InlineData("airbyte", "airbyte | Upserts | _airbyte_extracted_at |  |  | _airbyte_extracted_at 1.00:00:00")]
    [InlineData("{airbyte: cdc}", "airbyte | Changes | _ab_cdc_updated_at | _ab_cdc_lsn | _ab_cdc_deleted_at IS NOT NULL | _airbyte_extracted_at 1.00:00:00")]
    [InlineData("fivetran", "fivetran | Upserts | _fivetran_synced |  | _fivetran_deleted | ")]
    [InlineData("dlt", "dlt | Upserts | _dlt_load_id |  |  | _dlt_load_id 1.00:00:00")]
    [InlineData("{dlt: merge}", "dlt | Upserts | _dlt_load_id |  |  | _dlt_load_id 1.00:00:00")]
    public void What_each_comes_to(string preset, string source) => Said(Sound($"table: a.b, preset: {preset}")).ShouldBe(source);

    [Theory]
    [InlineData("feed: upserts", "debezium | Upserts | __source_ts_ms | __lsn | __deleted | ")]
    [InlineData("effective_at: moved_at", "debezium | Changes | moved_at | __lsn | __deleted | ")]
    [InlineData("order_by: [__file, __pos]", "debezium | Changes | __source_ts_ms | __file,__pos | __deleted | ")]
    [InlineData("order_by: []", "debezium | Changes | __source_ts_ms |  | __deleted | ")]
    [InlineData("delete_when: \"__op = 'd'\"", "debezium | Changes | __source_ts_ms | __lsn | __op = 'd' | ")]
    [InlineData("watermark: {column: loaded_at}", "debezium | Changes | __source_ts_ms | __lsn | __deleted | loaded_at 00:00:00")]
    public void What_the_user_writes_wins(string key, string source) => Said(Sound($"table: a.b, preset: debezium, {key}")).ShouldBe(source);

    [Fact]
    public void A_snapshot_is_read_whole_and_deletes_by_absence() =>
        Said(Sound("table: a.b, preset: {airbyte: cdc}, feed: snapshot")).ShouldBe("airbyte | Snapshot | _ab_cdc_updated_at | _ab_cdc_lsn |  | ");

    [Fact]
    public void Files_have_no_watermark() =>
        Said(Sound("files: {path: a.csv}, preset: dlt")).ShouldBe("dlt | Upserts | _dlt_load_id |  |  | ");

    [Fact]
    public void What_a_preset_says_stands_where_it_is_chosen()
    {
        var source = Sound("table: a.b, preset: {airbyte: cdc}");

        new[] { source.Preset!.Span, source.FeedSpan, source.EffectiveAt!.Span, source.OrderBy[0].Span, source.DeleteWhen!.Span, source.Watermark!.Column.Span }
            .Select(s => $"{s.Line}:{s.Column}").Distinct().ShouldBe(["4:37"]);
    }

    [Fact]
    public void An_envelope_is_opened_in_JSON_lines_and_read_like_the_flat_form()
    {
        var (flat, envelope) = (Sound("files: {path: a.ndjson}, preset: debezium"), Sound("files: {path: a.ndjson}, preset: {debezium: envelope}"));

        Said(envelope).ShouldBe(Said(flat));
        (flat.Delivery.Events, envelope.Delivery.Events).ShouldBe((ChangeEventForm.Flat, ChangeEventForm.Envelope));
    }

    [Fact]
    public void A_column_that_the_user_declares_is_what_the_user_says_unless_the_tool_writes_it_so()
    {
        var written = Sound("table: a.b, preset: debezium, columns: {__source_ts_ms: integer, __lsn: \"decimal(20,0)\"}");
        var converted = Sound("table: a.b, preset: debezium, columns: {__source_ts_ms: timestamp, __deleted: string}");

        written.Delivery.Readings.Select(r => $"{r.Column} {r.Type} {r.Encoding}").ShouldBe(["__source_ts_ms timestamp UnixMilliseconds", "__deleted boolean "]);
        converted.Delivery.Readings.Select(r => $"{r.Column} {r.Type} {r.Encoding}").ShouldBe(["__lsn integer "]);
    }

    [Theory]
    [InlineData("table: a.b, preset: debezium")]
    [InlineData("files: {path: a.ndjson}, preset: {debezium: envelope}")]
    [InlineData("table: a.b, preset: {airbyte: cdc}")]
    [InlineData("table: a.b, preset: fivetran")]
    [InlineData("table: a.b, preset: dlt")]
    [InlineData("sql: {default: select 1}, columns: {k: string, a: string, __source_ts_ms: integer, __lsn: integer, __deleted: boolean}, preset: debezium")]
    public void A_dimension_of_it_is_sound(string keys) => Checked(keys, "string").Where(d => d.IsError).ShouldBeEmpty();

    [Fact]
    public void A_time_that_is_written_as_a_number_is_no_number()
    {
        var problem = Checked("table: a.b, preset: debezium", "{type: integer, from: __source_ts_ms}").Where(d => d.IsError).ShouldHaveSingleItem();

        (problem.Code, problem.Message).ShouldBe(("WH2029", "`effective_at` of `s` takes its time from `__source_ts_ms`, which is an `integer`"));
    }

    [Fact]
    public void A_query_lacks_what_its_columns_do_not_have() =>
        Checked("sql: {default: select 1}, columns: {k: string, a: string}, preset: dlt", "string").Where(d => d.IsError).Select(d => d.Message).Distinct().ShouldBe(
            ["`effective_at` of `s` reads `_dlt_load_id`, which the `columns` of source `s` do not have", "`watermark` of `s` reads `_dlt_load_id`, which the `columns` of source `s` do not have"]);

    [Theory]
    [InlineData("table: a.b, preset: {debezium: envelope}", "4:38", "where files of JSON lines are read, and nowhere else", "ExtractNewRecordState")]
    [InlineData("files: {path: a.csv}, preset: {debezium: envelope}", "4:48", "where files of JSON lines are read, and nowhere else", "ExtractNewRecordState")]
    [InlineData("table: a.b, preset: {fivetran: history}", "4:38", "`_fivetran_start`", "soft delete mode")]
    [InlineData("table: a.b, preset: {dlt: scd2}", "4:33", "`_dlt_valid_from`", "by `merge`")]
    public void What_cannot_be_read_soundly_is_refused(string keys, string place, string why, string help)
    {
        var refused = Minimal.Source(keys).Diagnostics.ShouldHaveSingleItem();

        (refused.Rule, $"{refused.Span.Line}:{refused.Span.Column}").ShouldBe((ReadingRules.PresetUnfit, place));
        refused.Message.ShouldContain(why, Case.Sensitive);
        refused.Help!.ShouldContain(help, Case.Sensitive);
    }

    [Theory]
    [InlineData("stitch", "WH1022")]
    [InlineData("{debezium: nested}", "WH1022")]
    [InlineData("{stitch: flat}", "WH1016")]
    [InlineData("{debezium: flat, dlt: merge}", "WH1020")]
    [InlineData("[debezium]", "WH1018")]
    public async Task What_is_no_preset_is_refused_by_reader_and_schema_alike(string preset, string code)
    {
        Minimal.Source($"table: a.b, preset: {preset}").Diagnostics.Select(d => d.Code).ShouldContain(code);
        (await ProblemsAsync(preset)).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("debezium")]
    [InlineData("{debezium: envelope}")]
    [InlineData("{airbyte: cdc}")]
    public async Task What_is_one_is_valid_by_the_schema(string preset) => (await ProblemsAsync(preset)).ShouldBe(0);

    private static async Task<int> ProblemsAsync(string preset)
    {
        var schema = await JsonSchema.FromJsonAsync(JsonSchemaWriter.Write(), TestContext.Current.CancellationToken);
        return schema.Validate(YamlText.ToJson($"{Minimal.Head}sources: {{s: {{table: a.b, preset: {preset}}}}}\n")).Count;
    }

    private static string Said(Source s) =>
        $"{s.Preset} | {s.Feed} | {s.EffectiveAt} | {string.Join(',', s.OrderBy)} | {s.DeleteWhen?.Text} | {(s.Watermark is { } w ? $"{w.Column} {w.Lookback:c}" : "")}";

    private static Source Sound(string keys)
    {
        var result = Minimal.Source(keys);
        result.Diagnostics.ShouldBeEmpty();
        return result.Project!.Sources.Single();
    }

    private static IEnumerable<Diagnostic> Checked(string keys, string attribute)
    {
        var result = Minimal.With($"sources:\n  s: {{{keys}}}\ndimensions:\n  d: {{source: s, key: {{k: string}}, attributes: {{a: {attribute}}}}}\n");
        result.Diagnostics.ShouldBeEmpty();
        return ModelChecks.Run(result.Project!);
    }
}
