using Shouldly;
using Warehouse.Model.Expressions;
using Xunit;

namespace Warehouse.UnitTests.Expressions;

public sealed class TypedExpressionTests
{
    [Theory]
    [InlineData("list_price - coalesce(unit_cost, 0)", "decimal(21,4)")]
    [InlineData("list_price * 1.25", "decimal(21,4)")]
    [InlineData("list_price * quantity", "decimal(37,2)")]
    [InlineData("list_price + quantity", "decimal(22,2)")]
    [InlineData("rate + list_price", "decimal(38,20)")]
    [InlineData("quantity + 1", "integer")]
    [InlineData("quantity / 2", "float")]
    [InlineData("list_price / 1.25", "float")]
    [InlineData("quantity % 7", "integer")]
    [InlineData("list_price % 7", "decimal(18,2)")]
    [InlineData("weight * list_price", "float")]
    [InlineData("0.5", "decimal(1,1)")]
    [InlineData("10.50", "decimal(4,2)")]
    [InlineData("1e3", "float")]
    [InlineData("-9223372036854775808", "integer")]
    [InlineData("-quantity", "integer")]
    [InlineData("sku || '-' || name", "string")]
    [InlineData("upper(name)", "string(40)")]
    [InlineData("cast(sku as string(3))", "string(3)")]
    [InlineData("cast(sku as money)", "decimal(18,2)")]
    [InlineData("cast(null as date)", "date")]
    [InlineData("sku like 'A%'", "boolean")]
    [InlineData("sku not in ('A', 'B')", "boolean")]
    [InlineData("quantity not between 1 and 5.5", "boolean")]
    [InlineData("sold_on >= cast('2024-01-01' as date)", "boolean")]
    [InlineData("is_gift", "boolean")]
    [InlineData("true", "boolean")]
    [InlineData("\"true\"", "string")]
    [InlineData("\"Unit Cost\" + 1", "integer")]
    [InlineData("case when is_gift then 1 else 0.5 end", "decimal(2,1)")]
    [InlineData("case quantity when 1 then 'one' when 2 then 'two' end", "string")]
    [InlineData("case when quantity > 1 then weight else 0 end", "float")]
    [InlineData("iif(is_gift, sku, null)", "string")]
    [InlineData("coalesce(quantity, weight, 1)", "float")]
    [InlineData("nullif(sku, '')", "string")]
    [InlineData("greatest(list_price, unit_cost)", "decimal(20,4)")]
    [InlineData("round(list_price)", "decimal(17,0)")]
    [InlineData("round(list_price, 1)", "decimal(18,1)")]
    [InlineData("round(list_price, 4)", "decimal(18,2)")]
    [InlineData("round(weight, 2)", "decimal(28,2)")]
    [InlineData("round(weight)", "float")]
    [InlineData("round(quantity)", "integer")]
    [InlineData("mod(list_price, 3)", "decimal(18,2)")]
    [InlineData("year(sold_at)", "integer")]
    [InlineData("date_trunc('MONTH', sold_at)", "timestamp")]
    [InlineData("add_years(sold_on, 1)", "date")]
    [InlineData("add_months(sold_at, -1)", "timestamp")]
    [InlineData("months_between(sold_on, sold_at)", "integer")]
    public void Knows_the_type_of(string text, string type) => Expression.Bound(text).Type!.ToString().ShouldBe(type);

    [Theory]
    [InlineData("is_gift and not is_gift", "is_gift = true and not is_gift = true")]
    [InlineData("starts_with(sku, 'a') or quantity > 1", "starts_with(sku, 'a') = true or quantity > 1")]
    [InlineData("not (is_gift or sku = 'a')", "not (is_gift = true or sku = 'a')")]
    [InlineData("case when is_gift then 1 else 0 end", "case when is_gift = true then 1 else 0 end")]
    [InlineData("iif(is_gift, 1, 2) + 1", "iif(is_gift = true, 1, 2) + 1")]
    [InlineData("quantity between 1 and 2 and is_gift", "quantity between 1 and 2 and is_gift = true")]
    [InlineData("(is_gift) and ((starts_with(sku, 'a')))", "is_gift = true and starts_with(sku, 'a') = true")]
    [InlineData("case when case when is_gift then true else false end then 1 end", "case when case when is_gift = true then true else false end = true then 1 end")]
    public void Takes_a_boolean_value_for_a_condition(string text, string spelledOut) =>
        Unplaced(Expression.Bound(text)).ShouldBe(Unplaced(Expression.Bound(spelledOut)));

    [Theory]
    [InlineData("sku != 'a'", "sku <> 'a'")]
    [InlineData("+quantity", "quantity")]
    [InlineData("UPPER(sku)", "upper(sku)")]
    [InlineData("concat(sku, '-', name)", "sku || '-' || name")]
    [InlineData("is_gift = false", "not is_gift")]
    public void Reads_another_spelling_as_the_same(string text, string same) =>
        Unplaced(Expression.Bound(text)).ShouldBe(Unplaced(Expression.Bound(same)));

    [Fact]
    public void Knows_the_columns_that_are_read() =>
        Expression.Bound("case when is_gift then list_price - unit_cost else coalesce(list_price, quantity) end").ColumnsRead()
            .ShouldBe(["is_gift", "list_price", "unit_cost", "quantity"]);

    [Theory]
    [InlineData("quantity", "decimal(18,2)")]
    [InlineData("list_price / 3", "decimal(18,2)")]
    [InlineData("list_price * unit_cost", "decimal(18,2)")]
    [InlineData("quantity", "float")]
    [InlineData("null", "date")]
    [InlineData("round(list_price)", "integer")]
    [InlineData("is_gift and quantity > 1", "boolean")]
    public void Converts_the_result_to_what_is_stored(string text, string type) =>
        Expression.Bound(text, Types.Of(type)).Type.ShouldBe(Types.Of(type));

    [Fact]
    public void Keeps_all_digits_of_a_long_decimal() =>
        Expression.Bound("12345678901234567890.123456789012345678").ShouldBeOfType<DecimalLiteral>().Text
            .ShouldBe("12345678901234567890.123456789012345678");

    /// <summary>The shape of an expression and its types, without places.</summary>
    private static string Unplaced(PortableExpression expression)
    {
        var name = expression switch
        {
            ColumnUse column => column.Column,
            TextLiteral text => $"'{text.Value}'",
            IntegerLiteral number => $"{number.Value}",
            BooleanLiteral truth => $"{truth.Value}",
            BinaryOperation operation => $"{operation.Operator}",
            UnaryOperation operation => $"{operation.Operator}",
            FunctionCall call => call.Function,
            _ => expression.GetType().Name,
        };
        return $"{name}:{expression.Type}({string.Join(", ", expression.Children.Select(Unplaced))})";
    }
}
