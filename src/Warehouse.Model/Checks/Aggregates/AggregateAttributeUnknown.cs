using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Aggregates;

/// <summary>An aggregate is grouped by attributes of its fact's roles.</summary>
public sealed class AggregateAttributeUnknown : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2085", "aggregate-attribute-unknown");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from aggregate in project.Aggregates
        let fact = project.FindFact(aggregate.Fact.Text)
        where fact is not null && !project.IsUnread(fact.Name)
        from level in aggregate.By
        let problem = Problem(project, fact, level)
        where problem is not null
        select Rule.At(level.Span, $"aggregate `{aggregate.Name}` is grouped by `{level}`, {problem.Value.Message}", problem.Value.Help);

    private static (string Message, string Help)? Problem(Project project, Fact fact, Name by)
    {
        var parts = by.Text.Split('.');
        if (parts.Length != 2)
            return ("which is not a role and its attribute", "write both, such as `order_date.month`");

        var role = fact.Roles.FirstOrDefault(r => r.Name.Text == parts[0]);
        if (role is null)
            return ($"and `{parts[0]}` is not a role of `{fact.Name}`", Hint.Nearest(new Name(parts[0], by.Span), fact.Roles.Select(r => r.Name), $"name a role of `{fact.Name}`"));

        var known = Attributes(project, fact, role);
        return known is null || known.Contains(parts[1])
            ? null
            : ($"and `{parts[1]}` is not an attribute of `{role.Dimension ?? role.Name}`", Hint.Nearest(new Name(parts[1], by.Span), known, $"name one of {Listing.And(known)}"));
    }

    /// <summary>What a role's dimension can be grouped by; null where the role leads nowhere, or through a bridge.</summary>
    private static IReadOnlyCollection<string>? Attributes(Project project, Fact fact, Role role)
    {
        var through = role.Via is null ? role : fact.Roles.FirstOrDefault(r => r.Name == role.Via);
        var dimension = through is null ? null : project.DimensionOf(through);
        if (dimension is not null && project.IsUnread(dimension.Name))
            return null;
        if (role.Via is not null)
            return (dimension as SourcedDimension)?.MiniDimensions.FirstOrDefault(m => m.Name == (role.Dimension ?? role.Name))?.Attributes.Select(a => a.Name.Text).ToList();

        return dimension switch
        {
            null => null,
            SourcedDimension sourced => [.. sourced.Attributes.Select(a => a.Name.Text), .. sourced.NaturalKey.Select(k => k.Name.Text)],
            JunkDimension junk => [.. junk.Attributes.Select(a => a.Name.Text)],
            ClockDimension clock => CalendarColumns.OfClock(clock.Grain),
            _ => CalendarColumns.OfCalendar,
        };
    }
}
