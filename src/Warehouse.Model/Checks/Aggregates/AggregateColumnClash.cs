using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Aggregates;

/// <summary>The columns of an aggregate, named for roles and attributes, measures and what it counts, have different names.</summary>
public sealed class AggregateColumnClash : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2177", "aggregate-column-clash");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from aggregate in project.Aggregates
        from same in TableColumns.Find(project, aggregate.Name.Text)!.Value.GroupBy(c => c.Name, StringComparer.Ordinal)
        from second in same.Skip(1)
        let declared = second.Origin == ColumnOrigin.Generated ? same.First() : second
        let other = second.Origin == ColumnOrigin.Generated ? second : same.First()
        select Rule.At(
            declared.Span,
            $"{declared.What} of aggregate `{aggregate.Name}` is the column `{declared.Name}`, and so is {other.What}",
            "remove one of them, or rename the role, attribute or measure that it is named for");
}
