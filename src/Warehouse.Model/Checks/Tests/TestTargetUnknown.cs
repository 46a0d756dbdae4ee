using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Tests;

/// <summary>A test looks at a dimension, a bridge, a fact or an aggregate.</summary>
public sealed class TestTargetUnknown : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2088", "test-target-unknown");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from test in project.Tests
        from target in test.Steps.SelectMany(s => s.Expect.Select(e => e.Of)).Prepend(test.Target).DistinctBy(t => t.Span)
        where project.Tables().All(t => t != target) && !project.IsUnread(target)
        select Rule.At(
            target.Span,
            $"test `{test.Name}` looks at `{target}`, which is no dimension, bridge, fact or aggregate",
            Hint.Nearest(target, project.Tables(), "name one that the model declares"));
}
