namespace Warehouse.Model.Star;

/// <summary>Whose working days the lags of a fact are counted in.</summary>
public static class WorkingDays
{
    /// <summary>The calendar of the fact's first role that has one, else the first of the project; null where there is none.</summary>
    public static CalendarDimension? CalendarOf(Project project, Fact fact)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(fact);
        return fact.Roles.Select(r => r.Dimension is { } name ? project.FindDimension(name.Text) : null).OfType<CalendarDimension>().FirstOrDefault()
            ?? project.Dimensions.OfType<CalendarDimension>().FirstOrDefault();
    }
}
