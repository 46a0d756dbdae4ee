using Shouldly;
using Warehouse.Model.Diagnostics;
using Xunit;

namespace Warehouse.UnitTests.Expressions;

public sealed class RefusedExpressionTests
{
    /// <summary>The text, the part of it that the diagnostic points at, the code, and the order that is given.</summary>
    [Theory]
    [InlineData("quantity::int", "quantity::int", "WH2101", "write `cast(quantity as int)`")]
    [InlineData("quantity * $1", "$1", "WH2101", "write the number alone: `1`")]
    [InlineData("quantity + (select 1)", "(select 1)", "WH2101", null)]
    [InlineData("quantity in (select 1)", "quantity in (select 1)", "WH2101", null)]
    [InlineData("sku collate nocase", "sku collate nocase", "WH2101", null)]
    [InlineData("quantity + @v", "@v", "WH2101", "name a column, or write the constant")]
    [InlineData("[Unit Cost] + 1", "[Unit Cost]", "WH2101", "write `\"Unit Cost\"`")]
    [InlineData("sku || N'x'", "N'x'", "WH2101", null)]
    [InlineData("quantity + 0x1F", "0x1F", "WH2101", null)]
    [InlineData("sold_on >= date '2024-01-01'", "date '2024-01-01'", "WH2101", "write `cast('2024-01-01' as date)`")]
    [InlineData("extract(year from sold_on)", "extract(", "WH2101", null)]
    [InlineData("sold_on + interval '1 day'", "interval '", "WH2101", null)]
    [InlineData("sku ilike 'a%'", "ilike", "WH2101", "write `lower(x) like 'pattern'`")]
    [InlineData("contains(sku, 'a')", "contains(sku, 'a')", "WH2101", "write `strpos(text, part) > 0`")]
    [InlineData("sku == 'a'", "==", "WH2101", "write `=`")]
    [InlineData("crm.customers.sku", "crm.customers.sku", "WH2101", "write `sku`")]
    [InlineData("s.sku", "s.sku", "WH2101", "write `sku`")]
    [InlineData("quantity & 1", "quantity & 1", "WH2101", null)]
    [InlineData("~quantity", "~quantity", "WH2101", null)]
    [InlineData("quantity !< 1", "quantity !< 1", "WH2101", null)]
    [InlineData("current_timestamp", "current_timestamp", "WH2101", null)]
    [InlineData("sold_at at time zone 'UTC'", "sold_at at time zone 'UTC'", "WH2101", null)]
    [InlineData("sku like 'a!%' escape '!'", "sku like 'a!%' escape '!'", "WH2101", null)]
    [InlineData("sku is distinct from name", "sku is distinct from name", "WH2101", null)]
    [InlineData("convert(int, sku)", "convert(int, sku)", "WH2101", "write `cast(x as type)`")]
    [InlineData("sum(quantity) over ()", "sum(quantity) over ()", "WH2101", null)]
    [InlineData("count(*)", "*", "WH2101", "name a column")]
    [InlineData("trim(leading 'x' from sku)", "trim(leading 'x' from sku)", "WH2101", null)]
    [InlineData("dbo.trim(sku)", "dbo.trim(sku)", "WH2101", "write the function's name alone")]
    [InlineData("cast(sku as int)", "int", "WH2101", "write `integer`")]
    [InlineData("cast(sku as varchar(10))", "varchar(10)", "WH2101", "write `string`")]
    [InlineData("cast(sku as strnig)", "strnig", "WH2101", "write `string`")]
    [InlineData("cast(quantity as decimal(39,2))", "decimal(39,2)", "WH2101", "write `decimal(18,2)`")]
    [InlineData("#sku", "#sku", "WH2101", null)]
    [InlineData("sku -- trailing", "-- trailing", "WH2101", null)]
    [InlineData("9223372036854775808 + quantity", "9223372036854775808", "WH2108", "write `9223372036854775808.0` where a decimal is meant")]
    [InlineData("1.00000000000000000000000000000000000001", "1.00000000000000000000000000000000000001", "WH2108", null)]
    [InlineData("1e999", "1e999", "WH2108", null)]
    [InlineData("(quantity", "y", "WH2100", null)]
    [InlineData("quantity; drop table x", ";", "WH2100", null)]
    [InlineData("unit_cots * 2", "unit_cots", "WH2102", "write `unit_cost`")]
    [InlineData("SKU", "SKU", "WH2102", "write `sku`")]
    [InlineData("substr(sku, 1)", "substr(sku, 1)", "WH2103", "write `substring(text, start, length)`")]
    [InlineData("uppr(sku)", "uppr(sku)", "WH2103", "write `upper`")]
    [InlineData("getdate()", "getdate()", "WH2103", null)]
    [InlineData("upper(sku, name)", "upper(sku, name)", "WH2104", "write `upper(text)`")]
    [InlineData("replace(sku, 'a')", "replace(sku, 'a')", "WH2104", "write `replace(text, part, by)`")]
    [InlineData("upper(quantity)", "quantity", "WH2105", "write `cast(x as string)` around it")]
    [InlineData("year('2024-01-01')", "'2024-01-01'", "WH2105", "write `cast('2024-01-01' as date)`")]
    [InlineData("hour(sold_on)", "sold_on", "WH2105", "write `cast(x as timestamp)` around it")]
    [InlineData("greatest(quantity, sku)", "greatest(quantity, sku)", "WH2105", null)]
    [InlineData("sku + name", "sku + name", "WH2106", "write `||` to join texts")]
    [InlineData("sku || quantity", "sku || quantity", "WH2106", null)]
    [InlineData("sold_on + 1", "sold_on + 1", "WH2106", "write `add_days(date, n)`")]
    [InlineData("sold_on - sold_on", "sold_on - sold_on", "WH2106", "write `days_between(from, to)`")]
    [InlineData("sold_on > '2024-01-01'", "sold_on > '2024-01-01'", "WH2106", "write `cast('2024-01-01' as date)`")]
    [InlineData("quantity = '1'", "quantity = '1'", "WH2106", null)]
    [InlineData("sku = null", "sku = null", "WH2106", "write `x is null`")]
    [InlineData("sku in ('a', null)", "null", "WH2106", null)]
    [InlineData("quantity and is_gift", "quantity = true", "WH2106", null)]
    [InlineData("is_gift > false", "is_gift > false", "WH2106", null)]
    [InlineData("payload = payload", "payload = payload", "WH2106", null)]
    [InlineData("weight % 2", "weight % 2", "WH2106", null)]
    [InlineData("-sku", "-sku", "WH2106", null)]
    [InlineData("not quantity > 1 and not sku", "sku = true", "WH2106", null)]
    [InlineData("cast(weight as string)", "cast(weight as string)", "WH2107", null)]
    [InlineData("cast(quantity as boolean)", "cast(quantity as boolean)", "WH2107", "write `x <> 0`")]
    [InlineData("try_cast(quantity as integer)", "try_cast(quantity as integer)", "WH2107", null)]
    [InlineData("cast('2023-02-29' as date)", "cast('2023-02-29' as date)", "WH2109", null)]
    [InlineData("cast('noon' as timestamp)", "cast('noon' as timestamp)", "WH2109", null)]
    [InlineData("null", "null", "WH2110", "write `cast(null as type)`")]
    [InlineData("coalesce(null, null)", "coalesce(null, null)", "WH2110", null)]
    [InlineData("case when is_gift then null end", "case when is_gift then null end", "WH2110", null)]
    [InlineData("date_trunc('fortnight', sold_on)", "'fortnight'", "WH2112", null)]
    [InlineData("date_trunc('hour', sold_on)", "'hour'", "WH2112", null)]
    [InlineData("round(list_price, quantity)", "quantity", "WH2112", null)]
    [InlineData("lpad(sku, 10, '')", "''", "WH2112", null)]
    [InlineData("substring(sku, 0)", "0", "WH2112", "write 1 or more")]
    [InlineData("left(sku, -1)", "-1", "WH2112", "write 0 or more")]
    [InlineData("case when is_gift then sku else quantity end", "case when is_gift then sku else quantity end", "WH2113", null)]
    [InlineData("rate * rate", "rate * rate", "WH2114", null)]
    public void Refuses_at_the_place_of_the_fault(string text, string part, string code, string? help)
    {
        var diagnostic = Expression.Refused(text);
        diagnostic.Code.ShouldBe(code);

        // What the parser saw as `x = true` is `x` in the user's text.
        var written = part.Replace(" = true", "", StringComparison.Ordinal);
        diagnostic.Span.ShouldBe(new SourceSpan("sku.yml", 7, Expression.Column + text.LastIndexOf(written, StringComparison.Ordinal), written.Length));
        if (help is not null)
        {
            diagnostic.Help.ShouldBe(help);
        }
    }

    [Fact]
    public void Reports_every_fault_of_an_expression()
    {
        var (expression, diagnostics) = Expression.Bind("uppr(sku) || lower(nmae) || quantity");
        expression.ShouldBeNull();
        diagnostics.Select(diagnostic => diagnostic.Code).ShouldBe(["WH2103", "WH2102"]);
    }

    [Fact]
    public void Says_what_is_empty() => Expression.Refused("  ").Code.ShouldBe("WH2100");

    [Fact]
    public void Reports_an_operand_that_stands_twice_once() =>
        Expression.Refused("qantity between 1 and 2").Help.ShouldBe("write `quantity`");

    [Fact]
    public void Points_at_the_whole_scalar_when_the_fault_is_on_a_later_line() =>
        Expression.Refused("quantity\n + unit_cots").Span.ShouldBe(new SourceSpan("sku.yml", 7, Expression.Column, 21));

    [Theory]
    [InlineData("sku", "integer", "write `cast(… as integer)` around it")]
    [InlineData("quantity", "boolean", null)]
    [InlineData("sold_at", "date", "write `cast(… as date)` around it")]
    [InlineData("weight", "integer", "write `cast(… as integer)` around it")]
    public void Refuses_a_result_that_is_stored_as_another_type(string text, string type, string? help)
    {
        var diagnostic = Expression.Refused(text, Types.Of(type));
        diagnostic.Code.ShouldBe("WH2111");
        diagnostic.Help.ShouldBe(help);
    }
}
