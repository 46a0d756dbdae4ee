using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>What of a model cannot be loaded yet, each construct by name, so that nothing is silently left out.</summary>
public static class Loadability
{
    public static ImmutableArray<Diagnostic> Check(Project project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return
        [
            .. project.Dimensions.SelectMany(d => DimensionLoadability.Check(project, d)),
            .. project.Bridges.SelectMany(b => BridgeLoadability.Check(project, b)),
            .. project.Facts.SelectMany(f => FactLoadability.Check(project, f)),
            .. project.Access.Select(a => PlanningRules.NotYetApplied.At(a.Span, $"access of `{a.Role}` is not granted yet", "grant it by hand until then")),
        ];
    }

    internal static Diagnostic Refuse(Name name, string construct) => Refuse(name.Span, $"`{name}`: {construct}");

    internal static Diagnostic Refuse(SourceSpan span, string subject) =>
        PlanningRules.NotYetLoadable.At(span, $"{subject} cannot be loaded yet", "leave it out of the model until a later version loads it");

    internal static Diagnostic Ignore(SourceSpan span, string subject) =>
        PlanningRules.NotYetApplied.At(span, $"{subject} has no effect yet", "leave it in; loads are right without it");
}
