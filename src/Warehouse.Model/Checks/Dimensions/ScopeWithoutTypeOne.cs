using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>Which versions a value is written on is a question for type 1 alone: the other types answer it themselves.</summary>
public sealed class ScopeWithoutTypeOne : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2054", "scope-without-type-1");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from dimension in project.Sourced()
        from attribute in dimension.Attributes
        where attribute.Scope == AttributeScope.Run && (attribute.Scd != 1 || !dimension.HasVersions)
        select Rule.At(
            attribute.Name.Span,
            attribute.Scd != 1
                ? $"attribute `{attribute.Name}` of `{dimension.Name}` is of type {attribute.Scd}, and `scope: run` is for type 1"
                : $"attribute `{attribute.Name}` has `scope: run`, but `{dimension.Name}` has one row a member: there are no versions to choose from",
            attribute.Scd != 1 ? "remove `scope`, or set `scd: 1`" : "remove `scope`");
}
