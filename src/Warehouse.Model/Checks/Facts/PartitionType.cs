using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A fact's storage is divided by time: by the key of a calendar, a date or an instant.</summary>
public sealed class PartitionType : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2182", "partition-type");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        where fact.PartitionBy is not null
        let column = fact.PartitionBy!
        let found = TableColumns.Of(fact).FirstOrDefault(c => c.Name == column.Text)
        where found is not null && found.Type is not (DataType.Date or DataType.Timestamp) && !IsCalendarKey(project, fact, column.Text)
        select Rule.At(
            column.Span,
            $"`partition_by` of `{fact.Name}` names `{column}`, which is {found.What} and no time",
            "name the key of a calendar's role, a `date` or a `timestamp`; name other columns under `cluster_by`");

    private static bool IsCalendarKey(Project project, Fact fact, string column) =>
        fact.Roles.Any(r => r.KeyColumn == column && r.Dimension is { } dimension && project.FindDimension(dimension.Text) is CalendarDimension);
}
