using System.Collections.Immutable;
using Warehouse.Cli.Hosting;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Cli.Projects;

/// <summary>Targets name engines that this installation knows.</summary>
internal static class EngineChecks
{
    public static ImmutableArray<Diagnostic> Run(Project project) =>
    [
        .. project.Targets.Where(t => !Engines.Names.Contains(t.Engine.Text)).Select(t => CliRules.UnknownEngine.At(
            t.Engine.Span,
            $"target `{t.Name}`: there is no engine `{t.Engine}`",
            Nearest.Of(t.Engine.Text, Engines.Names) is { } nearest ? $"write `{nearest}`" : $"use one of {string.Join(", ", Engines.Names.Select(n => $"`{n}`"))}")),
    ];
}
