using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>A semi-additive measure names the roles over which it is not summed.</summary>
public sealed class AdditiveExceptUnknown : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2079", "additive-except-unknown");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from part in project.Measures()
        from role in part.Measure.Additivity.Except
        where part.Fact.Roles.All(r => r.Name != role)
        select Rule.At(
            role.Span,
            $"measure `{part.Measure.Name}` is not summed over `{role}`, which is not a role of `{part.Fact.Name}`",
            Hint.Nearest(role, part.Fact.Roles.Select(r => r.Name), $"name a role of `{part.Fact.Name}`"));
}
