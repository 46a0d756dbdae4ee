using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>A key is compared for equality on every engine alike, which a float, JSON and bytes are not.</summary>
public sealed class KeyTypeUnsuitable : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2033", "key-type-unsuitable");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from key in project.Sourced().SelectMany(d => d.NaturalKey.Select(k => (Owner: d.Name, Key: k)))
            .Concat(project.Bridges.SelectMany(b => b.Group.Select(k => (Owner: b.Name, Key: k))))
        where key.Key.Type is DataType.Float or DataType.Json or DataType.Bytes
        select Rule.At(
            key.Key.Name.Span,
            $"key `{key.Key.Name}` of `{key.Owner}` is {Listing.A(key.Key.Type)}, which does not compare alike everywhere",
            "use `string`, `integer`, `decimal(p,s)` or `uuid`");
}
