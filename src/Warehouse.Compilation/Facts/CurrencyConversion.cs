using Warehouse.Compilation.Expressions;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Expressions;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>Amounts in other currencies, at the last rate on or before the day of the event (UTC). Where there is none the amount is NULL, and counted.</summary>
internal static class CurrencyConversion
{
    public static IEnumerable<LoadStep> Compile(FactLoad load)
    {
        foreach (var rates in load.Rates.GroupBy(r => r.RatesTable, StringComparer.Ordinal))
        {
            yield return new($"Find the rates of {rates.Key} for the days and currencies of the batch", new CreateTableAs(Found(load, rates.Key), AsOf(load, [.. rates]), TableLifetime.Transaction));
            foreach (var lookup in rates)
                yield return new($"Convert {lookup.Measure.Name.Text} to {lookup.Currency}", Convert(load, lookup));
        }
    }

    /// <summary>The staged value before any rate: an amount that is in the currency already.</summary>
    public static SqlExpression Unconverted(RateLookup lookup, SqlExpression amount, SqlExpression currency) =>
        new Cast(When(Eq(currency, Text(lookup.Currency)), amount), SqlTypes.Of(lookup.Measure.Type));

    /// <summary>The row has an amount that no rate converts.</summary>
    public static SqlExpression IsUnconverted(RateLookup lookup, string relation) =>
        And(IsNotNull(Col(relation, lookup.Measure.Name.Text)), IsNull(Col(relation, lookup.Column)));

    private static TableName Found(FactLoad load, string table) => new(null, $"{table}_of_{load.Fact.Name.Text}");

    private static Select AsOf(FactLoad load, RateLookup[] lookups)
    {
        var wanted = lookups.Select(l => l.StagedCurrency).Distinct(StringComparer.Ordinal).Select(c => (Query)new Select
        {
            Distinct = true,
            Items = [Col("r", c).As(ExchangeRates.From), Day("r").As(ExchangeRates.Day)],
            From = new TableRelation(KeyResolution.Resolved(load), "r"),
            Where = IsNotNull(Col("r", c)),
        }).ToList();
        var pairs = new Select
        {
            Distinct = true,
            Items = [Col("w", ExchangeRates.From).As(ExchangeRates.From), Col("w", ExchangeRates.Day).As(ExchangeRates.Day)],
            From = new SubqueryRelation(wanted is [var only] ? only : new UnionAll([.. wanted]), "w"),
        };
        var ranked = new Select
        {
            Items =
            [
                Col("p", ExchangeRates.From).As(ExchangeRates.From),
                Col("p", ExchangeRates.Day).As(ExchangeRates.Day),
                Col("x", ExchangeRates.To).As(ExchangeRates.To),
                Col("x", ExchangeRates.Rate).As(ExchangeRates.Rate),
                new Window(
                    WindowFunction.RowNumber,
                    [],
                    new([Col("p", ExchangeRates.From), Col("p", ExchangeRates.Day), Col("x", ExchangeRates.To)], [Col("x", ExchangeRates.Day).Descending()])).As("_rank"),
            ],
            From = new SubqueryRelation(pairs, "p"),
            Joins =
            [
                new(JoinKind.Inner, new TableRelation(new(lookups[0].RatesSchema, lookups[0].RatesTable), "x"), And(
                    Eq(Col("x", ExchangeRates.From), Col("p", ExchangeRates.From)),
                    AtMost(Col("x", ExchangeRates.Day), Col("p", ExchangeRates.Day)))),
            ],
            Where = new In(Col("x", ExchangeRates.To), [.. lookups.Select(l => l.Currency).Distinct(StringComparer.Ordinal).Select(Text)]),
        };
        return new()
        {
            Items = [.. RateColumns.All.Select(c => Col("n", c).As(c))],
            From = new SubqueryRelation(ranked, "n"),
            Where = Eq(Col("n", "_rank"), Int(1)),
        };
    }

    private static Update Convert(FactLoad load, RateLookup lookup)
    {
        var currency = Col("t", lookup.StagedCurrency);
        return new(KeyResolution.Resolved(load), "t", [new(lookup.Column, Product(lookup))])
        {
            From = new TableRelation(Found(load, lookup.RatesTable), "x"),
            Where = And(
                Eq(Col("x", ExchangeRates.From), currency),
                Eq(Col("x", ExchangeRates.Day), Day("t")),
                Eq(Col("x", ExchangeRates.To), Text(lookup.Currency)),
                Ne(currency, Text(lookup.Currency))),
        };
    }

    /// <summary>As a user's own expression would be: exact, and rounded half away from zero to the measure's type.</summary>
    private static SqlExpression Product(RateLookup lookup)
    {
        var types = new Dictionary<string, DataType>(StringComparer.Ordinal) { ["amount"] = lookup.Measure.Type, ["rate"] = lookup.RateType };
        var (parsed, _) = PortableExpressionParser.Parse(new ExpressionText("amount * rate", SourceSpan.None), new Dictionary<string, DataType>(StringComparer.Ordinal));
        var (bound, problems) = ExpressionBinder.Bind(parsed!, types, lookup.Measure.Type);
        return bound is null
            ? throw new InvalidOperationException($"an amount of type {lookup.Measure.Type} has no product with a rate of type {lookup.RateType}: {problems[0].Message}")
            : ExpressionCompiler.Compile(bound, column => column == "rate" ? Col("x", ExchangeRates.Rate) : Col("t", lookup.Measure.Name.Text));
    }

    private static Call Day(string relation) => new("to_date", [Col(relation, GeneratedColumns.EventAt)]);
}
