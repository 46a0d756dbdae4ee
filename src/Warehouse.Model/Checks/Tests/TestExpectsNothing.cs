using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Tests;

/// <summary>A test that expects nothing cannot fail.</summary>
public sealed class TestExpectsNothing : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2094", "test-expects-nothing", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        from test in project.Tests
        where test.Steps.All(s => s.Expect.IsEmpty && s.ExpectError is null && s.Rejected is null)
        select Rule.At(test.Name.Span, $"test `{test.Name}` expects nothing, so it cannot fail", "add `expect` or `expect_error` to a step");
}
