using Shouldly;
using Warehouse.Execution;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Landing;

public sealed class NdjsonLandingTests
{
    [Fact]
    public async Task Keeps_numbers_as_written_and_nested_values_as_JSON()
    {
        using var file = new LandedFile(
            "a.ndjson",
            "{\"id\":1,\"n\":1.50,\"s\":\"a\\u00e9\\n\\\"😀\",\"b\":true,\"x\":null}\r\n\n{\"s\":\"\",\"n\":1e400,\"o\":{\"k\": [1, 2]},\"l\":[ ]}");

        (await file.OnBothAsync()).ShouldBe(
        [
            ["id", "n", "s", "b", "x", "o", "l"],
            ["1", "1.50", "aé\n\"😀", "true", null, null, null],
            [null, "1e400", "", null, null, "{\"k\": [1, 2]}", "[ ]"],
        ]);
    }

    [Fact]
    public async Task A_file_without_rows_has_the_columns_that_the_model_reads()
    {
        using var file = new LandedFile("a.ndjson", "", reads: ["id", "name"]);

        (await file.OnBothAsync()).ShouldBe([["id", "name"]]);
    }

    [Theory]
    [InlineData("{\"a\":1}\n[1]\n", "`a.ndjson`, line 2: it is no JSON object")]
    [InlineData("{\"a\":1,\"a\":2}\n", "`a.ndjson`, line 1: the key `a` is there twice")]
    [InlineData("{\"a\":null,\"a\":2}\n", "`a.ndjson`, line 1: the key `a` is there twice")]
    [InlineData("{\"a\":1} {\"a\":2}\n", "`a.ndjson`, line 1: ")]
    [InlineData("{\"a\":1\n", "`a.ndjson`, line 1: ")]
    public async Task A_line_that_is_no_object_is_named(string text, string message)
    {
        using var file = new LandedFile("a.ndjson", text);

        var error = await file.ErrorOnBothAsync();

        error.Rule.ShouldBe(ExecutionRules.InvalidJson);
        error.Message.ShouldStartWith(message);
    }

    [Fact]
    public async Task A_key_that_no_row_has_is_a_missing_column()
    {
        using var file = new LandedFile("a.ndjson", "{\"a\":1}\n", reads: ["a", "b"]);

        (await file.ErrorOnBothAsync()).Rule.ShouldBe(ExecutionRules.SourceColumnMissing);
    }
}
