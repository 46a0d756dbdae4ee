using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Lineage;

/// <summary>What the tables of a fact are made of: its own, the combinations that it collects, and the aggregates that follow it.</summary>
internal sealed class FactLineage
{
    private readonly FactLoad _load;
    private readonly SourceLineage _source;

    private FactLineage(FactLoad load) => (_load, _source) = (load, new(load.Read));

    public static ImmutableArray<TableLineage> Of(FactLoad load)
    {
        var lineage = new FactLineage(load);
        var table = lineage.Table();
        return
        [
            table,
            .. load.Roles.Where(r => r.Collects).DistinctBy(r => r.Dimension.Name).Select(lineage.Combinations),
            .. load.Aggregates.Where(a => a.Fact.Name == load.Fact.Name).Select(a => AggregateLineage.Of(a, table)),
        ];
    }

    private Fact Fact => _load.Fact;

    /// <summary>When the event happened: as declared, else the period's day, else the first milestone that is there.</summary>
    private IEnumerable<InputColumn> EventTime(Influence influence) => Fact switch
    {
        { EventTime: { } at } => _source.As(influence, at),
        { Milestones: [_, _, ..] milestones } => _source.As(influence == Influence.Identity ? Influence.Conditional : influence, milestones.Select(m => m.Column))
            .Concat(influence == Influence.Identity ? _source.As(Influence.Transformation, milestones.Select(m => m.Column)) : []),
        _ => _source.As(influence, (_load.PeriodRole?.Role.Key ?? []).Take(1).Concat(Fact.Milestones.Select(m => m.Column)).Take(1)),
    };

    private TableLineage Table()
    {
        var table = new TableLineageBuilder(_load.Table);
        foreach (var role in _load.Roles)
            Role(table, role);
        foreach (var degenerate in Fact.Degenerate)
            table.Add(degenerate.Name.Text, _source.As(Influence.Identity, degenerate.SourceColumn));
        foreach (var name in Fact.UnstatedGrain())
            table.Add(name.Text, _source.As(Influence.Identity, name));
        foreach (var measure in Fact.Measures)
            table.Add(measure.Name.Text, Measure(measure));
        foreach (var rate in _load.Rates)
            table.Add(rate.Column, Converted(rate));
        foreach (var milestone in Fact.Milestones)
            table.Add(milestone.Name.Text, _source.As(Influence.Identity, milestone.Column));
        foreach (var lag in Fact.Lags)
            table.Add(lag.Name.Text, Lag(lag));
        table.Add(GeneratedColumns.EventAt, EventTime(Influence.Identity));
        if (_load.PeriodRole is { } period)
            table.Add(GeneratedColumns.Period, _source.As(Influence.Transformation, period.Role.Key));
        foreach (var order in _load.Order)
            table.Add(order.Name, _source.As(Influence.Identity, new Name(order.SourceColumn, SourceSpan.None)));
        return table.Build(Rows());
    }

    /// <summary>A fact that may be too late is turned away by the time of its event.</summary>
    private ImmutableArray<InputColumn> Rows() => Fact.LateFacts is null ? _source.Rows() : [.. _source.Rows(), .. EventTime(Influence.Filter)];

    private void Role(TableLineageBuilder table, RoleLookup lookup)
    {
        var (role, dimension) = (lookup.Role, lookup.Dimension);
        var by = FoundBy(lookup).Concat(IsOfATime(lookup) ? EventTime(Influence.Join) : []).Distinct().ToList();
        table.Add(role.KeyColumn, Given(lookup, dimension.KeyColumn).Concat(by));
        if (role.MemberColumn is { } member)
            table.Add(member, Given(lookup, dimension.DurableKeyColumn).Concat(FoundBy(lookup)));
        foreach (var (column, key) in lookup.LateColumns.Zip(role.Key))
            table.Add(column, _source.As(Influence.Identity, key));
    }

    /// <summary>Combinations are put in by the fact itself: their key is given by no other load.</summary>
    private static IEnumerable<InputColumn> Given(RoleLookup lookup, string column) =>
        lookup.Collects ? [] : [new(new LineageInput.OfTable(lookup.Dimension.Schema, lookup.Dimension.TableName), column, Influence.Identity)];

    private IEnumerable<InputColumn> FoundBy(RoleLookup lookup) => lookup switch
    {
        { Via: { } via } => FoundBy(via),
        { Dimension: JunkDimension junk } => Attributes(lookup, junk).SelectMany(a => a.Inputs).Select(c => c with { Influence = Influence.Join }),
        _ => _source.As(Influence.Join, lookup.Role.Key),
    };

    /// <summary>Whether it is the version of a time that is looked up.</summary>
    private static bool IsOfATime(RoleLookup lookup) => lookup.Dimension switch
    {
        SourcedDimension sourced => sourced.HasVersions,
        ProfileDimension => true,
        _ => false,
    };

    private IEnumerable<InputColumn> Measure(Measure measure)
    {
        var own = measure.Expression is { } expression ? _source.Expression(expression) : _source.As(Influence.Identity, measure.SourceColumn);
        if (measure.Allocation is not { } allocation)
            return own;
        var weight = Fact.Measures.Where(m => m.Name == allocation.By).SelectMany(Measure).Where(c => c.Influence.IsDirect());
        return own.Select(c => c.Influence.IsDirect() ? c with { Influence = Influence.Transformation } : c)
            .Concat(weight.Select(c => c with { Influence = Influence.Aggregation }))
            .Concat(_source.As(Influence.GroupBy, Fact.Degenerate.Where(d => allocation.Over.Contains(d.Name)).Select(d => d.SourceColumn)));
    }

    private IEnumerable<InputColumn> Lag(Lag lag)
    {
        var between = _source.As(Influence.Transformation, Fact.Milestones.Where(m => m.Name == lag.From || m.Name == lag.To).Select(m => m.Column));
        return lag.Unit == LagUnit.WorkingDays && _load.WorkingDays is { } calendar
            ? between.Append(new(new LineageInput.OfTable(calendar.Schema, calendar.TableName), CalendarTable.WorkingDayNumber, Influence.Transformation))
            : between;
    }

    private IEnumerable<InputColumn> Converted(RateLookup rate)
    {
        var rates = new LineageInput.OfTable(rate.RatesSchema, rate.RatesTable);
        return Measure(rate.Measure).Select(c => c.Influence == Influence.Identity ? c with { Influence = Influence.Transformation } : c)
            .Append(new(rates, ExchangeRates.Rate, Influence.Transformation))
            .Concat(rate.Measure.Currency is { } currency ? _source.As(Influence.Join, currency) : [])
            .Concat(EventTime(Influence.Join));
    }

    private TableLineage Combinations(RoleLookup lookup)
    {
        var junk = (JunkDimension)lookup.Dimension;
        var table = new TableLineageBuilder(CombinationTable.Design(junk));
        foreach (var role in _load.Roles.Where(r => r.Dimension.Name == junk.Name))
        {
            foreach (var (attribute, inputs) in Attributes(role, junk))
                table.Add(attribute, inputs);
        }

        return table.Build(Rows());
    }

    /// <summary>The attributes that are taken are named by the role's key in their order; the others are worked out.</summary>
    private IEnumerable<(string Attribute, IEnumerable<InputColumn> Inputs)> Attributes(RoleLookup lookup, JunkDimension junk)
    {
        var taken = junk.Attributes.Where(a => !a.IsComputed).Zip(lookup.Role.Key, (a, key) => (a.Name.Text, _source.As(Influence.Identity, key)));
        return taken.Concat(junk.Attributes.Where(a => a.IsComputed).Select(a => (a.Name.Text, _source.Attribute(a))));
    }
}
