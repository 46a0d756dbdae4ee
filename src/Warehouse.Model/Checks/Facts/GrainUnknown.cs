using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>What tells one row of a fact from another is in the fact: a role or a degenerate dimension.</summary>
public sealed class GrainUnknown : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2067", "grain-unknown");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        from part in fact.Grain
        where fact.Roles.All(r => r.Name != part) && fact.Degenerate.All(d => d.Name != part) && !IsKeptByItself(project, fact, part)
        let number = fact.Measures.Any(m => m.Name == part) || fact.Lags.Any(l => l.Name == part)
        select Rule.At(
            part.Span,
            number ? $"the grain of `{fact.Name}` names `{part}`, a number, which tells no row from another" : $"the grain of `{fact.Name}` names `{part}`, which the fact does not have",
            Hint.Nearest(
                part,
                fact.Roles.Select(r => r.Name).Concat(fact.Degenerate.Select(d => d.Name)),
                number ? "name roles and degenerate dimensions only" : $"add `{part}` to `degenerate`, or name a role"));

    // A process is known by its identifier: an accumulating snapshot may name the source column alone.
    private static bool IsKeptByItself(Project project, Fact fact, Name part) =>
        fact.Type == FactType.AccumulatingSnapshot
        && fact.Measures.All(m => m.Name != part)
        && fact.Lags.All(l => l.Name != part)
        && !(project.FindSource(fact.Source.Text) is { } source && SourceContract.IsComplete(source) && !SourceContract.Has(source, part.Text));
}
