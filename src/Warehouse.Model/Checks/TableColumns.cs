using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Attribute = Warehouse.Model.Star.Attribute;

namespace Warehouse.Model.Checks;

/// <summary>The columns of the physical tables, as history.md orders them.</summary>
internal static class TableColumns
{
    private static readonly ImmutableArray<(string Name, DataType Type)> OfEveryDimension =
    [
        ("valid_from", DataType.Instant), ("valid_to", DataType.Instant), ("is_current", DataType.Bool), ("is_deleted", DataType.Bool),
        ("is_inferred", DataType.Bool), ("loaded_by", DataType.String), ("changed_by", DataType.String),
    ];

    /// <summary>The columns of what <paramref name="table"/> names; null where it names nothing.</summary>
    public static ImmutableArray<TableColumn>? Find(Project project, string table) =>
        project.FindDimension(table) is { } dimension ? Of(dimension)
        : project.FindBridge(table) is { } bridge ? Of(project, bridge)
        : project.FindFact(table) is { } fact ? Of(fact)
        : project.Aggregates.FirstOrDefault(a => a.Name.Text == table) is { } aggregate ? Of(aggregate)
        : null;

    public static ImmutableArray<TableColumn> Of(Dimension dimension) => dimension switch
    {
        SourcedDimension sourced => OfSourced(sourced),
        CalendarDimension => [SurrogateKey(dimension), .. Generated(dimension, CalendarColumns.OfCalendar)],
        ClockDimension clock => [SurrogateKey(dimension), .. Generated(dimension, CalendarColumns.OfClock(clock.Grain))],
        JunkDimension junk => [SurrogateKey(dimension), .. junk.Attributes.SelectMany(OfAttribute), .. Generated(dimension, ["loaded_by"])],
        _ => throw new NotSupportedException($"No columns for {dimension.GetType().Name}."),
    };

    /// <summary>Every generated column counts, wanted now or not: a change of `scd` or `on_delete` must not clash with an attribute.</summary>
    private static ImmutableArray<TableColumn> OfSourced(SourcedDimension dimension) =>
    [
        SurrogateKey(dimension),
        new(dimension.DurableKeyColumn, DataType.Int64, ColumnOrigin.Generated, "the durable key", dimension.Name.Span),
        .. dimension.NaturalKey.Select(k => new TableColumn(k.Name.Text, k.Type, ColumnOrigin.Declared, $"key `{k.Name}`", k.Name.Span)),
        .. dimension.Attributes.SelectMany(OfAttribute),
        .. dimension.Parent is { } parent ? [new TableColumn("parent_key", DataType.Int64, ColumnOrigin.Generated, "the parent's key", parent.Span)] : Array.Empty<TableColumn>(),
        .. dimension.MiniDimensions.Where(m => m.Scd == 5)
            .Select(m => Derived($"{m.Name}_key", DataType.Int64, $"the current key of mini-dimension `{m.Name}`", m.Name)),
        .. OfEveryDimension.Select(c => new TableColumn(
            c.Name,
            dimension.Validity == Validity.Date && c.Type is DataType.Timestamp ? DataType.Day : c.Type,
            ColumnOrigin.Generated,
            $"generated column `{c.Name}`",
            dimension.Name.Span)),
    ];

    private static IEnumerable<TableColumn> OfAttribute(Attribute attribute)
    {
        var what = $"attribute `{attribute.Name}`";
        yield return new TableColumn(attribute.Name.Text, attribute.Type, ColumnOrigin.Declared, what, attribute.Name.Span);
        if (attribute.Outrigger is not null)
            yield return Derived($"{attribute.Name}_key", DataType.Int64, $"the key of {what}", attribute.Name);
        if (attribute.Scd == 3)
            yield return Derived($"prior_{attribute.Name}", attribute.Type, $"the prior value of {what}", attribute.Name);
        if (attribute.Scd == 6)
            yield return Derived($"current_{attribute.Name}", attribute.Type, $"the current value of {what}", attribute.Name);
    }

    public static ImmutableArray<TableColumn> Of(Fact fact) =>
    [
        .. fact.Roles.SelectMany(OfRole),
        .. fact.Degenerate.Select(d => Declared(d.Name, d.Type, "degenerate dimension")),
        .. fact.UnstatedGrain().Select(g => Declared(g, null, "grain column")),
        .. fact.Measures.SelectMany(OfMeasure),
        .. fact.Milestones.Select(m => Declared(m.Name, DataType.Instant, "milestone")),
        .. fact.Lags.Select(l => Declared(l.Name, DataType.Int64, "lag")),
        .. fact.AppendsReversals ? [new TableColumn("is_reversal", DataType.Bool, ColumnOrigin.Generated, "generated column `is_reversal`", fact.Name.Span)] : Array.Empty<TableColumn>(),
        .. fact.Fill != Fill.None ? [new TableColumn("is_filled", DataType.Bool, ColumnOrigin.Generated, "generated column `is_filled`", fact.Name.Span)] : Array.Empty<TableColumn>(),
        .. OfEveryDimension.Where(c => c.Name is "loaded_by" or "changed_by")
            .Select(c => new TableColumn(c.Name, c.Type, ColumnOrigin.Generated, $"generated column `{c.Name}`", fact.Name.Span)),
    ];

    private static IEnumerable<TableColumn> OfRole(Role role)
    {
        yield return Derived(role.KeyColumn, DataType.Int64, $"the key of role `{role.Name}`", role.Name);
        if (role.Durable)
            yield return Derived(role.DurableKeyColumn, DataType.Int64, $"the durable key of role `{role.Name}`", role.Name);
    }

    private static IEnumerable<TableColumn> OfMeasure(Measure measure) =>
        measure.ConvertTo
            .Select(c => Derived(measure.ConvertedColumn(c), measure.Type, $"measure `{measure.Name}` in {c}", c))
            .Prepend(Declared(measure.Name, measure.Type, "measure"));

    private static ImmutableArray<TableColumn> Of(Project project, Bridge bridge) =>
    [
        new($"{bridge.Name}_key", DataType.Int64, ColumnOrigin.Generated, "the group's key", bridge.Name.Span),
        .. bridge.Group.Select(k => Declared(k.Name, k.Type, "group key")),
        .. NaturalKeys.Of(project.FindDimension(bridge.MemberDimension.Text))
            .Select(k => Derived(k.Name, k.Type, $"member key `{k.Name}`", bridge.MemberDimension)),
        Derived($"{bridge.MemberDimension}_durable_key", DataType.Int64, "the member's durable key", bridge.MemberDimension),
        .. bridge.WeightColumn is { } weight ? [Derived("weight", SourceColumns.Number, "the weight", weight)] : Array.Empty<TableColumn>(),
        .. OfEveryDimension.Where(c => c.Name is not ("is_deleted" or "is_inferred"))
            .Select(c => new TableColumn(c.Name, c.Type, ColumnOrigin.Generated, $"generated column `{c.Name}`", bridge.Name.Span)),
    ];

    private static ImmutableArray<TableColumn> Of(Aggregate aggregate) =>
    [
        .. aggregate.By.Select(b => Derived(b.Text[(b.Text.LastIndexOf('.') + 1)..], null, $"`{b}`", b)),
        .. aggregate.Measures.Select(m => Declared(m, null, "measure")),
    ];

    private static TableColumn SurrogateKey(Dimension dimension) =>
        new(dimension.KeyColumn, DataType.Int64, ColumnOrigin.Generated, "the surrogate key", dimension.Name.Span);

    private static IEnumerable<TableColumn> Generated(Dimension dimension, IEnumerable<string> names) =>
        names.Select(n => new TableColumn(n, null, ColumnOrigin.Generated, $"generated column `{n}`", dimension.Name.Span));

    private static TableColumn Declared(Name name, DataType? type, string kind) => new(name.Text, type, ColumnOrigin.Declared, $"{kind} `{name}`", name.Span);

    private static TableColumn Derived(string column, DataType? type, string what, Name from) => new(column, type, ColumnOrigin.Derived, what, from.Span);
}
