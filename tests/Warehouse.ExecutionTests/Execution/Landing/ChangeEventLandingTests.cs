using Shouldly;
using Warehouse.Execution;
using Warehouse.Model.Star;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Landing;

/// <summary>Files of change events, as Debezium writes them.</summary>
public sealed class ChangeEventLandingTests
{
    [Fact]
    public async Task An_envelope_is_the_row_after_or_of_a_delete_before_and_those_of_its_fields_that_are_read()
    {
        using var file = new LandedFile(
            "a.ndjson",
            """
            {"before":null,"after":{"id":1,"price":1.50,"tags":["a", {"b":2}]},"source":{"ts_ms":100,"lsn":7,"table":"t"},"op":"c","ts_ms":200,"transaction":{"id":"9:1"}}
            null
            {"schema":{"type":"struct"},"payload":{"before":{"id":1,"price":null},"after":null,"source":{"ts_ms":101,"lsn":null},"op":"d","ts_ms":201}}
            {"schema":null,"payload":null}
            {"op":"r","after":{"id":2,"price":1e3},"source":{"ts_ms":102},"ts_ms":null}
            {"op":"u","before":{"id":3},"source":{"ts_ms":103},"ts_ms":5}
            """,
            reads: ["id", "__op", "__deleted", "__ts_ms", "__source_ts_ms", "__lsn", "__transaction_id"],
            events: ChangeEventForm.Envelope);

        (await file.OnBothAsync()).ShouldBe(
        [
            ["id", "price", "tags", "__deleted", "__op", "__ts_ms", "__source_ts_ms", "__lsn", "__transaction_id"],
            ["1", "1.50", "[\"a\", {\"b\":2}]", "false", "c", "200", "100", "7", "9:1"],
            ["1", null, null, "true", "d", "201", "101", null, null],
            ["2", "1e3", null, "false", "r", null, "102", null, null],
            [null, null, null, "false", "u", "5", "103", null, null],
        ]);
    }

    [Fact]
    public async Task Flat_events_are_rows_with_or_without_their_schema_and_tombstones_are_none()
    {
        using var file = new LandedFile(
            "a.ndjson", "{\"id\":1,\"__op\":\"c\"}\nnull\n{\"schema\":{},\"payload\":{\"id\":2.0,\"__op\":\"u\"}}\n", events: ChangeEventForm.Flat);

        (await file.OnBothAsync()).ShouldBe([["id", "__op"], ["1", "c"], ["2.0", "u"]]);
    }

    [Theory]
    [InlineData("{\"id\":1}", "it is no change event: it has no `op`")]
    [InlineData("{\"op\":null,\"after\":{\"id\":1}}", "it is no change event: it has no `op`")]
    [InlineData("{\"op\":\"t\",\"source\":{}}", "it empties the whole table (`op` is `t`), which no row says")]
    [InlineData("{\"op\":\"m\",\"message\":{}}", "its `op` is `m`, which is no change of a row")]
    [InlineData("[1]", "it is no JSON object")]
    public async Task What_is_no_change_of_a_row_is_refused_by_its_line(string line, string message)
    {
        using var file = new LandedFile("a.ndjson", "\n{\"op\":\"c\",\"after\":{\"id\":1}}\n" + line + "\n", events: ChangeEventForm.Envelope);

        var error = await file.ErrorOnBothAsync();

        error.Rule.ShouldBe(ExecutionRules.NotAChangeEvent);
        error.Message.ShouldBe($"`a.ndjson`, line 3: {message}");
    }

    [Theory]
    [InlineData("{\"op\":\"c\",", "line 1: ")]
    [InlineData("{\"op\":\"c\"} {}", "line 1: ")]
    [InlineData("{\"op\":\"c\",\"after\":{\"id\":1,\"id\":2}}", "line 1: ")]
    [InlineData("{\"op\":\"c\",\"op\":\"d\",\"after\":{\"id\":1}}", "line 1: ")]
    [InlineData("{\"op\":\"\\ud800\"}", "line 1: ")]
    [InlineData("{\"op\":\"c\",\"after\":{\"\\ud800\":1}}", "line 1: ")]
    [InlineData("{\"op\":\"c\",\"after\":{\"__op\":1}}", "line 1: the key `__op` is there twice")]
    public async Task A_line_that_is_no_JSON_object_is_refused_as_in_any_file(string line, string message)
    {
        using var file = new LandedFile("a.ndjson", line, reads: ["__op"], events: ChangeEventForm.Envelope);

        var error = await file.ErrorOnBothAsync();

        error.Rule.ShouldBe(ExecutionRules.InvalidJson);
        error.Message.ShouldStartWith($"`a.ndjson`, {message}");
    }

    [Fact]
    public async Task A_field_that_no_event_has_is_a_missing_column()
    {
        using var file = new LandedFile("a.ndjson", "{\"op\":\"c\",\"after\":{\"id\":1},\"source\":{\"pos\":1}}", reads: ["id", "__lsn"], events: ChangeEventForm.Envelope);

        (await file.ErrorOnBothAsync()).Rule.ShouldBe(ExecutionRules.SourceColumnMissing);
    }
}
