using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A row that waits comes alone: it cannot replace a period, and what it tells of a process has a place only where the source has an order.</summary>
public sealed class HoldInSnapshot : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2152", "hold-in-snapshot");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        from role in fact.Roles
        where role.Late == LateMember.Hold
        let problem = Problem(project, fact)
        where problem is not null
        select Rule.At(role.LateSpan.IsNone ? role.Name.Span : role.LateSpan, $"role `{role.Name}` of `{fact.Name}` holds rows whose member has not come, and {problem}", "use `infer`, `unknown` or `reject`");

    private static string? Problem(Project project, Fact fact) => fact.Type switch
    {
        FactType.PeriodicSnapshot => "a period is replaced by all of its rows at once",
        FactType.AccumulatingSnapshot when project.FindSource(fact.Source.Text) is { EffectiveAt: null, OrderBy.IsEmpty: true } => "nothing says which row of a process is the later one when they come",
        _ => null,
    };
}
