using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A mini-dimension is reached via a role of the same fact.</summary>
public sealed class UnknownVia : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2062", "unknown-via");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Roles()
        where part.Role.Via is { } via && part.Fact.Roles.All(r => r.Name != via)
        let name = part.Role.Via!
        select Rule.At(
            name.Span,
            $"role `{part.Role.Name}` is reached via `{name}`, which is not a role of `{part.Fact.Name}`",
            Hint.Nearest(name, part.Fact.Roles.Where(r => r != part.Role).Select(r => r.Name), $"add `{name}` to the fact's `dimensions`"));
}
