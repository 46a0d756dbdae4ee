using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Aggregates;

/// <summary>An outrigger is another dimension's member: what is said of it is that dimension's, and an aggregate is grouped by attributes of its own roles.</summary>
public sealed class AggregateByOutrigger : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2175", "aggregate-by-outrigger");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from level in project.Levels()
        where level.Attribute?.Outrigger is not null
        let outrigger = level.Attribute.Outrigger
        select Rule.At(
            level.By.Span,
            $"aggregate `{level.Aggregate.Name}` is grouped by `{level.By}`, a reference to `{outrigger.Dimension}`, which is no value to group by",
            $"give `{level.Fact.Name}` a role of `{outrigger.Dimension}`, and name an attribute of that");
}
