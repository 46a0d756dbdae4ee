using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Expressions;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks;

/// <summary>What is wrong with the portable expressions of a project, each read and typed against its source's columns.</summary>
internal static class ExpressionProblems
{
    public static IEnumerable<Diagnostic> Of(Project project) =>
        from source in project.Sources
        from expression in SourceExpressions.Of(project, source)
        from problem in Of(project, source, expression)
        select problem;

    private static ImmutableArray<Diagnostic> Of(Project project, Source source, SourceExpression expression)
    {
        var (parsed, problems) = PortableExpressionParser.Parse(expression.Text, project.TypeAliases);
        if (parsed is null)
            return problems;

        // Where the columns are not all told, one that nothing else reads may exist: it is text.
        var columns = SourceContract.IsComplete(source)
            ? source.Columns.ToDictionary(c => c.Name.Text, c => source.Delivery.ReadingOf(c.Name.Text)?.Type ?? c.Type, StringComparer.Ordinal)
            : new Dictionary<string, DataType>(SourceColumns.Of(project, source), StringComparer.Ordinal);
        var guessed = SourceContract.IsComplete(source) ? [] : parsed.ColumnsRead().Where(c => columns.TryAdd(c, DataType.String)).ToList();
        var found = ExpressionBinder.Bind(parsed, columns, expression.Stored).Diagnostics;
        return guessed.Count == 0 ? found : [.. found.Select(d => d with { Help = Declare(source, guessed, d.Help) })];
    }

    private static string Declare(Source source, IReadOnlyList<string> guessed, string? help)
    {
        var declare = $"declare the type of {Listing.And(guessed)} under the `columns` of source `{source.Name}`";
        return help is null ? declare : $"{declare}, or {help}";
    }
}
