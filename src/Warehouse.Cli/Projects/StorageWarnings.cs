using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning;
using Warehouse.Sql.Dialects;

namespace Warehouse.Cli.Projects;

/// <summary>What a model says of storage that the engine of one of its targets does not do.</summary>
internal static class StorageWarnings
{
    public static ImmutableArray<Diagnostic> Of(Project project)
    {
        var dialects = project.Targets.Select(t => t.Engine.Text).Distinct(StringComparer.Ordinal).Select(Dialects.Find).OfType<Dialect>().ToList();
        return [.. project.Facts.SelectMany(OfFact), .. project.Dimensions.OfType<SourcedDimension>().SelectMany(d => Clustering(d.Name, d.ClusterBy))];

        IEnumerable<Diagnostic> OfFact(Fact fact) => (fact.PartitionBy is { } by ? Ignored(by.Span, $"`partition_by` of `{fact.Name}`", d => d.WithoutPartitions) : [])
            .Concat(Clustering(fact.Name, fact.ClusterBy));

        IEnumerable<Diagnostic> Clustering(Name table, ImmutableArray<Name> columns) =>
            columns.IsEmpty ? [] : Ignored(columns[0].Span, $"`cluster_by` of `{table}`", d => d.WithoutClustering);

        IEnumerable<Diagnostic> Ignored(SourceSpan span, string subject, Func<Dialect, string?> reason) =>
            from dialect in dialects
            let why = reason(dialect)
            where why is not null
            select PlanningRules.NotYetApplied.At(span, $"{subject} has no effect on `{dialect.Name}`", $"leave it in, loads are right without it: {why}");
    }
}
