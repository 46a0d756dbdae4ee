using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks;

/// <summary>What a name was given to.</summary>
/// <param name="IsColumn">It becomes a column.</param>
/// <param name="TakesColumn">It takes a column of the source, whose own name can be given beside it.</param>
internal sealed record NameKind(string Name, bool IsColumn, bool TakesColumn)
{
    /// <summary>It may have parts, as <c>crm.customers</c>: a source's name names no table of ours.</summary>
    public bool IsQualified => Name == "source";

    public string Indefinite => "aeiou".Contains(Name[0], StringComparison.Ordinal) ? $"an {Name}" : $"a {Name}";
}

/// <summary>Every name of a project that becomes the name of a table, a view or a column.</summary>
internal static class DeclaredNames
{
    private static readonly NameKind Source = Thing("source");
    private static readonly NameKind Dimension = Thing("dimension");
    private static readonly NameKind MiniDimension = Thing("mini-dimension");
    private static readonly NameKind Bridge = Thing("bridge");
    private static readonly NameKind Fact = Thing("fact");
    private static readonly NameKind Aggregate = Thing("aggregate");
    private static readonly NameKind Role = Thing("role");
    private static readonly NameKind Milestone = new("milestone", true, false);
    private static readonly NameKind Lag = new("lag", true, false);
    private static readonly NameKind Key = Column("natural key");
    private static readonly NameKind Attribute = Column("attribute");
    private static readonly NameKind Degenerate = Column("degenerate dimension");
    private static readonly NameKind Measure = Column("measure");

    public static IEnumerable<(NameKind Kind, Name Name)> Of(Project project) =>
        project.Sources.Select(s => (Source, s.Name))
            .Concat(project.Dimensions.SelectMany(Of))
            .Concat(project.Bridges.SelectMany(b => b.Group.Select(k => (Key, k.Name)).Prepend((Bridge, b.Name))))
            .Concat(project.Facts.SelectMany(Of))
            .Concat(project.Aggregates.Select(a => (Aggregate, a.Name)));

    private static IEnumerable<(NameKind Kind, Name Name)> Of(Dimension dimension)
    {
        var sourced = dimension as SourcedDimension;
        return (sourced?.NaturalKey.Select(k => (Key, k.Name)) ?? [])
            .Prepend((Dimension, dimension.Name))
            .Concat(dimension.AllAttributes().Select(a => (Attribute, a.Name)))
            .Concat(sourced?.MiniDimensions.Select(m => (MiniDimension, m.Name)) ?? []);
    }

    private static IEnumerable<(NameKind Kind, Name Name)> Of(Fact fact) =>
        fact.Roles.Select(r => (Role, r.Name))
            .Prepend((Fact, fact.Name))
            .Concat(fact.Degenerate.Select(d => (Degenerate, d.Name)))
            .Concat(fact.Measures.Select(m => (Measure, m.Name)))
            .Concat(fact.Milestones.Select(m => (Milestone, m.Name)))
            .Concat(fact.Lags.Select(l => (Lag, l.Name)));

    private static NameKind Thing(string name) => new(name, false, false);

    private static NameKind Column(string name) => new(name, true, true);
}
