using System.Globalization;

namespace Warehouse.ExecutionTests.Acceptance.Totals;

/// <summary>Lines of suppliers' invoices: amounts also in euros, the freight of an invoice once and not on each line, lines of products that are not listed yet aside.</summary>
internal sealed record PurchaseLines : CorrectedFact
{
    private const string InEuros = "amount_eur";
    private const string Freight = "freight";

    private readonly SampleFiles _files;
    private readonly List<SourceRow> _waiting = [];
    private string _today = "";

    public PurchaseLines(SampleFiles files)
        : base("fact_purchase_line", "purchases", ["invoice_id", "line_no"],
        [
            ("quantity", r => r.Number("quantity")), ("amount", r => r.Number("amount")), (InEuros, r => r.Number(InEuros)), (Freight, r => r.Number(Freight)),
        ])
    {
        _files = files;
        Numbers = ["line_no", "quantity", "amount", "freight"];
        Instants = ["invoiced_at"];
        Roles = [("supplier_key", r => KnowsSupplier(r) ? null : -1)];
        // late_facts: {accept: 30d, beyond: reject}
        Refusal = (day, r) => Instant(r["invoiced_at"]!) < Instant(day).AddDays(-30) ? "too-late" : null;
    }

    /// <summary>The lines say an invoice's freight as often as it has lines.</summary>
    public override Amounts Total => base.Total - ToldAgain;

    /// <summary>An invoice has one supplier, and all of its freight goes to that one.</summary>
    public override IEnumerable<(string Role, int Member, Amounts Amounts)> Special =>
        base.Special.Select(s => (s.Role, s.Member, s.Amounts - Repeats([.. Held.Values.Where(r => !KnowsSupplier(r))])));

    private Amounts ToldAgain => Repeats(Held.Values);

    private int LinesBeyondTheFirst => Held.Count - Held.Values.DistinctBy(r => r["invoice_id"]).Count();

    private Amounts Repeats(IReadOnlyCollection<SourceRow> lines) => Sum([]) with
    {
        Sums = [.. Measures.Select(m => m.Name == Freight ? lines.Sum(m.Of) - lines.GroupBy(r => r["invoice_id"]).Sum(i => m.Of(i.First())) : 0)],
    };

    public override Equation Deliver(string day, IReadOnlyList<SourceRow> rows)
    {
        var (before, again, repeats) = (Total, ToldAgain, LinesBeyondTheFirst);
        var nameless = Held.Values.Where(r => !KnowsSupplier(r)).ToList();
        _today = day;
        // Dimensions come before facts: who waited for them is helped before the day's own lines come.
        var released = _waiting.Where(KnowsProduct).ToList();
        _waiting.RemoveAll(released.Contains);
        var settled = nameless.Count(KnowsSupplier);
        foreach (var row in released)
            Held.Add(row.Key(Grain), row);
        var own = base.Deliver(day, [.. rows.Select(Converted)]);
        return own with
        {
            Before = before,
            Terms =
            [
                new("resolved", "(the product has come)", released.Count, Sum(released), "dim_product"),
                new("resolved", "(the supplier has come)", settled, Sum([]), "dim_supplier"),
                .. own.Terms,
                new(null, "freight told on each line", LinesBeyondTheFirst - repeats, again - ToldAgain),
            ],
        };
    }

    protected override void Apply(string day, IReadOnlyList<SourceRow> accepted, List<Term> terms)
    {
        var early = accepted.Where(r => !KnowsProduct(r)).ToList();
        _waiting.AddRange(early);
        Less(terms, "held", "", early, Sum(early));
        terms.Add(new("unconverted", "(nothing in euros)", accepted.Except(early).Count(r => r[InEuros] is null), Sum([])));
        base.Apply(day, [.. accepted.Except(early)], terms);
    }

    private bool KnowsSupplier(SourceRow row) => _files.Until(_today, "suppliers").Any(s => s["supplier_code"] == row["supplier_code"]);

    private bool KnowsProduct(SourceRow row) => _files.Until(_today, "products").Any(p => p["sku"] == row["sku"]);

    private static DateTime Instant(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);

    /// <summary>With the amount in euros, at the last rate that is known on or before the invoice's day; half a cent goes up.</summary>
    private SourceRow Converted(SourceRow row)
    {
        var day = row["invoiced_at"]![..10];
        var rate = row["currency_code"] == "EUR" ? "1" : _files.Until(_today, "rates")
            .Where(r => r["from_currency"] == row["currency_code"] && r["to_currency"] == "EUR" && string.CompareOrdinal(r["rate_date"], day) <= 0)
            .GroupBy(r => r["rate_date"]).OrderBy(d => d.Key, StringComparer.Ordinal).LastOrDefault()?.Last()["rate"];
        var amount = rate is null ? null : Math.Round(row.Number("amount") * decimal.Parse(rate, CultureInfo.InvariantCulture), 2, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture);
        return new(row.Fields.Append(new(InEuros, amount)).ToDictionary(StringComparer.Ordinal));
    }
}
