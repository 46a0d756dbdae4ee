using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Tests;

/// <summary>A test gives rows of declared sources.</summary>
public sealed class TestSourceUnknown : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2089", "test-source-unknown");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from test in project.Tests
        from given in test.Steps.SelectMany(s => s.Given)
        where project.FindSource(given.Of.Text) is null && !project.IsUnread(given.Of)
        select Rule.At(
            given.Of.Span,
            $"test `{test.Name}` gives rows of `{given.Of}`, which is not a source",
            Hint.Nearest(given.Of, project.Sources.Select(s => s.Name), $"declare `{given.Of}` under `sources`"));
}
