using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>The columns of a fact, whatever they come from, have different names.</summary>
public sealed class FactColumnClash : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2069", "fact-column-clash");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        from same in TableColumns.Of(fact).GroupBy(c => c.Name, StringComparer.Ordinal)
        from second in same.Skip(1)
        let declared = second.Origin == ColumnOrigin.Generated ? same.First() : second
        let other = second.Origin == ColumnOrigin.Generated ? second : same.First()
        select Rule.At(declared.Span, $"{declared.What} of `{fact.Name}` is the column `{declared.Name}`, and so is {other.What}", "rename one of them");
}
