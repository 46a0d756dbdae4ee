using Shouldly;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Xunit;

namespace Warehouse.UnitTests.Yaml;

public sealed class SpanTests
{
    [Fact]
    public void Every_place_of_the_listing_covers_exactly_the_text_that_was_read()
    {
        var result = LanguageCase.Read();
        var names = Names(result.Project!).Where(n => !n.Span.IsNone).ToArray();

        names.Length.ShouldBeGreaterThan(150);
        foreach (var name in names)
        {
            result.LineAt(name.Span)!.Substring(name.Span.Column - 1, name.Span.Length).ShouldBe(name.Text);
        }
    }

    [Theory]
    [InlineData("expr: a + b", 5, 58, 5)]
    [InlineData("expr: 'a + b'", 5, 59, 5)]
    [InlineData("expr: \"a + b\"", 5, 59, 5)]
    public void A_quoted_scalar_is_placed_inside_its_quotes(string key, int line, int column, int length)
    {
        var yaml = $"{Minimal.Head}dimensions:\n  d:\n    {{source: s, key: {{k: string}}, attributes: {{a: {{{key}, type: string}}}}}}\n";
        Expression(yaml).Span.ShouldBe(new SourceSpan("model.yml", line, column, length));
    }

    [Theory]
    [InlineData("|")]
    [InlineData(">-")]
    public void A_block_scalar_is_placed_on_its_first_line_of_text(string style)
    {
        var yaml = $"{Minimal.Head}dimensions:\n  d:\n    source: s\n    key: {{k: string}}\n    attributes:\n      a:\n        type: string\n        expr: {style}\n\n          a +\n          b\n";
        Expression(yaml).Span.ShouldBe(new SourceSpan("model.yml", 12, 11, 3));
    }

    [Fact]
    public void A_place_within_an_expression_is_found_by_its_offset()
    {
        var result = LanguageCase.Read();
        var margin = result.Project!.Dimensions.OfType<SourcedDimension>().First().Attributes.Single(a => a.Name.Text == "margin").Expression!;
        var place = margin.Span.Within(margin.Text.IndexOf("unit_cost", StringComparison.Ordinal), 9);
        result.LineAt(place)!.Substring(place.Column - 1, place.Length).ShouldBe("unit_cost");
    }

    [Fact]
    public void What_was_read_with_an_error_is_told_from_what_was_read_whole()
    {
        var result = Minimal.With("dimensions:\n  a:\n    source: s\n    key: {k: strng}\n  b: {source: s, key: {k: string}}\n");

        var (a, b) = (result.Project!.FindDimension("a")!, result.Project.FindDimension("b")!);
        result.WasReadWhole(a.Name.Span).ShouldBeFalse();
        result.WasReadWhole(b.Name.Span).ShouldBeTrue();
    }

    private static ExpressionText Expression(string yaml)
    {
        var result = LanguageCase.ReadOne(yaml);
        result.Diagnostics.ShouldBeEmpty();
        return ((SourcedDimension)result.Project!.Dimensions.Single()).Attributes.Single().Expression!;
    }

    /// <summary>Every name in the records, wherever it stands.</summary>
    private static IEnumerable<Name> Names(object? value)
    {
        switch (value)
        {
            case Name name:
                return [name];
            case null or string or ValueType and not System.Collections.IEnumerable and not System.Runtime.CompilerServices.ITuple:
                return [];
            case System.Collections.IEnumerable items:
                return items.Cast<object?>().SelectMany(Names);
            case System.Runtime.CompilerServices.ITuple tuple:
                return Enumerable.Range(0, tuple.Length).SelectMany(i => Names(tuple[i]));
            default:
                return value.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0 && p.GetMethod is { IsStatic: false }).SelectMany(p => Names(p.GetValue(value)));
        }
    }
}
