using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>The columns of surrogate keys, validity and audit are the tool's own, wanted today or not.</summary>
public sealed class GeneratedColumnClash : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2035", "generated-column-clash");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from dimension in project.Dimensions
        let columns = TableColumns.Of(dimension)
        from column in columns
        where column.Origin == ColumnOrigin.Declared && columns.Any(c => c.Origin == ColumnOrigin.Generated && c.Name == column.Name)
        select Rule.At(
            column.Span,
            $"{column.What} of `{dimension.Name}` has the name of a column that every such dimension has",
            "rename it, and give the source's own name with `from`");
}
