using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Attribute = Warehouse.Model.Star.Attribute;

namespace Warehouse.Model.Checks;

/// <summary>The parts of a project that rules walk over, in the order of the model.</summary>
internal static class ProjectParts
{
    public static IEnumerable<SourcedDimension> Sourced(this Project project) => project.Dimensions.OfType<SourcedDimension>();

    /// <summary>The attributes of the base dimension and of its mini-dimensions.</summary>
    public static IEnumerable<Attribute> AllAttributes(this Dimension dimension) => dimension switch
    {
        SourcedDimension sourced => sourced.Attributes.Concat(sourced.MiniDimensions.SelectMany(m => m.Attributes)),
        JunkDimension junk => junk.Attributes,
        _ => [],
    };

    public static IEnumerable<(Dimension Dimension, Attribute Attribute)> Attributes(this Project project) =>
        project.Dimensions.SelectMany(d => d.AllAttributes().Select(a => (d, a)));

    public static IEnumerable<(SourcedDimension Dimension, Attribute Attribute, Outrigger Outrigger)> Outriggers(this Project project) =>
        from dimension in project.Sourced()
        from attribute in dimension.AllAttributes()
        where attribute.Outrigger is not null
        select (dimension, attribute, attribute.Outrigger);

    public static IEnumerable<(Fact Fact, Role Role)> Roles(this Project project) => project.Facts.SelectMany(f => f.Roles.Select(r => (f, r)));

    public static IEnumerable<(Fact Fact, Measure Measure)> Measures(this Project project) =>
        project.Facts.SelectMany(f => f.Measures.Select(m => (f, m)));

    public static Dimension? DimensionOf(this Project project, Role role) =>
        role.Via is null && role.Bridge is null && role.Dimension is { } name ? project.FindDimension(name.Text) : null;

    /// <summary>The keys that a role writes of `missing` and `late`, each with its place.</summary>
    public static IEnumerable<(string Key, SourceSpan Place)> KeyRules(this Role role) =>
        new[] { ("missing", role.MissingSpan), ("late", role.LateSpan) }.Where(k => !k.Item2.IsNone && k.Item2 != role.Name.Span);

    /// <summary>What aggregates are grouped by, each with the role that it names and, where that dimension declares its attributes, the attribute.</summary>
    public static IEnumerable<(Aggregate Aggregate, Fact Fact, Name By, Role Role, Attribute? Attribute)> Levels(this Project project) =>
        from aggregate in project.Aggregates
        let fact = project.FindFact(aggregate.Fact.Text)
        where fact is not null
        from level in aggregate.By
        let parts = level.Text.Split('.')
        where parts.Length == 2
        let role = fact.Roles.FirstOrDefault(r => r.Name.Text == parts[0])
        where role is not null
        let dimension = role.Via is null ? project.DimensionOf(role) : null
        let attributes = dimension is SourcedDimension sourced ? sourced.Attributes : (dimension as JunkDimension)?.Attributes ?? []
        select (aggregate, fact, level, role, attributes.FirstOrDefault(a => a.Name.Text == parts[1]));

    /// <summary>What reads a source: its own name, and the source's.</summary>
    public static IEnumerable<(Name Reader, Name Source)> SourceUses(this Project project) =>
        project.Sourced().Select(d => (d.Name, d.Source))
            .Concat(project.Bridges.Select(b => (b.Name, b.Source)))
            .Concat(project.Facts.Select(f => (f.Name, f.Source)))
            .Concat(project.Measures().Where(m => m.Measure.Rates is not null).Select(m => (m.Measure.Name, m.Measure.Rates!)));

    /// <summary>What a test can be about: dimensions, bridges, facts and aggregates.</summary>
    public static IEnumerable<Name> Tables(this Project project) =>
        project.Dimensions.Select(d => d.Name)
            .Concat(project.Bridges.Select(b => b.Name))
            .Concat(project.Facts.Select(f => f.Name))
            .Concat(project.Aggregates.Select(a => a.Name));
}
