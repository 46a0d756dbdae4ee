using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Loads;

/// <summary>Which aggregates there are, and which loads change what they show.</summary>
internal static class AggregatePlanner
{
    /// <summary>The aggregates of a fact, as declared.</summary>
    public static ImmutableArray<AggregateLoad> Of(Project project, FactLoad fact) =>
        [.. project.Aggregates.Where(a => a.Fact == fact.Fact.Name).Select(a => new AggregateLoad(a, fact.Fact, [.. a.By.Select(by => Level(fact, by))]))];

    /// <summary>The aggregates that are grouped by what a dimension says of its members, or by members that its load brings.</summary>
    public static ImmutableArray<AggregateLoad> Of(Dimension dimension, IEnumerable<FactLoad> facts) =>
        InOrder(facts.SelectMany(f => f.Aggregates).Where(a => a.Levels.Any(l => l.LoadedBy.Name == dimension.Name)));

    public static ImmutableArray<AggregateLoad> InOrder(IEnumerable<AggregateLoad> aggregates) =>
        [.. aggregates.DistinctBy(a => a.Pipeline).OrderBy(a => a.Pipeline, StringComparer.Ordinal)];

    private static AggregateLevel Level(FactLoad fact, Model.Diagnostics.Name by)
    {
        var (name, attribute) = Parts(by);
        var role = fact.Roles.First(r => r.Role.Name.Text == name);
        return new(role, attribute, TypeOf(role.Dimension, attribute) ?? throw new InvalidOperationException($"{by} has no type"));
    }

    public static (string Role, string Attribute) Parts(Model.Diagnostics.Name by)
    {
        var dot = by.Text.IndexOf('.', StringComparison.Ordinal);
        return (by.Text[..dot], by.Text[(dot + 1)..]);
    }

    /// <summary>Null for what has no column of that name, such as an outrigger.</summary>
    private static DataType? TypeOf(Dimension dimension, string attribute) => dimension switch
    {
        SourcedDimension sourced => sourced.NaturalKey.FirstOrDefault(k => k.Name.Text == attribute)?.Type ?? Own(sourced.Attributes, attribute),
        JunkDimension junk => Own(junk.Attributes, attribute),
        ProfileDimension profile => Own(profile.Mini.Attributes, attribute),
        CalendarDimension calendar => Column(CalendarTable.Design(calendar), attribute),
        ClockDimension clock => Column(ClockTable.Design(clock), attribute),
        _ => null,
    };

    private static DataType? Own(ImmutableArray<Model.Star.Attribute> attributes, string name) =>
        attributes.FirstOrDefault(a => a.Name.Text == name && a.Outrigger is null)?.Type;

    private static DataType? Column(TableDesign table, string name) => table.Columns.FirstOrDefault(c => c.Name == name)?.Type;
}
