using System.Collections.Immutable;
using Warehouse.Cli.Hosting;
using Warehouse.Model.Diagnostics;
using Warehouse.Planning.Loads;

namespace Warehouse.Cli.Loading;

/// <summary>Which pipelines `--select` means, in dbt's words.</summary>
internal static class Selection
{
    /// <summary>The selected loads, in run order; all of them when nothing is said.</summary>
    public static ImmutableArray<PipelineLoad> Of(ImmutableArray<PipelineLoad> loads, IReadOnlyCollection<string> expressions)
    {
        var terms = expressions.SelectMany(e => e.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (terms.Count == 0)
            return loads;
        var chosen = terms.SelectMany(term => Term(loads, term)).ToHashSet(StringComparer.Ordinal);
        return [.. loads.Where(l => chosen.Contains(l.Pipeline))];
    }

    private static IEnumerable<string> Term(ImmutableArray<PipelineLoad> loads, string term)
    {
        var (upstream, downstream) = (term.StartsWith('+'), term.EndsWith('+'));
        var name = term.Trim('+');
        if (name.StartsWith("state:", StringComparison.Ordinal))
            throw CommandException.NotBuilt($"`--select {term}`", "select by name, `type:` or `tag:`");
        var matched = loads.Where(Matcher(name)).ToList();
        if (matched.Count == 0)
            throw Unknown(loads, term, name);
        foreach (var load in matched)
        {
            yield return load.Pipeline;
            if (upstream)
            {
                foreach (var parent in load.BuildsOn)
                    yield return parent;
            }

            if (downstream)
            {
                foreach (var child in loads.Where(l => l.BuildsOn.Contains(load.Pipeline)))
                    yield return child.Pipeline;
            }
        }
    }

    private static Func<PipelineLoad, bool> Matcher(string name) => name.Split(':', 2) switch
    {
        ["type", var type] => load => load.Types.Contains(type),
        ["tag", var tag] => load => load.Documentation.Tags.Any(t => t.Text == tag),
        _ => load => load.Pipeline == name || load.ModelName == name,
    };

    private static CommandException Unknown(ImmutableArray<PipelineLoad> loads, string term, string name)
    {
        var names = loads.SelectMany(l => new[] { l.ModelName, l.Pipeline });
        var help = name.Contains(':', StringComparison.Ordinal)
            ? "there are type:dimension, type:calendar, type:clock, type:junk, type:bridge, type:fact, type:aggregate, and the tags of the model"
            : Nearest.Of(name, names) is { } nearest ? $"write `{nearest}`" : $"there are {string.Join(", ", loads.Select(l => l.ModelName))}";
        return new(ExitCode.WrongUsage, CliRules.NothingSelected.At(SourceSpan.None, $"`--select {term}` selects nothing", help));
    }
}
