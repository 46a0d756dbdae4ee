using System.Text.RegularExpressions;
using Shouldly;
using Warehouse.Cli.Diagnostics;
using Warehouse.TestEngines;
using Warehouse.UnitTests.Yaml;
using Xunit;

namespace Warehouse.UnitTests.Checks;

/// <summary>What cannot be read is reported where it stands, and not again where its name is used.</summary>
public sealed partial class FollowOnTests(ITestOutputHelper output)
{
    [Fact]
    public void A_dimension_that_was_not_read_gives_no_errors_in_the_facts_aggregates_and_tests_that_use_it()
    {
        var model = CaseText("clean").Replace("key: {customer_id: string}", "key: {customer_id: strng}", StringComparison.Ordinal)
            .Replace("date: {type: calendar,", "date: {type: calender,", StringComparison.Ordinal);

        DiagnosticReport.Of(LanguageCase.ReadOne(model)).Diagnostics.Select(d => d.Message).ShouldBe(
            ["`customer_id` has the unknown type `strng`", "`type` is `calender`, which is not one of its values"]);
    }

    [Fact]
    public void A_section_that_is_a_list_gives_no_errors_where_its_things_are_used()
    {
        var model = CaseText("clean").Replace("sources:\n", "sources: []\nowner:\n", StringComparison.Ordinal);

        DiagnosticReport.Of(LanguageCase.ReadOne(model)).Diagnostics.ShouldAllBe(d => d.Code.StartsWith("WH1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("language", 5)]
    [InlineData("clean", 2)]
    [InlineData("test-value-unconvertible", 1)]
    public void No_slip_that_the_reader_reports_makes_a_check_find_another(string name, int every)
    {
        var text = CaseText(name);
        var before = Checked(text).ToHashSet();
        var reported = 0;
        foreach (var slip in Slips(text).Where((_, i) => i % every == 0))
        {
            if (!LanguageCase.ReadOne(slip.Text).HasErrors)
                continue;
            reported++;
            Checked(slip.Text).Where(found => !before.Contains(found)).ShouldBeEmpty(slip.What);
        }

        output.WriteLine($"{reported} slips");
        reported.ShouldBeGreaterThan(20);
    }

    private static string CaseText(string name) => File.ReadAllText(RepositoryRoot.Combine("tests", "cases", name, "model.yml"));

    private static IEnumerable<string> Checked(string model) => DiagnosticReport.Of(LanguageCase.ReadOne(model)).Diagnostics
        .Where(d => d.IsError && !d.Code.StartsWith("WH1", StringComparison.Ordinal))
        .Select(d => $"{d.Code} {d.Message}");

    /// <summary>Each word of the text mistyped, and each value that is a word replaced by a map.</summary>
    private static IEnumerable<(string What, string Text)> Slips(string text)
    {
        foreach (Match word in Word().Matches(text))
        {
            var (before, after) = (text[..word.Index], text[(word.Index + word.Length)..]);
            var line = before.Count(c => c == '\n') + 1;
            yield return ($"{word.Value}x in line {line}", $"{before}{word.Value}x{after}");
            if (!after.StartsWith(':'))
                yield return ($"{{}} for {word.Value} in line {line}", $"{before}{{}}{after}");
        }
    }

    [GeneratedRegex("[a-z_]+")]
    private static partial Regex Word();
}
