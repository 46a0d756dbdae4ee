using System.Text.RegularExpressions;
using Shouldly;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Expressions;
using Warehouse.Model.Star;
using Warehouse.Sql.Dialects;
using Xunit;

namespace Warehouse.DialectTests.Expressions;

public sealed partial class FunctionCatalogueTests
{
    private const int FewestCases = 3;

    public static TheoryData<string> Functions => [.. PortableFunctions.All.Select(function => function.Name)];

    [Fact]
    public void There_are_forty_functions_and_more() => PortableFunctions.All.Length.ShouldBeGreaterThanOrEqualTo(40);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_dialect_spells_every_form(string name)
    {
        foreach (var form in PortableFunctions.Find(name)!.Forms.Where(form => form.Meaning is null))
        {
            foreach (var dialect in Dialects.All)
            {
                dialect.Functions.ContainsKey(form.Key).ShouldBeTrue($"{dialect.Name} does not spell `{form.Key}`");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_function_is_executed_and_once_with_NULL(string name)
    {
        var cases = ExpressionCases.All.Where(@case => Parts(Parsed(@case)).OfType<FunctionCall>().Any(call => call.Function == name)).ToList();
        cases.Count.ShouldBeGreaterThanOrEqualTo(FewestCases);
        cases.ShouldContain(@case => @case.Expected == null);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_function_is_documented_by_a_sentence(string name) =>
        Sentence().IsMatch(PortableFunctions.Find(name)!.Summary).ShouldBeTrue(PortableFunctions.Find(name)!.Summary);

    [Fact]
    public void Every_operator_is_executed()
    {
        var parts = ExpressionCases.All.SelectMany(@case => Parts(Parsed(@case))).ToList();
        foreach (var kind in Enum.GetValues<BinaryOperation.Kind>())
        {
            parts.OfType<BinaryOperation>().Count(operation => operation.Operator == kind).ShouldBeGreaterThanOrEqualTo(FewestCases, kind.ToString());
        }
    }

    [Fact]
    public void Every_kind_of_expression_is_executed()
    {
        var executed = ExpressionCases.All.SelectMany(@case => Parts(@case.Bound).Concat(Parts(Parsed(@case)))).Select(part => part.GetType()).ToHashSet();
        foreach (var kind in typeof(PortableExpression).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PortableExpression)) && !type.IsAbstract))
        {
            executed.ShouldContain(kind);
        }
    }

    [Fact]
    public void Every_conversion_is_executed()
    {
        var executed = ExpressionCases.All.SelectMany(@case => Parts(@case.Bound).OfType<Conversion>())
            .Select(conversion => $"{conversion.Operand.Type!.GetType().Name} to {conversion.Target.GetType().Name}").ToHashSet(StringComparer.Ordinal);
        foreach (var (from, to) in new[]
        {
            ("Integer", "Text"), ("Decimal", "Text"), ("Boolean", "Text"), ("Date", "Text"), ("Timestamp", "Text"),
            ("Text", "Integer"), ("Text", "Decimal"), ("Text", "Float"), ("Text", "Boolean"), ("Text", "Date"), ("Text", "Timestamp"),
            ("Integer", "Decimal"), ("Integer", "Float"), ("Decimal", "Integer"), ("Decimal", "Float"), ("Decimal", "Decimal"),
            ("Float", "Integer"), ("Float", "Decimal"), ("Boolean", "Integer"), ("Date", "Timestamp"), ("Timestamp", "Date"),
        })
        {
            executed.ShouldContain($"{from} to {to}");
        }
    }

    private static PortableExpression Parsed(ExpressionCase @case) =>
        PortableExpressionParser.Parse(new ExpressionText(@case.Text, SourceSpan.None)).Expression.ShouldNotBeNull(@case.Text);

    private static IEnumerable<PortableExpression> Parts(PortableExpression expression) =>
        expression.Children.SelectMany(Parts).Prepend(expression);

    [GeneratedRegex(@"^[-A-Ze0-9].{8,}\.$", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();
}
