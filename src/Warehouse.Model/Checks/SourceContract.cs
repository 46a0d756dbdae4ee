using Warehouse.Model.Star;

namespace Warehouse.Model.Checks;

/// <summary>How much of a source its <c>columns</c> tell.</summary>
internal static class SourceContract
{
    /// <summary>
    /// Whether `columns` are all the columns there are: a query is opaque, and a file without a header has no names of its own. Those of a
    /// table or another file are columns that must be there, beside others that the model may read.
    /// </summary>
    public static bool IsComplete(Source source) =>
        source is { Origin: SourceOrigin.Query } or { Origin: SourceOrigin.Files { Format: FileFormat.Csv }, Csv.Header: false };

    public static bool Has(Source source, string column) => source.Columns.Any(c => c.Name.Text == column);

    /// <summary>Every column that the model reads, in expressions too; null where an expression does not parse, so that nobody knows what it reads.</summary>
    public static HashSet<string>? Read(Project project, Source source)
    {
        var read = ColumnReads.Of(project, source).Select(r => r.Column.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var expression in SourceExpressions.Of(project, source))
        {
            if (Expressions.PortableExpressionParser.Parse(expression.Text, project.TypeAliases).Expression is not { } parsed)
                return null;

            read.UnionWith(parsed.ColumnsRead());
        }

        return read;
    }
}
