using System.Text;
using Shouldly;
using Warehouse.Execution;
using Warehouse.Model.Star;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Landing;

public sealed class CsvLandingTests
{
    [Fact]
    public async Task Keeps_every_value_as_the_text_that_it_is()
    {
        using var file = new LandedFile("a.csv", "id,name\n1,007\n2, padded \n3,1e5\n");

        (await file.OnBothAsync()).ShouldBe([["id", "name"], ["1", "007"], ["2", " padded "], ["3", "1e5"]]);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task Reads_quotes_delimiters_and_line_breaks_inside_quotes(string end)
    {
        using var file = new LandedFile("a.csv", $"a,b{end}\"x,y\",\"say \"\"hi\"\"\"{end}\"two\nlines\",\"\"\"\"{end}");

        (await file.OnBothAsync()).ShouldBe([["a", "b"], ["x,y", "say \"hi\""], ["two\nlines", "\""]]);
    }

    [Fact]
    public async Task An_empty_field_is_NULL_and_a_quoted_one_is_empty()
    {
        using var file = new LandedFile("a.csv", "a,b\n,\"\"\n\"\",\n");

        (await file.OnBothAsync()).ShouldBe([["a", "b"], [null, ""], ["", null]]);
    }

    [Fact]
    public async Task The_text_for_NULL_counts_only_where_it_is_not_quoted()
    {
        using var file = new LandedFile("a.csv", "a,b\nNULL,\"NULL\"\n,x\n", CsvFormat.Standard with { Null = "NULL" });

        (await file.OnBothAsync()).ShouldBe([["a", "b"], [null, "NULL"], ["", "x"]]);
    }

    [Fact]
    public async Task Passes_over_a_byte_order_mark_and_a_missing_last_line_break()
    {
        using var file = new LandedFile("a.csv", "\uFEFFa,b\n1,2");

        (await file.OnBothAsync()).ShouldBe([["a", "b"], ["1", "2"]]);
    }

    [Fact]
    public async Task Keeps_text_of_any_script_in_names_and_values()
    {
        using var file = new LandedFile("a.csv", "naïve key,😀\nžluťoučký,🚲👩‍👩‍👧\n");

        (await file.OnBothAsync()).ShouldBe([["naïve key", "😀"], ["žluťoučký", "🚲👩‍👩‍👧"]]);
    }

    [Fact]
    public async Task Takes_a_value_of_several_megabytes()
    {
        var (small, large) = (new string('é', 500_000), string.Concat(Enumerable.Repeat("\"\"\n,", 700_000)));
        using var file = new LandedFile("a.csv", $"a,b\n1,{small}\n2,\"{large}\"\n3,z\n");

        var rows = await file.OnBothAsync();

        rows[1].ShouldBe(["1", small]);
        rows[2][1].ShouldBe(string.Concat(Enumerable.Repeat("\"\n,", 700_000)));
        rows[3].ShouldBe(["3", "z"]);
    }

    [Fact]
    public async Task Takes_a_quote_within_a_field_and_a_lone_carriage_return_as_characters()
    {
        using var file = new LandedFile("a.csv", "a,b\n5\" pipe,x\ry\n,\n\n1,2\r\n");

        (await file.OnBothAsync()).ShouldBe([["a", "b"], ["5\" pipe", "x\ry"], [null, null], ["1", "2"]]);
    }

    [Fact]
    public async Task A_blank_line_of_a_file_with_one_column_is_a_row()
    {
        using var file = new LandedFile("a.csv", "a\n1\n\n2\n");

        (await file.OnBothAsync()).ShouldBe([["a"], ["1"], [null], ["2"]]);
    }

    [Fact]
    public async Task Reads_other_delimiters_quotes_and_files_without_a_header()
    {
        using var file = new LandedFile("a.csv", "1;'x;y'\n2;'it''s'\n", new(';', '\'', "", "utf-8", Header: false), names: ["id", "name"]);

        (await file.OnBothAsync()).ShouldBe([["id", "name"], ["1", "x;y"], ["2", "it's"]]);
    }

    [Fact]
    public async Task Reads_other_encodings()
    {
        using var file = new LandedFile("a.csv", [.. "a\n"u8, 0xE9, 0x80, (byte)'\n'], CsvFormat.Standard with { Encoding = "windows-1252" });

        (await file.OnBothAsync()).ShouldBe([["a"], ["é€"]]);
    }

    [Fact]
    public async Task A_file_with_no_more_than_a_header_has_no_rows()
    {
        using var file = new LandedFile("a.csv", "a,b\r\n");

        (await file.OnBothAsync()).ShouldBe([["a", "b"]]);
    }

    [Fact]
    public async Task Many_rows_keep_their_order()
    {
        var text = new StringBuilder("n,text\n");
        for (var i = 1; i <= 200_000; i++)
            text.Append(i).Append(",\"row ").Append(i).Append("\"\n");
        using var file = new LandedFile("a.csv", text.ToString());

        var rows = await file.OnBothAsync();

        rows.Skip(1).Select(r => r[0]).ShouldBe(Enumerable.Range(1, 200_000).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_column_that_the_model_reads_has_to_be_there()
    {
        using var file = new LandedFile("a.csv", "id,Name\n1,x\n", reads: ["id", "name", "price"]);

        var error = await file.ErrorOnBothAsync();

        error.Rule.ShouldBe(ExecutionRules.SourceColumnMissing);
        error.Message.ShouldBe("`a.csv` has no column `name`, `price`; it has `id`, `Name`");
        error.Help.ShouldBe("write `Name` in the model: case counts");
    }

    [Fact]
    public async Task A_wrong_delimiter_is_known_by_the_header()
    {
        using var file = new LandedFile("a.csv", "id;name\n1;x\n", reads: ["id", "name"]);

        var error = await file.ErrorOnBothAsync();

        error.Rule.ShouldBe(ExecutionRules.WrongDelimiter);
        error.Message.ShouldBe("`a.csv` has one column, `id;name`: it is delimited by `;`, not by `,`");
    }

    [Theory]
    [InlineData("id,ID\n1,2\n", "the column `ID` is there twice")]
    [InlineData("id,\n1,2\n", "a column has no name")]
    [InlineData("id,_row\n1,2\n", "a column is named `_row`, which is the row's number")]
    public async Task A_header_that_a_table_cannot_have_is_refused(string text, string what)
    {
        using var file = new LandedFile("a.csv", text);

        var error = await file.ErrorOnBothAsync();

        error.Rule.ShouldBe(ExecutionRules.BadHeader);
        error.Message.ShouldBe($"`a.csv`: {what}");
    }

    [Theory]
    [InlineData("a,b\n1,2\n\"x\ny\",2\n3\n", "line 5 has 1 field, and there are 2 columns: 3")]
    [InlineData("a,b\n1,2,3\n", "line 2 has 3 fields, and there are 2 columns: 1,2,3")]
    public async Task A_row_with_another_number_of_fields_is_landed_with_its_problem_and_all_its_fields(string text, string problem)
    {
        using var file = new LandedFile("a.csv", text);

        var rows = await file.OnBothAsync();

        file.Problems.ShouldBe([problem]);
        rows[^1][0].ShouldBe(problem.Contains("line 5", StringComparison.Ordinal) ? "3" : "1");
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,\"open\n4,5\n", "`a.csv`, in the row that begins on line 3: a quote is opened and never closed")]
    [InlineData("a,b\n1,\"x\"y\n", "`a.csv`, in the row that begins on line 2: text follows a closing quote")]
    public async Task A_quote_without_its_pair_is_named_by_its_line(string text, string message)
    {
        using var file = new LandedFile("a.csv", text);

        var error = await file.ErrorOnBothAsync();

        error.Rule.ShouldBe(ExecutionRules.UnbalancedQuote);
        error.Message.ShouldBe(message);
    }

    [Fact]
    public async Task An_empty_file_is_refused()
    {
        using var file = new LandedFile("a.csv", "");

        (await file.ErrorOnBothAsync()).Rule.ShouldBe(ExecutionRules.EmptyFile);
    }

    [Fact]
    public async Task Bytes_that_are_not_of_the_encoding_are_refused()
    {
        using var file = new LandedFile("a.csv", [.. "a\n"u8, 0x81, (byte)'\n'], CsvFormat.Standard with { Encoding = "us-ascii" });

        (await file.ErrorOnBothAsync()).Rule.ShouldBe(ExecutionRules.InvalidText);
    }
}
