using System.Collections.Immutable;
using Shouldly;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Expressions;
using Warehouse.Model.Star;

namespace Warehouse.UnitTests.Expressions;

/// <summary>Expressions over the columns of one imagined source, in a scalar at line 7, column 11.</summary>
internal static class Expression
{
    public const int Column = 11;

    private static readonly Dictionary<string, DataType> Columns = new()
    {
        ["sku"] = DataType.String,
        ["name"] = new DataType.Text(40),
        ["list_price"] = new DataType.Decimal(18, 2),
        ["unit_cost"] = new DataType.Decimal(18, 4),
        ["rate"] = new DataType.Decimal(38, 20),
        ["quantity"] = DataType.Int64,
        ["weight"] = DataType.Float64,
        ["is_gift"] = DataType.Bool,
        ["sold_on"] = DataType.Day,
        ["sold_at"] = DataType.Instant,
        ["payload"] = new DataType.Json(),
        ["Unit Cost"] = DataType.Int64,
        ["true"] = DataType.String,
    };

    public static (PortableExpression? Expression, ImmutableArray<Diagnostic> Diagnostics) Parse(string text) =>
        PortableExpressionParser.Parse(new ExpressionText(text, new SourceSpan("sku.yml", 7, Column, text.Length)), Aliases);

    public static (PortableExpression? Expression, ImmutableArray<Diagnostic> Diagnostics) Bind(string text, DataType? expected = null)
    {
        var (parsed, diagnostics) = Parse(text);
        return parsed is null ? (null, diagnostics) : ExpressionBinder.Bind(parsed, Columns, expected);
    }

    public static PortableExpression Bound(string text, DataType? expected = null)
    {
        var (bound, diagnostics) = Bind(text, expected);
        diagnostics.ShouldBeEmpty();
        return bound.ShouldNotBeNull();
    }

    public static Diagnostic Refused(string text, DataType? expected = null)
    {
        var (bound, diagnostics) = Bind(text, expected);
        bound.ShouldBeNull();
        return diagnostics.ShouldHaveSingleItem();
    }

    private static Dictionary<string, DataType> Aliases { get; } = new() { ["money"] = new DataType.Decimal(18, 2) };
}
