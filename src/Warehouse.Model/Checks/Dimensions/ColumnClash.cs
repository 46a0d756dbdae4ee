using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>A column that follows from one attribute is not also another attribute.</summary>
public sealed class ColumnClash : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2036", "column-clash");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from dimension in project.Sourced()
        let columns = TableColumns.Of(dimension)
        from derived in columns
        where derived.Origin == ColumnOrigin.Derived
        let other = columns.FirstOrDefault(c => c != derived && c.Name == derived.Name)
        where other is not null
        select Rule.At(
            derived.Span,
            $"{derived.What} of `{dimension.Name}` is the column `{derived.Name}`, and so is {other.What}",
            "rename one of them");
}
