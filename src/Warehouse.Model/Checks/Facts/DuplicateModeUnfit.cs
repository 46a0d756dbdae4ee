using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>An accumulating snapshot updates its row, a periodic one replaces its period, and only amounts are reversed.</summary>
public sealed class DuplicateModeUnfit : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2083", "duplicate-mode-unfit");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        let problem = Problem(fact)
        where problem is not null
        select Rule.At(fact.OnDuplicateSpan.IsNone ? fact.Name.Span : fact.OnDuplicateSpan, problem.Value.Message, problem.Value.Help);

    private static (string Message, string Help)? Problem(Fact fact) => fact switch
    {
        { OnDuplicate: OnDuplicate.Update } => null,
        { Type: FactType.AccumulatingSnapshot } =>
            ($"`{fact.Name}` is an accumulating snapshot, whose row is updated as its milestones arrive", "remove `on_duplicate`"),
        { Type: FactType.PeriodicSnapshot } =>
            ($"`{fact.Name}` is a periodic snapshot, whose period is replaced as a whole", "remove `on_duplicate`"),
        { OnDuplicate: OnDuplicate.AppendReversal } when fact.Measures.All(m => m.Additivity.None) =>
            ($"`{fact.Name}` has no additive measure that a reversal could take back", "use `update`, `ignore` or `reject`"),
        _ => null,
    };
}
