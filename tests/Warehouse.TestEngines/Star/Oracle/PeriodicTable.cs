using System.Collections.Immutable;
using Warehouse.TestEngines.History;

namespace Warehouse.TestEngines.Star.Oracle;

/// <summary>A periodic snapshot: a period is what was last delivered of it, and between a member's first period and the last of all what is missing is filled in.</summary>
internal sealed class PeriodicTable(StarDefinition definition) : FactTable
{
    private readonly SortedDictionary<DateTime, Dictionary<Member, FactRow>> _periods = [];

    public override IEnumerable<StoredFact> Stored => Rows().Values;

    public override object Identity(FactRow row) => (PeriodOf(row), Of(row));

    /// <summary>Of several days of one period the last stands.</summary>
    public override IComparable Place(FactRow row) => row.At!.Value;

    public override void Say(ImmutableArray<FactRow> rows, FactReport report)
    {
        var before = Rows();
        foreach (var period in rows.GroupBy(PeriodOf))
            _periods[period.Key] = period.ToDictionary(Of);
        foreach (var row in rows)
        {
            if (!before.TryGetValue((PeriodOf(row), Of(row)), out var stored))
                report.Inserted++;
            else if (!stored.IsFilled && stored.Row.SaysSameAs(row))
                report.Unchanged++;
            else
                report.Updated++;
        }
    }

    private Dictionary<(DateTime Period, Member Member), StoredFact> Rows()
    {
        var rows = new Dictionary<(DateTime, Member), StoredFact>();
        if (_periods.Count == 0)
            return rows;
        var last = new Dictionary<Member, FactRow>();
        for (var period = _periods.Keys.First(); period <= _periods.Keys.Last(); period = Next(period))
        {
            var delivered = _periods.GetValueOrDefault(period) ?? [];
            // The day of a period is the last that is delivered in it, else its own last.
            var day = delivered.Count > 0 ? delivered.Values.Max(r => r.At!.Value) : Next(period).AddDays(-1);
            if (definition.Fill != FillRule.None)
            {
                foreach (var (member, row) in last.Where(l => !delivered.ContainsKey(l.Key)))
                    rows[(period, member)] = new(Filled(row, day), IsFilled: true);
            }

            foreach (var (member, row) in delivered)
                rows[(period, member)] = new(last[member] = row);
        }

        return rows;
    }

    /// <summary>What is not summed is unknown where there is nothing.</summary>
    private FactRow Filled(FactRow row, DateTime day) => definition.Fill == FillRule.Zero
        ? row with { At = day, Quantity = 0, Amount = 0, Price = null }
        : row with { At = day };

    private DateTime PeriodOf(FactRow row) => definition.IsMonthly ? new(row.At!.Value.Year, row.At.Value.Month, 1, 0, 0, 0, DateTimeKind.Utc) : row.At!.Value;

    private DateTime Next(DateTime period) => definition.IsMonthly ? period.AddMonths(1) : period.AddDays(1);

    private Member Of(FactRow row) => new(row.Number!.Value, row.Keys.Where((_, i) => definition.Roles[i].InGrain).Single());

    /// <summary>What a period has one row of.</summary>
    private sealed record Member(long Number, MemberKey? Key);
}
