using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Sources;

/// <summary>A warning comes before the failure that it warns of.</summary>
public sealed class FreshnessInverted : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2031", "freshness-inverted");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from source in project.Sources
        where source.Freshness is { WarnAfter: { } warn, FailAfter: { } fail } && warn >= fail
        select Rule.At(
            source.Name.Span,
            $"the `freshness` of source `{source.Name}` fails no later than it warns",
            "set `fail_after` to more than `warn_after`");
}
