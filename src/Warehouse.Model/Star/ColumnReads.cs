using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>Every source column that the model names outside its expressions, in the order of the model.</summary>
public static class ColumnReads
{
    public static IEnumerable<ColumnRead> Of(Project project, Source source)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(source);
        return OfSource(source)
            .Concat(project.Dimensions.OfType<SourcedDimension>().Where(d => d.Source == source.Name).SelectMany(d => OfDimension(project, d)))
            .Concat(project.Bridges.Where(b => b.Source == source.Name).SelectMany(b => OfBridge(project, b)))
            .Concat(project.Facts.Where(f => f.Source == source.Name).SelectMany(f => OfFact(project, f)))
            .Concat(project.Facts.SelectMany(f => f.Measures).FirstOrDefault(m => m.Rates == source.Name) is { } measure ? OfRates(source, measure.Rates!) : []);
    }

    private static IEnumerable<ColumnRead> OfSource(Source source)
    {
        var owner = $"of `{source.Name}`";
        return Time(source.EffectiveAt, $"`effective_at` {owner}")
            .Concat(source.OrderBy.Select(c => new ColumnRead(c, DataType.Int64, TypeEvidence.Ordering, $"`order_by` {owner}")))
            .Concat(source.Watermark is { } watermark ? [new ColumnRead(watermark.Column, null, TypeEvidence.Arrival, $"`watermark` {owner}")] : [])
            .Concat(source.DeleteScope.Select(c => Untyped(c, $"`delete_scope` {owner}")))
            .Concat(source.OnConflictColumn is { } last ? [Untyped(last, $"`on_conflict` {owner}")] : [])
            .Concat(source.Origin is SourceOrigin.Files { BatchTime: BatchTime.FromColumn(var column) } ? Time(column, $"`batch_time` {owner}") : []);
    }

    private static IEnumerable<ColumnRead> OfDimension(Project project, SourcedDimension dimension)
    {
        var owner = $"of `{dimension.Name}`";
        var attributes = dimension.Attributes.Concat(dimension.MiniDimensions.SelectMany(m => m.Attributes));
        return dimension.NaturalKey.Select(k => Declared(k.SourceColumn, k.Type, $"key `{k.Name}` {owner}"))
            .Concat(attributes.SelectMany(a => OfAttribute(project, a, $"attribute `{a.Name}` {owner}")))
            .Concat(dimension.Parent is { } parent ? References(parent.Key, NaturalKeys.Of(dimension), $"`parent` {owner}") : []);
    }

    private static IEnumerable<ColumnRead> OfAttribute(Project project, Attribute attribute, string reader) => attribute switch
    {
        { Outrigger: { } outrigger } => References(outrigger.Key, NaturalKeys.Of(project.FindDimension(outrigger.Dimension.Text)), reader),
        { Expression: not null } => [],
        { Band: { } band } => [new ColumnRead(band.Column, SourceColumns.Number, TypeEvidence.Referenced, reader)],
        { Type: { } type } => [Declared(attribute.SourceColumn, type, reader)],
        _ => [Untyped(attribute.SourceColumn, reader)],
    };

    private static IEnumerable<ColumnRead> OfBridge(Project project, Bridge bridge)
    {
        var owner = $"of `{bridge.Name}`";
        return bridge.Group.Select(k => Declared(k.SourceColumn, k.Type, $"group `{k.Name}` {owner}"))
            .Concat(References(bridge.MemberKey, NaturalKeys.Of(project.FindDimension(bridge.MemberDimension.Text)), $"`member` {owner}"))
            .Concat(bridge.WeightColumn is { } weight ? [new ColumnRead(weight, SourceColumns.Number, TypeEvidence.Referenced, $"`weight` {owner}")] : [])
            .Concat(Time(bridge.ValidFrom, $"`valid` {owner}"))
            .Concat(Time(bridge.ValidTo, $"`valid` {owner}"));
    }

    private static IEnumerable<ColumnRead> OfFact(Project project, Fact fact)
    {
        var owner = $"of `{fact.Name}`";
        return Time(fact.EventTime, $"`event_time` {owner}")
            .Concat(fact.Roles.SelectMany(r => References(r.Key, NaturalKeys.Of(project, r), $"role `{r.Name}` {owner}")))
            .Concat(fact.Roles.SelectMany(r => OfCombination(project, r, owner)))
            .Concat(fact.Degenerate.Select(d => Declared(d.SourceColumn, d.Type, $"degenerate dimension `{d.Name}` {owner}")))
            .Concat(fact.Measures.Where(m => m.Expression is null).Select(m => Declared(m.SourceColumn, m.Type, $"measure `{m.Name}` {owner}")))
            .Concat(fact.Measures.Where(m => m.Currency is not null)
                .Select(m => new ColumnRead(m.Currency!, DataType.String, TypeEvidence.Referenced, $"`currency` of measure `{m.Name}` {owner}")))
            .Concat(fact.UnstatedGrain().Select(g => Untyped(g, $"`grain` {owner}")))
            .Concat(fact.Milestones.SelectMany(m => Time(m.Column, $"milestone `{m.Name}` {owner}")));
    }

    /// <summary>What a junk dimension works out, it works out of the source of each fact that refers to it.</summary>
    private static IEnumerable<ColumnRead> OfCombination(Project project, Role role, string owner) => role.Dimension is { } name && project.FindDimension(name.Text) is JunkDimension junk
        ? junk.Attributes.Where(a => a.Band is not null).SelectMany(a => OfAttribute(project, a, $"attribute `{a.Name}` of role `{role.Name}` {owner}"))
        : [];

    private static IEnumerable<ColumnRead> OfRates(Source source, Name use)
    {
        var reader = $"`rates` of `{source.Name}`";
        yield return Declared(new(RateColumns.Day, use.Span), DataType.Day, reader);
        yield return Declared(new(RateColumns.From, use.Span), DataType.String, reader);
        yield return Declared(new(RateColumns.To, use.Span), DataType.String, reader);
        yield return Declared(new(RateColumns.Rate, use.Span), RateColumns.DefaultRate, reader);
    }

    private static ColumnRead Declared(Name column, DataType type, string reader) => new(column, type, TypeEvidence.Declared, reader);

    private static ColumnRead Untyped(Name column, string reader) => new(column, null, TypeEvidence.None, reader);

    private static IEnumerable<ColumnRead> Time(Name? column, string reader) =>
        column is null ? [] : [new ColumnRead(column, DataType.Instant, TypeEvidence.Time, reader)];

    private static IEnumerable<ColumnRead> References(IReadOnlyList<Name> columns, IReadOnlyList<NaturalKeyColumn> key, string reader) =>
        columns.Select((column, i) => i < key.Count && columns.Count == key.Count
            ? new ColumnRead(column, key[i].Type, TypeEvidence.Referenced, reader)
            : Untyped(column, reader));
}
