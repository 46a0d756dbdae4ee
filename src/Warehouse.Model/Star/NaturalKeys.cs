using System.Collections.Immutable;

namespace Warehouse.Model.Star;

/// <summary>A column of the key by which others refer to a dimension or a bridge.</summary>
public sealed record NaturalKeyColumn(string Name, DataType Type);

/// <summary>The natural keys by which others refer to a dimension or a bridge.</summary>
public static class NaturalKeys
{
    /// <summary>The key of a dimension: declared, or the day of a calendar, the time of a clock, the attributes of a junk dimension but those that are worked out.</summary>
    public static ImmutableArray<NaturalKeyColumn> Of(Dimension? dimension) => dimension switch
    {
        SourcedDimension sourced => [.. sourced.NaturalKey.Select(k => new NaturalKeyColumn(k.Name.Text, k.Type))],
        CalendarDimension => [new NaturalKeyColumn("date", DataType.Day)],
        ClockDimension => [new NaturalKeyColumn("time", DataType.TimeOfDay)],
        JunkDimension junk => [.. junk.Attributes.Where(a => !a.IsComputed).Select(a => new NaturalKeyColumn(a.Name.Text, a.Type ?? DataType.String))],
        GroupDimension groups => [.. groups.Bridge.Group.Select(k => new NaturalKeyColumn(k.Name.Text, k.Type))],
        _ => [],
    };

    /// <summary>The key that a role of a fact refers to; empty where it refers to nothing that is declared.</summary>
    public static ImmutableArray<NaturalKeyColumn> Of(Project project, Role role)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(role);
        return role switch
        {
            { Bridge: { } bridge } => [.. project.FindBridge(bridge.Text)?.Group.Select(k => new NaturalKeyColumn(k.Name.Text, k.Type)) ?? []],
            { Dimension: { } dimension } => Of(project.FindDimension(dimension.Text)),
            _ => [],
        };
    }
}
