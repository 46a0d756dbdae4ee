using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Names;

/// <summary>A role, a bridge's member and an outrigger name a dimension that is declared.</summary>
public sealed class UnknownDimension : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2002", "unknown-dimension");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from reference in References(project)
        where project.FindDimension(reference.Dimension.Text) is null && !project.IsUnread(reference.Dimension)
        select Rule.At(reference.Dimension.Span, $"{reference.Who} refers to `{reference.Dimension}`, which is not a dimension", Help(project, reference.Dimension));

    private static IEnumerable<(string Who, Name Dimension)> References(Project project) =>
        project.Outriggers().Select(o => ($"attribute `{o.Attribute.Name}`", o.Outrigger.Dimension))
            .Concat(project.Bridges.Select(b => ($"bridge `{b.Name}`", b.MemberDimension)))
            .Concat(project.Roles().Where(r => r.Role is { Dimension: not null, Via: null, Bridge: null })
                .Select(r => ($"role `{r.Role.Name}` of `{r.Fact.Name}`", r.Role.Dimension!)));

    private static string Help(Project project, Name dimension)
    {
        var owner = project.Sourced().FirstOrDefault(d => d.MiniDimensions.Any(m => m.Name == dimension));
        return owner is not null
            ? $"`{dimension}` is a mini-dimension of `{owner.Name}`: set `via` to the role of `{owner.Name}`"
            : Hint.Nearest(dimension, project.Dimensions.Select(d => d.Name), $"name the dimension with `dim`, or declare `{dimension}` under `dimensions`");
    }
}
