using Shouldly;
using Warehouse.Cli.Diagnostics;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.UnitTests.Checks;

public class CaseTests
{
    public static TheoryData<string> RuleNames => [.. Cases.Rules.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void A_failing_model_is_answered_as_its_golden_says(string name)
    {
        var report = Cases.Read(name);

        report.Diagnostics.Select(d => d.Rule.Name).ShouldContain(name);
        report.Diagnostics.ShouldAllBe(d => d.Code.StartsWith("WH2", StringComparison.Ordinal));
        Golden.ShouldMatch(TextReport.Write(report), "tests", "cases", name, Cases.Golden);
    }

    [Fact]
    public void A_model_without_mistakes_is_answered_with_nothing()
    {
        var report = Cases.Read(Cases.Clean);

        report.Diagnostics.ShouldBeEmpty();
        Golden.ShouldMatch(TextReport.Write(report), "tests", "cases", Cases.Clean, Cases.Golden);
    }

    [Fact]
    public void Every_folder_of_diagnostics_is_the_case_of_a_rule() =>
        Golden.ShouldHaveNoOrphans("tests/cases", Cases.Rules.Select(rule => $"{rule.Name}/{Cases.Golden}").Append($"{Cases.Clean}/{Cases.Golden}"), Cases.Golden);

    [Fact]
    public void The_architecture_pages_example_is_shown_to_the_letter()
    {
        var report = Cases.Read("history-without-time");

        TextReport.Write(report, report.Diagnostics.Single()).ShouldBe(
            """
            error WH2014 (history-without-time): `customer` tracks history but its source `crm.customers` has no `effective_at`
              models/retail/customer.yml:5:11
                  scd: 2
                       ^
              help: add `effective_at` to the source, or set `feed: snapshot`

            """);
    }
}
