using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Names;

/// <summary>Dimensions, mini-dimensions, bridges, facts and aggregates share one set of names, by which `--select` and tests find them.</summary>
public sealed class NameDeclaredTwice : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2007", "name-declared-twice");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from same in Things(project).GroupBy(t => t.Name)
        from second in same.Skip(1)
        select Rule.At(
            second.Name.Span,
            $"`{second.Name}` is declared as a {same.First().Kind} and again as a {second.Kind}",
            "rename one of them");

    private static IEnumerable<(string Kind, Name Name)> Things(Project project) =>
        project.Dimensions.Select(d => ("dimension", d.Name))
            .Concat(project.Sourced().SelectMany(d => d.MiniDimensions).Select(m => ("mini-dimension", m.Name)))
            .Concat(project.Bridges.Select(b => ("bridge", b.Name)))
            .Concat(project.Facts.Select(f => ("fact", f.Name)))
            .Concat(project.Aggregates.Select(a => ("aggregate", a.Name)));
}
