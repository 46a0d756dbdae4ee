using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Tests;

/// <summary>The steps of a test are batches, each later than the one before.</summary>
public sealed class TestStepsOutOfOrder : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2093", "test-steps-out-of-order");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from test in project.Tests
        from pair in test.Steps.Zip(test.Steps.Skip(1))
        where pair.Second.At <= pair.First.At
        select Rule.At(
            pair.Second.Span,
            $"a step of test `{test.Name}` is at {pair.Second.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, no later than the step before it",
            "give each step a later `at`");
}
