using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>The table of a source of exchange rates: one rate a day and pair of currencies, loaded as a fact is, corrections included.</summary>
public static class ExchangeRates
{
    public const string Day = RateColumns.Day;
    public const string From = RateColumns.From;
    public const string To = RateColumns.To;
    public const string Rate = RateColumns.Rate;

    /// <summary>The sources that facts convert by, each as the fact that its rates are; in the schema of the first fact that asks for them.</summary>
    internal static ImmutableArray<Fact> Of(Project project) =>
    [
        .. project.Facts.SelectMany(f => f.Measures.Where(m => !m.ConvertTo.IsEmpty && m.Rates is not null).Select(m => (Fact: f, Rates: m.Rates!)))
            .DistinctBy(u => u.Rates.Text)
            .Where(u => project.FindSource(u.Rates.Text) is not null)
            .Select(u => OfSource(project.FindSource(u.Rates.Text)!, u.Fact.Schema)),
    ];

    /// <summary>What a fact converts, and by which table.</summary>
    internal static ImmutableArray<RateLookup> LookUps(Project project, Fact fact)
    {
        var rates = Of(project);
        return
        [
            .. from measure in fact.Measures
               from currency in measure.ConvertTo
               let table = rates.First(r => r.Source == measure.Rates)
               select new RateLookup(measure, currency.Text, measure.ConvertedColumn(currency), table.Schema, table.TableName, table.Measures[0].Type),
        ];
    }

    private static Fact OfSource(Source source, string schema)
    {
        Name Named(string text) => new(text, source.Name.Span);
        var name = source.Name.Text.Replace('.', '_').ToLower(CultureInfo.InvariantCulture);
        return new()
        {
            Name = Named($"rate_{name}"),
            Table = Named($"rate_{name}"),
            Schema = schema,
            Type = FactType.Transaction,
            Source = source.Name,
            Grain = [Named(Day), Named(From), Named(To)],
            Roles = [],
            Degenerate = [new(Named(Day), DataType.Day), new(Named(From), DataType.String), new(Named(To), DataType.String)],
            Measures = [new() { Name = Named(Rate), Type = source.Columns.FirstOrDefault(c => c.Name.Text == Rate)?.Type ?? RateColumns.DefaultRate, Additivity = Additivity.NonAdditive }],
            Documentation = source.Documentation with { Description = source.Documentation.Description ?? $"The exchange rates of {source.Name.Text}." },
        };
    }
}

/// <summary>An amount that is converted: its measure, the currency wanted, the column for it, and where the rates are.</summary>
public sealed record RateLookup(Measure Measure, string Currency, string Column, string RatesSchema, string RatesTable, DataType RateType)
{
    /// <summary>The staged column of the amount's own currency.</summary>
    public string StagedCurrency => CurrencyColumn(Measure);

    public static string CurrencyColumn(Measure measure) => $"_{measure.Name.Text}__currency";
}
