using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Facts;

/// <summary>Two roles that are found by one column always agree.</summary>
public sealed class RoleRepeated : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2064", "role-repeated", Severity.Warning);

    public IEnumerable<Diagnostic> Check(Project project) =>
        from fact in project.Facts
        from same in fact.Roles.Where(r => project.DimensionOf(r) is not null).GroupBy(r => $"{r.Dimension}({string.Join(", ", r.Key)})", StringComparer.Ordinal)
        from second in same.Skip(1)
        select Rule.At(
            second.Name.Span,
            $"roles `{same.First().Name}` and `{second.Name}` of `{fact.Name}` find `{second.Dimension}` by the same {Listing.And(second.Key.Select(k => k.Text))}, so they never differ",
            "name another column, or remove one of the roles");
}
