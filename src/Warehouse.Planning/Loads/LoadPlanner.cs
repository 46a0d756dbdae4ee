using System.Collections.Immutable;
using Warehouse.Model.Expressions;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>The loads of a project in run order: calendars and clocks, dimensions, exchange rates, facts, each kind as declared.</summary>
public static class LoadPlanner
{
    /// <param name="project">A project without errors, of which everything is loadable.</param>
    public static ImmutableArray<PipelineLoad> Plan(Project project)
    {
        var facts = project.Facts.Select(f => Fact(project, f)).ToImmutableArray();
        return
        [
            .. project.Dimensions.OfType<CalendarDimension>().Select(d => new CalendarLoad(d)),
            .. project.Dimensions.OfType<ClockDimension>().Select(d => new ClockLoad(d)),
            .. project.Dimensions.OfType<JunkDimension>().Select(d => new JunkLoad(d)),
            .. project.Dimensions.OfType<SourcedDimension>().Select(d => Dimension(project, d, facts)),
            .. ExchangeRates.Of(project).Select(f => Fact(project, f)),
            .. facts,
        ];
    }

    private static DimensionLoad Dimension(Project project, SourcedDimension dimension, ImmutableArray<FactLoad> facts)
    {
        var source = Ordered(dimension, project.FindSource(dimension.Source.Text)!);
        var columns = new SortedSet<string>(StringComparer.Ordinal);
        columns.UnionWith(dimension.NaturalKey.Select(k => k.SourceColumn.Text));
        foreach (var attribute in dimension.Attributes)
            columns.UnionWith(attribute.Expression is { } e ? ColumnsOf(project, e) : [attribute.SourceColumn.Text]);
        return new(dimension, Read(project, source, columns))
        {
            FactRoles = FactRoles(project, dimension, source),
            Awaited = [.. facts.SelectMany(f => f.Roles.Where(r => r.TakesUnknown && r.Dimension == dimension))],
            Releases = [.. facts.Where(f => f.Roles.Any(r => r.Holds && r.Dimension == dimension))],
        };
    }

    /// <summary>With validity by date several changes of a day are at one moment, the beginning of the day: their own times order them before all else.</summary>
    private static Source Ordered(SourcedDimension dimension, Source source) => dimension.Validity == Validity.Date && source.EffectiveAt is { } at
        ? source with { OrderBy = [at, .. source.OrderBy.Where(c => c != at)] }
        : source;

    private static ImmutableArray<FactRole> FactRoles(Project project, SourcedDimension dimension, Source source) => Moves(dimension, source)
        ? [.. project.Facts.Select(f => FactPreparation.Prepare(project, f)).SelectMany(f => f.Roles.Where(r => r.Dimension?.Text == dimension.Name.Text).Select(r => new FactRole(f, r)))]
        : [];

    /// <summary>Facts follow versions whose bounds move. A late change makes versions vanish, and even a member's one row: then they follow whatever the model says.</summary>
    private static bool Moves(SourcedDimension dimension, Source source)
    {
        var isWoven = source.Feed == Feed.Changes && !dimension.Remember.Nothing;
        return dimension.HasVersions ? dimension.RekeyFacts || isWoven : isWoven && dimension.OnDelete == OnDelete.Flag;
    }

    private static FactLoad Fact(Project project, Fact declared)
    {
        var fact = FactPreparation.Prepare(project, declared);
        var source = project.FindSource(fact.Source.Text)!;
        var columns = new SortedSet<string>(StringComparer.Ordinal);
        columns.UnionWith(fact.Degenerate.Select(d => d.SourceColumn.Text));
        columns.UnionWith(fact.Roles.SelectMany(r => r.Key).Select(k => k.Text));
        foreach (var measure in fact.Measures)
        {
            columns.UnionWith(measure.Expression is { } e ? ColumnsOf(project, e) : [measure.SourceColumn.Text]);
            if (measure is { Currency: { } currency, ConvertTo.IsEmpty: false })
                columns.Add(currency.Text);
        }

        columns.UnionWith(fact.Milestones.Select(m => m.Column.Text));
        if (fact.EventTime is { } eventTime)
            columns.Add(eventTime.Text);
        return new(fact, Read(project, source, columns), [.. fact.Roles.Select(r => new RoleLookup(fact, r, project.FindDimension(r.Dimension!.Text)!))]) 
        {
            Rates = ExchangeRates.LookUps(project, fact),
            WorkingDays = fact.Lags.Any(l => l.Unit == LagUnit.WorkingDays) ? WorkingDays.CalendarOf(project, fact) : null,
        };
    }

    private static SourceRead Read(Project project, Source source, SortedSet<string> columns)
    {
        if (source.EffectiveAt is { } effectiveAt)
            columns.Add(effectiveAt.Text);
        columns.UnionWith(source.OrderBy.Select(c => c.Text));
        columns.UnionWith(source.DeleteScope.Select(c => c.Text));
        if (source.DeleteWhen is { } deleteWhen)
            columns.UnionWith(ColumnsOf(project, deleteWhen));
        if (source.OnConflictColumn is { } winner)
            columns.Add(winner.Text);
        var types = SourceColumns.Of(project, source);
        return new(source, [.. columns.Select(c => new SourceColumnRead(c, types.GetValueOrDefault(c, DataType.String)))]) { TypeAliases = project.TypeAliases };
    }

    private static ImmutableArray<string> ColumnsOf(Project project, ExpressionText expression) =>
        PortableExpressionParser.Parse(expression, project.TypeAliases).Expression?.ColumnsRead() ?? [];
}
