using System.Collections.Frozen;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>The type that each column of a source is read as.</summary>
/// <remarks>
/// In this order: what is known of how a tool writes it; what `columns:` says; the times (`effective_at`, `event_time`, milestones) are timestamps, and so is the watermark
/// unless it is declared an integer or a date; a column that
/// a key, attribute, measure or degenerate dimension takes as it is has that one's type; a role's key column has the type of the
/// dimension's key, and one of a calendar or clock is a timestamp; `order_by` is an integer. Any other column is text.
/// </remarks>
public static class SourceColumns
{
    /// <summary>A share or a banded number, which has no declared type: every engine holds this one exactly.</summary>
    public static DataType Number { get; } = new DataType.Decimal(38, 9);

    public static IReadOnlyDictionary<string, DataType> Of(Project project, Source source)
    {
        var types = new Dictionary<string, DataType>(StringComparer.Ordinal);
        foreach (var reading in source.Delivery.Readings)
            types.TryAdd(reading.Column, reading.Type);
        foreach (var column in source.Columns)
            types.TryAdd(column.Name.Text, column.Type);

        Add(source.EffectiveAt, DataType.Instant);
        if (source.Watermark is { } watermark)
            Add(watermark.Column, watermark.TypeIn(project, source));
        var facts = project.Facts.Where(f => f.Source == source.Name).ToList();
        foreach (var fact in facts)
        {
            Add(fact.EventTime, DataType.Instant);
            foreach (var milestone in fact.Milestones)
                Add(milestone.Column, DataType.Instant);
        }

        foreach (var dimension in project.Dimensions.OfType<SourcedDimension>().Where(d => d.Source == source.Name))
        {
            foreach (var part in dimension.NaturalKey)
                Add(part.SourceColumn, part.Type);
            foreach (var attribute in dimension.Attributes.Concat(dimension.MiniDimensions.SelectMany(m => m.Attributes)))
            {
                AddDirect(attribute.SourceColumn, attribute.Type, attribute.Expression is not null || attribute.Band is not null);
                Add(attribute.Band?.Column, Number);
                if (attribute.Outrigger is { } outrigger)
                    AddKey(outrigger.Key, project.FindDimension(outrigger.Dimension.Text));
            }

            if (dimension.Parent is { } parent)
                AddKey(parent.Key, dimension);
        }

        foreach (var bridge in project.Bridges.Where(b => b.Source == source.Name))
        {
            foreach (var part in bridge.Group)
                Add(part.SourceColumn, part.Type);
            Add(bridge.ValidFrom, DataType.Instant);
            Add(bridge.ValidTo, DataType.Instant);
            Add(bridge.WeightColumn, Number);
            AddKey(bridge.MemberKey, project.FindDimension(bridge.MemberDimension.Text));
        }

        foreach (var fact in facts)
        {
            foreach (var degenerate in fact.Degenerate)
                Add(degenerate.SourceColumn, degenerate.Type);
            foreach (var measure in fact.Measures)
                AddDirect(measure.SourceColumn, measure.Type, measure.Expression is not null);
            foreach (var role in fact.Roles)
            {
                AddKey(role.Key, role.Dimension is { } name ? project.FindDimension(name.Text) : null);
                if (role.Bridge is { } through && project.FindBridge(through.Text) is { } bridge)
                    AddKey(role.Key, GroupDimension.Of(bridge));
            }
        }

        if (project.Facts.SelectMany(f => f.Measures).Any(m => m.Rates == source.Name))
        {
            types.TryAdd(RateColumns.Day, DataType.Day);
            types.TryAdd(RateColumns.From, DataType.String);
            types.TryAdd(RateColumns.To, DataType.String);
            types.TryAdd(RateColumns.Rate, RateColumns.DefaultRate);
        }

        foreach (var column in source.OrderBy)
            Add(column, DataType.Int64);
        return types.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(Name? column, DataType type)
        {
            if (column is not null)
                types.TryAdd(column.Text, type);
        }

        void AddDirect(Name column, DataType? type, bool computed)
        {
            if (type is not null && !computed)
                Add(column, type);
        }

        void AddKey(IReadOnlyList<Name> columns, Dimension? dimension)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (dimension is SourcedDimension sourced && i < sourced.NaturalKey.Length)
                    Add(columns[i], sourced.NaturalKey[i].Type);
                else if (dimension is GroupDimension { Bridge.Group: var group } && i < group.Length)
                    Add(columns[i], group[i].Type);
                else if (dimension is JunkDimension && NaturalKeys.Of(dimension) is var flags && i < flags.Length)
                    Add(columns[i], flags[i].Type);
                else if (dimension is CalendarDimension or ClockDimension)
                    Add(columns[i], DataType.Instant);
            }
        }
    }
}
