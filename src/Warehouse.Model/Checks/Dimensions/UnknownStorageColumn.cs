using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Checks.Dimensions;

/// <summary>Clustering, partitions and indexes are over columns of the table.</summary>
public sealed class UnknownStorageColumn : IModelCheck
{
    public DiagnosticRule Rule { get; } = new("WH2056", "unknown-storage-column");

    public IEnumerable<Diagnostic> Check(Project project) =>
        project.Sourced().SelectMany(d => Unknown(d.Name, d.ClusterBy.Concat(d.Indexes.SelectMany(i => i)), [.. TableColumns.Of(d).Where(c => IsThere(d, c))]))
            .Concat(project.Facts.SelectMany(f => Unknown(f.Name, f.PartitionBy is { } by ? f.ClusterBy.Prepend(by) : f.ClusterBy, TableColumns.Of(f))));

    /// <summary>Columns that another `scd` or `on_delete` would bring are none of the table now.</summary>
    private static bool IsThere(SourcedDimension dimension, TableColumn column) => column is not { Origin: ColumnOrigin.Generated } || column.Name switch
    {
        "valid_from" or "valid_to" or "is_current" => dimension.HasVersions,
        "is_deleted" => dimension.OnDelete == OnDelete.Flag,
        _ => true,
    };

    private IEnumerable<Diagnostic> Unknown(Name table, IEnumerable<Name> columns, ImmutableArray<TableColumn> known) =>
        from column in columns
        where known.All(k => k.Name != column.Text)
        select Rule.At(
            column.Span,
            $"`{column}` is not a column of `{table}`",
            known.Any(k => k.Name == $"{column}_key")
                ? $"name the role's column: `{column}_key`"
                : Hint.Nearest(column, known.Select(k => k.Name), $"name a column of `{table}`"));
}
