using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Expressions;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks;

/// <summary>What is wrong with the portable expressions of a project, each read and typed against its source's columns.</summary>
internal static class ExpressionProblems
{
    public static IEnumerable<Diagnostic> Of(Project project) =>
        project.Sources.SelectMany(source => SourceExpressions.Of(project, source).SelectMany(expression => Of(project, source, expression)));

    private static ImmutableArray<Diagnostic> Of(Project project, Source source, SourceExpression expression)
    {
        var (parsed, problems) = PortableExpressionParser.Parse(expression.Text, project.TypeAliases);
        return parsed is null ? problems : ExpressionBinder.Bind(parsed, Columns(project, source, parsed), expression.Stored).Diagnostics;
    }

    // A contract is the whole truth. Without one, a column that nothing else reads may exist: it is text.
    private static Dictionary<string, DataType> Columns(Project project, Source source, PortableExpression expression)
    {
        if (!source.Columns.IsEmpty)
            return source.Columns.ToDictionary(c => c.Name.Text, c => c.Type, StringComparer.Ordinal);

        var columns = new Dictionary<string, DataType>(SourceColumns.Of(project, source), StringComparer.Ordinal);
        foreach (var column in expression.ColumnsRead())
            columns.TryAdd(column, DataType.String);
        return columns;
    }
}
