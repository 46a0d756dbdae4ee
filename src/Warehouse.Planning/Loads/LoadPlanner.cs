using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Expressions;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>The loads of a project in run order: calendars and clocks, dimensions, exchange rates, facts, aggregates, each kind as declared.</summary>
public static class LoadPlanner
{
    /// <param name="project">A project without errors, of which everything is loadable.</param>
    public static ImmutableArray<PipelineLoad> Plan(Project project) => Plan(project, _ => true);

    /// <summary>The loads of some tables, as if the project had no others.</summary>
    /// <param name="isWanted">Says it of a pipeline; all that a wanted one builds on is wanted.</param>
    public static ImmutableArray<PipelineLoad> Plan(Project project, Func<string, bool> isWanted)
    {
        var facts = project.Facts.Where(f => isWanted(f.TableName)).Select(f => Fact(project, f))
            .Select(f => f with { Aggregates = AggregatePlanner.Of(project, f).RemoveAll(a => !isWanted(a.Pipeline)) }).ToImmutableArray();
        var dimensions = project.Dimensions.Where(d => isWanted(d.TableName)).ToList();
        return
        [
            .. dimensions.OfType<CalendarDimension>().Select(d => new CalendarLoad(d) { Aggregates = AggregatePlanner.Of(d, facts) }),
            .. dimensions.OfType<ClockDimension>().Select(d => new ClockLoad(d) { Aggregates = AggregatePlanner.Of(d, facts) }),
            .. dimensions.OfType<JunkDimension>().Select(d => new JunkLoad(d)),
            .. OutriggersFirst(project).Where(dimensions.Contains).Select(d => Dimension(project, d, facts, isWanted)),
            .. project.Bridges.Where(b => isWanted(b.TableName)).Select(b => Bridge(project, b, facts)),
            .. ExchangeRates.Of(project).Where(r => isWanted(r.TableName)).Select(f => Fact(project, f)),
            .. facts,
            .. facts.SelectMany(f => f.Aggregates),
        ];
    }

    /// <summary>As declared, but that a dimension comes after those it refers to; references never come back.</summary>
    private static IEnumerable<SourcedDimension> OutriggersFirst(Project project)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        return project.Dimensions.OfType<SourcedDimension>().SelectMany(Visit);

        IEnumerable<SourcedDimension> Visit(SourcedDimension dimension)
        {
            if (!done.Add(dimension.Name.Text))
                return [];
            var before = dimension.Attributes.Where(a => a.Outrigger is not null).Select(a => project.FindDimension(a.Outrigger!.Dimension.Text)).OfType<SourcedDimension>();
            return [.. before.SelectMany(Visit), dimension];
        }
    }

    private static BridgeLoad Bridge(Project project, Bridge bridge, ImmutableArray<FactLoad> facts)
    {
        var columns = new SortedSet<string>(StringComparer.Ordinal);
        columns.UnionWith(bridge.Group.Select(g => g.SourceColumn.Text));
        columns.UnionWith(bridge.MemberKey.Select(k => k.Text));
        columns.UnionWith(new[] { bridge.WeightColumn, bridge.ValidFrom, bridge.ValidTo }.OfType<Name>().Select(n => n.Text));
        var member = (SourcedDimension)project.FindDimension(bridge.MemberDimension.Text)!;
        var releases = facts.Where(f => f.Roles.Any(r => r.Holds && r.Role.Bridge == bridge.Name)).ToImmutableArray();
        return new(bridge, Read(project, project.FindSource(bridge.Source.Text)!, columns), member)
        {
            Awaited = [.. facts.SelectMany(f => f.Roles.Where(r => r.TakesUnknown && r.Role.Bridge == bridge.Name))],
            Releases = releases,
            Aggregates = AggregatePlanner.InOrder(releases.SelectMany(f => f.Aggregates)),
        };
    }

    private static RoleLookup Lookup(Project project, Fact fact, Role role)
    {
        if (role.Via is null)
            return new(fact, role, DimensionOf(project, role));
        var via = fact.Roles.First(r => r.Name == role.Via);
        var dimension = (SourcedDimension)DimensionOf(project, via);
        var mini = dimension.MiniDimensions.First(m => m.Name == (role.Dimension ?? role.Name));
        return new(fact, role, ProfileDimension.Of(dimension, mini)) { Via = new(fact, via, dimension) };
    }

    private static Dimension DimensionOf(Project project, Role role) =>
        role.Bridge is { } bridge ? GroupDimension.Of(project.FindBridge(bridge.Text)!) : project.FindDimension(role.Dimension!.Text)!;

    private static DimensionLoad Dimension(Project project, SourcedDimension dimension, ImmutableArray<FactLoad> facts, Func<string, bool> isWanted)
    {
        var source = Ordered(dimension, project.FindSource(dimension.Source.Text)!);
        var columns = new SortedSet<string>(StringComparer.Ordinal);
        columns.UnionWith(dimension.NaturalKey.Select(k => k.SourceColumn.Text));
        foreach (var attribute in dimension.Attributes.Concat(dimension.MiniDimensions.SelectMany(m => m.Attributes)))
            columns.UnionWith(attribute.Expression is { } e ? ColumnsOf(project, e) : attribute.Outrigger is { } o ? o.Key.Select(k => k.Text) : [(attribute.Band?.Column ?? attribute.SourceColumn).Text]);
        columns.UnionWith(dimension.Parent?.Key.Select(k => k.Text) ?? []);
        var read = Read(project, source, columns);
        var releases = facts.Where(f => f.Roles.Any(r => r.Holds && r.Dimension == dimension)).ToImmutableArray();
        return new(dimension, read)
        {
            Outriggers = [.. dimension.Attributes.Where(a => a.Outrigger is not null).Select(a => new OutriggerLookup(a, project.FindDimension(a.Outrigger!.Dimension.Text)!))],
            Profiles = [.. dimension.MiniDimensions.Select(m => Profile(dimension, m, read, facts))],
            FactRoles = FactRoles(facts, dimension, source),
            References = MemberReferences.To(project, dimension, isWanted),
            Awaited = [.. facts.SelectMany(f => f.Roles.Where(r => r.TakesUnknown && r.Dimension == dimension))],
            Releases = releases,
            Aggregates = AggregatePlanner.InOrder(AggregatePlanner.Of(dimension, facts).Concat(releases.SelectMany(f => f.Aggregates))),
        };
    }

    /// <summary>With validity by date several changes of a day are at one moment, the beginning of the day: their own times order them before all else.</summary>
    private static Source Ordered(SourcedDimension dimension, Source source) => dimension.Validity == Validity.Date && source.EffectiveAt is { } at
        ? source with { OrderBy = [at, .. source.OrderBy.Where(c => c != at)] }
        : source;

    private static ProfileLoad Profile(SourcedDimension dimension, MiniDimension mini, SourceRead read, ImmutableArray<FactLoad> facts)
    {
        var profile = ProfileDimension.Of(dimension, mini);
        var roles = facts.SelectMany(f => f.Roles).Where(r => r.Via?.Dimension == dimension && r.Dimension.Name == mini.Name);
        // A deletion stands in place of an upsert of its instant in both histories, or in none: it must leave a trace in the base. Of a snapshot only absence deletes.
        var leavesTrace = dimension.OnDelete == OnDelete.Flag || (dimension.OnDelete == OnDelete.Close && dimension.HasVersions);
        var deletes = leavesTrace && read.Source.Feed != Feed.Snapshot;
        return new(profile, new DimensionLoad(profile.History with { OnDelete = deletes ? OnDelete.Close : OnDelete.Ignore }, read) { Ledger = dimension.TableName }) { Roles = [.. roles] };
    }

    private static ImmutableArray<FactRole> FactRoles(ImmutableArray<FactLoad> facts, SourcedDimension dimension, Source source) => Moves(dimension, source)
        ? [.. facts.Select(f => f.Fact).SelectMany(f => f.Roles.Where(r => r.Dimension?.Text == dimension.Name.Text).Select(r => new FactRole(f, r)))]
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
        foreach (var worked in fact.Roles.Where(r => r.Via is null).Select(r => DimensionOf(project, r)).OfType<JunkDimension>().Distinct().SelectMany(j => j.Attributes.Where(a => a.IsComputed)))
            columns.UnionWith(worked.Expression is { } of ? ColumnsOf(project, of) : [worked.Band!.Column.Text]);
        foreach (var measure in fact.Measures)
        {
            columns.UnionWith(measure.Expression is { } e ? ColumnsOf(project, e) : [measure.SourceColumn.Text]);
            if (measure is { Currency: { } currency, ConvertTo.IsEmpty: false })
                columns.Add(currency.Text);
        }

        columns.UnionWith(fact.Milestones.Select(m => m.Column.Text));
        if (fact.EventTime is { } eventTime)
            columns.Add(eventTime.Text);
        return new(fact, Read(project, source, columns), [.. fact.Roles.Select(r => Lookup(project, fact, r))])
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
        if (source.Watermark is { } watermark)
            source = source with { Watermark = watermark with { Type = watermark.TypeIn(project, source) } };
        return new(source, [.. columns.Select(c => new SourceColumnRead(c, types.GetValueOrDefault(c, DataType.String)))]) { TypeAliases = project.TypeAliases };
    }

    private static ImmutableArray<string> ColumnsOf(Project project, ExpressionText expression) =>
        PortableExpressionParser.Parse(expression, project.TypeAliases).Expression?.ColumnsRead() ?? [];
}
