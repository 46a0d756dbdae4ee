using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>What a role reaches via another is a mini-dimension of that one's dimension.</summary>
public sealed class UnknownMiniDimension : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2063", "unknown-mini-dimension");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Roles()
        where part.Role.Via is not null
        let through = part.Fact.Roles.FirstOrDefault(r => r.Name == part.Role.Via)
        where through is { Via: null, Bridge: null }
        let dimension = project.DimensionOf(through)
        let minis = dimension is SourcedDimension sourced ? sourced.MiniDimensions : []
        let wanted = part.Role.Dimension ?? part.Role.Name
        where dimension is not null && minis.All(m => m.Name != wanted) && !project.IsUnread(dimension.Name)
        select Rule.At(
            wanted.Span,
            $"`{wanted}` is not a mini-dimension of `{dimension.Name}`, which role `{through.Name}` of `{part.Fact.Name}` refers to",
            Hint.Nearest(wanted, minis.Select(m => m.Name), $"declare `{wanted}` under the `mini_dimensions` of `{dimension.Name}`"));
}
