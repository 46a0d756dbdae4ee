using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>A column is renamed once, from a name that is free now.</summary>
public sealed class FormerNameStillUsed : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2053", "former-name-still-used");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from dimension in project.Dimensions
        let names = dimension.AllAttributes().Select(a => a.Name).Concat(Keys(dimension)).ToList()
        let renames = dimension.AllAttributes().SelectMany(a => a.RenamedFrom.Select(former => (Attribute: a, Former: former))).ToList()
        from rename in renames
        let claimed = renames.FirstOrDefault(r => r.Former == rename.Former).Attribute
        where names.Contains(rename.Former) || claimed != rename.Attribute
        select Rule.At(
            rename.Former.Span,
            names.Contains(rename.Former)
                ? $"`{rename.Attribute.Name}` of `{dimension.Name}` was renamed from `{rename.Former}`, which is still there"
                : $"`{rename.Attribute.Name}` and `{claimed.Name}` of `{dimension.Name}` were both renamed from `{rename.Former}`",
            "remove one of the two names");

    private static IEnumerable<Name> Keys(Dimension dimension) => dimension is SourcedDimension sourced ? sourced.NaturalKey.Select(k => k.Name) : [];
}
