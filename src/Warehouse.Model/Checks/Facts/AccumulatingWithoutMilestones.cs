using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>An accumulating snapshot follows a process from milestone to milestone.</summary>
public sealed class AccumulatingWithoutMilestones : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2070", "accumulating-without-milestones");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        where fact is { Type: FactType.AccumulatingSnapshot, Milestones.IsEmpty: true }
        select Rule.At(
            fact.Name.Span,
            $"`{fact.Name}` is an accumulating snapshot without milestones",
            "add `milestones`, each with the source column of its instant, or choose another `type`");
}
