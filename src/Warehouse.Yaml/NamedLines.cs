using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Yaml.Constructs;

namespace Warehouse.Yaml;

/// <summary>A source, dimension, fact or other thing with a name, as it stands in a file.</summary>
/// <param name="Section">The key at the top of the file that it stands under.</param>
/// <param name="Words">The scalars in it, among them the names of what it refers to.</param>
internal sealed record NamedLines(string Section, string Name, LineRange Lines, ImmutableHashSet<string> Words)
{
    /// <summary>Nothing refers to it by its name.</summary>
    public bool IsLast => Section == ModelFileKeys.Tests.Name || Section == ModelFileKeys.Access.Name;

    private bool IsAlias => Section == ModelFileKeys.Types.Name;

    /// <summary>The things that were not read whole: an error stands in them, or in the alias of a type that they use.</summary>
    public static ImmutableArray<NamedLines> Broken(ImmutableArray<NamedLines> all, ImmutableArray<Diagnostic> diagnostics)
    {
        var broken = all.Where(thing => diagnostics.Any(d => d.IsError && thing.Lines.Holds(d.Span))).ToHashSet();
        while (true)
        {
            var aliases = broken.Where(thing => thing.IsAlias).Select(thing => thing.Name).ToHashSet(StringComparer.Ordinal);
            var more = all.Where(thing => !broken.Contains(thing) && thing.Words.Overlaps(aliases)).ToList();
            if (more.Count == 0)
                return [.. all.Where(broken.Contains)];
            broken.UnionWith(more);
        }
    }
}

/// <summary>Lines of a file, the first and the last among them.</summary>
internal readonly record struct LineRange(string File, int First, int Last)
{
    public bool Holds(SourceSpan place) => place.File == File && place.Line >= First && place.Line <= Last;
}
