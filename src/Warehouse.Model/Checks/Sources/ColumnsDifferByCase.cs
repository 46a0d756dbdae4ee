using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>Most engines take two names that differ by case for one.</summary>
public sealed class ColumnsDifferByCase : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2028", "columns-differ-by-case");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        from same in source.Columns.GroupBy(c => c.Name.Text, StringComparer.OrdinalIgnoreCase)
        from second in same.Skip(1)
        select Rule.At(
            second.Name.Span,
            $"columns `{same.First().Name}` and `{second.Name}` of source `{source.Name}` are one name to most engines",
            "rename one of them at the source, or select them under other names with `sql`");
}
