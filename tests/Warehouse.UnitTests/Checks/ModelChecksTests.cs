using System.Collections.Immutable;
using Shouldly;
using Warehouse.Cli.Diagnostics;
using Warehouse.Model.Checks;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Yaml;
using Xunit;

namespace Warehouse.UnitTests.Checks;

public class ModelChecksTests
{
    [Fact]
    public void Every_check_is_run()
    {
        var written = typeof(IModelCheck).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IModelCheck)));

        ModelChecks.All.Select(check => check.GetType()).ShouldBe(written, ignoreOrder: true);
    }

    [Fact]
    public void Codes_ascend_and_leave_those_of_expressions_alone()
    {
        var codes = ModelChecks.All.Select(check => check.Rule.Code).ToList();

        codes.ShouldBe(codes.Distinct().Order(StringComparer.Ordinal));
        codes.ShouldAllBe(code => code.Length == 6 && code.StartsWith("WH2", StringComparison.Ordinal));
        codes.ShouldNotContain(code => string.CompareOrdinal(code, "WH2100") >= 0 && string.CompareOrdinal(code, "WH2150") < 0);
    }

    [Fact]
    public void Names_of_rules_are_in_kebab_case_and_used_once()
    {
        var names = Cases.Rules.Select(rule => rule.Name).ToList();

        names.ShouldBeUnique();
        names.ShouldAllBe(name => name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && !name.Contains("--"));
    }

    [Fact]
    public void Every_diagnostic_names_a_thing_has_a_place_and_says_what_to_do()
    {
        var diagnostics = Cases.Rules.SelectMany(rule => Cases.Read(rule.Name).Diagnostics).ToList();

        diagnostics.ShouldAllBe(d => d.Message.Contains('`') || d.Code.StartsWith("WH21"), "a message names the thing in backticks");
        diagnostics.ShouldAllBe(d => !d.Span.IsNone);
        diagnostics.Where(d => !d.Code.StartsWith("WH21", StringComparison.Ordinal)).ShouldAllBe(d => !string.IsNullOrEmpty(d.Help));
        diagnostics.ShouldAllBe(d => !d.Message.EndsWith('.') && (d.Help == null || !d.Help.EndsWith('.')));
    }

    [Fact]
    public void Diagnostics_come_in_the_order_of_the_text()
    {
        var diagnostics = Cases.Rules.Select(rule => Cases.Read(rule.Name).Diagnostics).First(d => d.Length > 2);

        diagnostics.ShouldBe(diagnostics.OrderBy(d => d.Span.Line).ThenBy(d => d.Span.Column).ThenBy(d => d.Code, StringComparer.Ordinal));
    }

    [Fact]
    public void A_column_that_only_an_expression_reads_is_text_until_its_type_is_declared()
    {
        const string Model = """
            version: 1
            name: shop
            targets: {local: {engine: duckdb, database: shop.duckdb}}
            sources:
              erp.products: {table: raw.products, feed: snapshot}
            dimensions:
              product: {source: erp.products, key: {sku: string}, attributes: {margin: {type: integer, expr: "price - cost"}, price: integer}}
            """;

        Read(Model).Single().Help.ShouldNotBeNull().ShouldStartWith("declare the type of `cost` under the `columns` of source `erp.products`, or ");
        Read(Model.Replace("feed: snapshot", "feed: snapshot, columns: {cost: integer}")).ShouldBeEmpty();
    }

    private static ImmutableArray<Diagnostic> Read(string model) =>
        DiagnosticReport.Of(ProjectReader.Read(new Dictionary<string, string> { ["model.yml"] = model })).Diagnostics;

    [Fact]
    public void Aggregates_and_planning_agree_on_the_attributes_of_a_calendar()
    {
        var calendar = new CalendarDimension { Name = new Name("date", SourceSpan.None), Schema = "mart", From = new(2020, 1, 1), To = new(2020, 1, 2) };

        CalendarColumns.OfCalendar.ShouldBe(CalendarTable.Design(calendar).Columns.Select(c => c.Name).Where(name => name != calendar.KeyColumn));
    }
}
