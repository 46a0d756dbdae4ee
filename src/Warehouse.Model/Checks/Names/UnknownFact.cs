using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Names;

/// <summary>An aggregate names a fact that is declared.</summary>
public sealed class UnknownFact : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2004", "unknown-fact");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from aggregate in project.Aggregates
        where project.FindFact(aggregate.Fact.Text) is null && !project.IsUnread(aggregate.Fact)
        select Rule.At(
            aggregate.Fact.Span,
            $"aggregate `{aggregate.Name}` sums `{aggregate.Fact}`, which is not a fact",
            Hint.Nearest(aggregate.Fact, project.Facts.Select(f => f.Name), $"declare `{aggregate.Fact}` under `facts`"));
}
