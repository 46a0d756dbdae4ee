using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Names;

/// <summary>Readers are let into schemas that the model fills.</summary>
public sealed class UnknownAccessSchema : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2015", "unknown-access-schema");

    public IEnumerable<Diagnostic> Check(Project project) =>
        from rule in project.Access
        from schema in rule.Read
        where !Schemas(project).Contains(schema.Text)
        select Rule.At(
            schema.Span,
            $"`{rule.Role}` may read `{schema}`, a schema that nothing of the model is in",
            Hint.Nearest(schema, Schemas(project), $"name one of the model's schemas: {Listing.And(Schemas(project))}"));

    private static IReadOnlyCollection<string> Schemas(Project project) =>
    [
        .. project.Dimensions.Select(d => d.Schema)
            .Concat(project.Bridges.Select(b => b.Schema))
            .Concat(project.Facts.Select(f => f.Schema))
            .Concat(project.Aggregates.Select(a => a.Schema))
            .Append(project.Defaults.Schema)
            .Distinct(StringComparer.Ordinal),
    ];
}
