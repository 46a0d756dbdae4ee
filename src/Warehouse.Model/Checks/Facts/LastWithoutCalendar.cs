using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>What is first and what is last only a calendar says.</summary>
public sealed class LastWithoutCalendar : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2163", "last-without-calendar");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Measures()
        where part.Measure.Additivity is { Use.Text: "last" or "first" }
        let roles = part.Measure.Additivity.Except.Select(e => part.Fact.Roles.FirstOrDefault(r => r.Name == e)).ToList()
        // A role that is not there, or of a dimension that is not, is another mistake.
        where !roles.Exists(r => r is null || r is { Dimension: { } name, Via: null } && project.FindDimension(name.Text) is null)
        where roles is not [{ } only] || project.DimensionOf(only) is not CalendarDimension
        select Rule.At(
            part.Measure.Additivity.Use!.Span,
            $"measure `{part.Measure.Name}` takes the {part.Measure.Additivity.Use} over {Listing.And(part.Measure.Additivity.Except.Select(e => e.Text))}, which is not one calendar",
            "except one role of a calendar, or `use` average, min or max");
}
