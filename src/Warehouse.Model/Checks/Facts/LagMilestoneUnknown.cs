using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A lag is the time between two milestones of its fact.</summary>
public sealed class LagMilestoneUnknown : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2072", "lag-milestone-unknown");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        from lag in fact.Lags
        from end in new[] { lag.From, lag.To }
        where fact.Milestones.All(m => m.Name != end)
        select Rule.At(
            end.Span,
            $"lag `{lag.Name}` of `{fact.Name}` refers to `{end}`, which is not a milestone",
            Hint.Nearest(end, fact.Milestones.Select(m => m.Name), $"add `{end}` to `milestones`"));
}
