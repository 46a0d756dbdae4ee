using System.Text.Json.Nodes;
using Shouldly;
using Warehouse.Cli.Diagnostics;
using Warehouse.Model.Diagnostics;
using Warehouse.Yaml;
using Xunit;

namespace Warehouse.UnitTests.Checks;

public class ReportTests
{
    private static readonly DiagnosticRule Wrong = new("WH2999", "wrong-thing");
    private static readonly DiagnosticRule Doubtful = new("WH2998", "doubtful-thing", Severity.Warning);

    [Fact]
    public void Errors_and_warnings_are_counted_in_a_closing_line()
    {
        var place = new SourceSpan("a.yml", 1, 1);

        Close(Report("x", Wrong.At(place, "m"))).ShouldBe("1 error");
        Close(Report("x", Wrong.At(place, "m"), Wrong.At(place, "m"), Wrong.At(place, "m"), Doubtful.At(place, "m"))).ShouldBe("3 errors, 1 warning");
        Close(Report("x", Doubtful.At(place, "m"), Doubtful.At(place, "m"))).ShouldBe("2 warnings");
        Close(Report("x")).ShouldBe("no problems");
    }

    [Fact]
    public void A_problem_without_a_place_shows_none() =>
        TextReport.Write(Report("x", Wrong.At(SourceSpan.None, "no `project`", "make one"))).ShouldBe("error WH2999 (wrong-thing): no `project`\n  help: make one\n\n1 error\n");

    [Fact]
    public void The_carets_stand_under_the_part_that_is_meant() =>
        Shown("    name: {type: strin}", column: 18, length: 5).ShouldBe(("name: {type: strin}", "             ^^^^^"));

    [Fact]
    public void A_caret_behind_the_end_of_a_line_stands_behind_it() =>
        Shown("  name:", column: 8, length: 1).ShouldBe(("name:", "     ^"));

    [Fact]
    public void Carets_end_with_the_line() =>
        Shown("  name: abc", column: 9, length: 40).ShouldBe(("name: abc", "      ^^^"));

    [Fact]
    public void Tabs_become_blanks_and_the_caret_follows() =>
        Shown("a:\tb", column: 4, length: 1).ShouldBe(("a:  b", "    ^"));

    [Theory]
    [InlineData("名前: x", 5, "      ^")]
    [InlineData("e\u0301: x", 5, "   ^")]
    [InlineData("\U0001F600: x", 5, "    ^")]
    public void Wide_characters_take_two_columns_and_combining_ones_none(string line, int column, string carets) =>
        Shown(line, column, 1).Carets.ShouldBe(carets);

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(150)]
    [InlineData(297)]
    public void A_long_line_is_cut_around_the_caret(int column)
    {
        var line = string.Concat(Enumerable.Range(0, 300).Select(i => (char)('a' + (i % 26))));

        var (text, carets) = Shown(line, column, 3);

        text.Length.ShouldBeLessThanOrEqualTo(74);
        text.Substring(carets.IndexOf('^'), 3).ShouldBe(line.Substring(column - 1, 3));
        text.StartsWith('…').ShouldBe(column > 70);
        text.EndsWith('…').ShouldBe(column < 290);
    }

    [Fact]
    public void A_span_longer_than_the_width_is_cut_too()
    {
        var (text, carets) = Shown(new string('x', 500), 1, 500);

        text.ShouldBe(new string('x', 73) + "…");
        carets.ShouldBe(new string('^', 73));
    }

    [Fact]
    public void Colours_are_added_where_they_are_asked_for()
    {
        var report = Report("scd: 9", Wrong.At(new SourceSpan("a.yml", 1, 6), "bad `scd`", "mend it"));

        TextReport.Write(report).ShouldNotContain("\u001b");
        TextReport.Write(report, colour: true).ShouldContain("\u001b[1;31merror WH2999\u001b[0m");
    }

    [Fact]
    public void A_model_file_cannot_steer_the_terminal()
    {
        var report = Report("a: \u001b[2J\u202E", Wrong.At(new SourceSpan("a\u001b.yml", 1, 1), "bad `\u001b[31m`", "not \u0007"));

        TextReport.Write(report).ShouldBe(
            "error WH2999 (wrong-thing): bad `\\u001b[31m`\n  a\\u001b.yml:1:1\n      a: \ufffd[2J\ufffd\n      ^\n  help: not \\u0007\n\n1 error\n");
    }

    [Fact]
    public void Paths_are_shown_from_where_the_user_stands()
    {
        var report = Report("x", Wrong.At(new SourceSpan("customer.yml", 1, 1), "m")) with { Folder = "models/retail/" };

        TextReport.Write(report).ShouldContain("  models/retail/customer.yml:1:1\n");
    }

    [Fact]
    public void Json_has_the_shape_of_the_manual()
    {
        var report = Report("x", Wrong.At(new SourceSpan("a.yml", 5, 11), "bad `é` \"x\"", "mend it"), Doubtful.At(SourceSpan.None, "odd"));

        JsonReport.Write(report).ShouldBe(
            """
            {"diagnostics":[{"code":"WH2999","name":"wrong-thing","severity":"error","message":"bad `é` \"x\"","help":"mend it","file":"a.yml","line":5,"column":11},{"code":"WH2998","name":"doubtful-thing","severity":"warning","message":"odd","help":null,"file":null,"line":null,"column":null}]}
            """);
    }

    [Fact]
    public void Sarif_names_the_rules_and_the_places()
    {
        var report = Report(
            "x",
            Wrong.At(new SourceSpan("sub folder/a#.yml", 5, 11, 3), "bad", "mend it"),
            Doubtful.At(SourceSpan.None, "odd"),
            Wrong.At(new SourceSpan("b.yml", 1, 1), "bad"));

        var run = JsonNode.Parse(SarifReport.Write(report))!["runs"]![0]!;

        run["tool"]!["driver"]!["rules"]!.AsArray().Select(r => (string?)r!["id"]).ShouldBe(["WH2998", "WH2999"]);
        run["results"]!.AsArray().Select(r => ((string?)r!["ruleId"], (int)r["ruleIndex"]!, (string?)r["level"])).ShouldBe(
            [("WH2999", 1, "error"), ("WH2998", 0, "warning"), ("WH2999", 1, "error")]);
        run["results"]![0]!["message"]!["text"]!.GetValue<string>().ShouldBe("bad\nhelp: mend it");
        run["results"]![0]!["locations"]![0]!["physicalLocation"]!.ToJsonString().ShouldBe(
            """{"artifactLocation":{"uri":"sub%20folder/a%23.yml"},"region":{"startLine":5,"startColumn":11,"endColumn":14}}""");
        run["results"]![1]!.AsObject().ContainsKey("locations").ShouldBeFalse();
    }

    [Fact]
    public void Sarif_of_nothing_still_is_a_run()
    {
        var log = JsonNode.Parse(SarifReport.Write(Report("x")))!;

        log["version"]!.GetValue<string>().ShouldBe("2.1.0");
        log["runs"]![0]!["results"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public void Of_what_could_not_be_read_only_the_reader_speaks()
    {
        const string Model = """
            version: 1
            name: shop
            sources:
              crm.customers: {table: raw.customers, feed: snapshot}
              crm.leads: {table: raw.leads}
            dimensions:
              customer: {source: crm.customers, key: {customer_id: strin}, attributes: {valid_from: date}}
              product: {source: erp.products, key: {sku: string}}
            """;

        var report = DiagnosticReport.Of(ProjectReader.Read(new Dictionary<string, string> { ["model.yml"] = Model }));

        report.Diagnostics.Select(d => d.Rule.Name).ShouldBe(["unknown-type", "unknown-source"]);
    }

    private static DiagnosticReport Report(string line, params Diagnostic[] diagnostics) => new([.. diagnostics], _ => line);

    private static string Close(DiagnosticReport report) => TextReport.Write(report).TrimEnd('\n').Split('\n')[^1];

    private static (string Line, string Carets) Shown(string line, int column, int length)
    {
        var shown = TextReport.Write(Report(line, Wrong.At(new SourceSpan("a.yml", 1, column, length), "m"))).Split('\n');
        shown[2].ShouldStartWith("      ");
        return (shown[2][6..], shown[3][6..]);
    }
}
