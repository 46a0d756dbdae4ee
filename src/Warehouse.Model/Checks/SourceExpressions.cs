using Warehouse.Model.Star;

namespace Warehouse.Model.Checks;

/// <summary>An expression over a source's columns.</summary>
/// <param name="Stored">The type its value is kept as; boolean for a condition.</param>
internal sealed record SourceExpression(ExpressionText Text, DataType? Stored);

/// <summary>The expressions that are evaluated on the rows of a source, in the order of the model.</summary>
internal static class SourceExpressions
{
    public static IEnumerable<SourceExpression> Of(Project project, Source source) =>
        Condition(source)
            .Concat(project.Sourced()
                .Where(d => d.Source == source.Name)
                .SelectMany(d => d.AllAttributes())
                .Where(a => a.Expression is not null)
                .Select(a => new SourceExpression(a.Expression!, a.Type)))
            .Concat(from part in project.Roles()
                where part.Fact.Source == source.Name
                from attribute in (project.DimensionOf(part.Role) as JunkDimension)?.Attributes ?? []
                where attribute.Expression is not null
                select new SourceExpression(attribute.Expression!, attribute.Type))
            .Concat(project.Measures()
                .Where(m => m.Fact.Source == source.Name && m.Measure.Expression is not null)
                .Select(m => new SourceExpression(m.Measure.Expression!, m.Measure.Type)));

    private static IEnumerable<SourceExpression> Condition(Source source) =>
        source.DeleteWhen is { } condition ? [new SourceExpression(condition, DataType.Bool)] : [];
}
