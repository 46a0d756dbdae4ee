using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Bridges;

/// <summary>A bridge gives a column for every part of the member's key.</summary>
public sealed class BridgeMemberArity : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2057", "bridge-member-arity");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from bridge in project.Bridges
        let key = NaturalKeys.Of(project.FindDimension(bridge.MemberDimension.Text))
        where key.Length > 0 && bridge.MemberKey.Length != key.Length
        select Rule.At(
            bridge.MemberKey.FirstOrDefault(bridge.MemberDimension).Span,
            $"bridge `{bridge.Name}` gives {Listing.Count(bridge.MemberKey.Length, "column")} for its members, and the key of `{bridge.MemberDimension}` has {key.Length}",
            $"give the source columns of {Listing.And(key.Select(k => k.Name))}, in this order");
}
