using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Names;

/// <summary>No two things are kept in one table or view; letter case aside, as some engines have it.</summary>
public sealed class DuplicateTable : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2008", "duplicate-table");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from same in PhysicalTables.Of(project).GroupBy(t => $"{t.Schema}.{t.Table}", StringComparer.OrdinalIgnoreCase)
        from second in same.Skip(1)
        let first = same.First()
        where first.Owner != second.Owner
        select Rule.At(
            second.Place,
            $"{second.What} and {first.What} are both `{second.Schema}.{second.Table}`",
            "rename one of them, or set its `table`");
}
