using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Tables;

/// <summary>The schemas and tables of a project, and the special members in them.</summary>
public static class SchemaCompiler
{
    /// <summary>The toolkit's own tables in the target.</summary>
    public static ImmutableArray<LoadStep> State() =>
    [
        new("Keep what has been loaded in the same database as the rows", new CreateSchema(StateTables.Schema)),
        .. StateTables.All.Select(t => new LoadStep($"The toolkit's {t.Name.Replace('_', ' ')} table", Table(t))),
    ];

    /// <summary>The schemas that the loads publish into, in name order.</summary>
    public static ImmutableArray<LoadStep> Schemas(IEnumerable<PipelineLoad> loads) =>
    [
        .. loads.SelectMany(l => l.Tables).Select(t => t.Schema).Distinct().Order(StringComparer.Ordinal)
            .Select(s => new LoadStep($"The schema {s}", new CreateSchema(s))),
    ];

    /// <summary>The tables of one pipeline, with their special members.</summary>
    public static ImmutableArray<LoadStep> Tables(PipelineLoad load) => [.. load.Tables.SelectMany(t => Creation(t)), .. Members(load)];

    /// <summary>The creation of one table, for what its description says, and of its indexes.</summary>
    public static ImmutableArray<LoadStep> Creation(TableDesign design) =>
    [
        new(design.Description ?? $"The table {design.Name}", Table(design)),
        .. design.Indexes.Select((columns, i) => new LoadStep(
            $"Find rows of {design.Name} by {string.Join(", ", columns)}",
            new CreateIndex(string.Create(CultureInfo.InvariantCulture, $"{design.Name}_ix{i + 1}"), design.ToTable(), columns))),
        .. design.RequestedIndexes.Select(columns => new LoadStep(
            $"Find rows of {design.Name} by {string.Join(", ", columns)}, as the model asks",
            new CreateIndex(IndexName.Of(design.Name, columns), design.ToTable(), columns) { IsRequested = true })),
    ];

    /// <summary>The special members of a dimension; none for a fact.</summary>
    public static ImmutableArray<LoadStep> Members(PipelineLoad load) => load switch
    {
        CalendarLoad calendar => [SpecialMembers.Seed(calendar.Dimension, calendar.Table, CalendarTable.Label)],
        ClockLoad clock => [SpecialMembers.Seed(clock.Dimension, clock.Table, ClockTable.Label)],
        JunkLoad junk => [SpecialMembers.Seed(junk.Dimension)],
        BridgeLoad bridge => [SpecialMembers.Seed(bridge)],
        DimensionLoad dimension =>
        [
            SpecialMembers.Seed(dimension.Dimension),
            .. dimension.Closure is { } closure ? [SpecialMembers.Seed(closure)] : Array.Empty<LoadStep>(),
            .. dimension.Profiles.SelectMany(p => new[] { SpecialMembers.Seed(p.Profile), SpecialMembers.Seed(p.History.Dimension) }),
        ],
        _ => [],
    };

    /// <summary>A table as it is created.</summary>
    public static CreateTable Table(TableDesign design) => new(
        design.ToTable(),
        [.. design.Columns.Select(c => new ColumnDefinition(c.Name, SqlTypes.Of(c.Type), c.Nullable, c.Description))])
    {
        PrimaryKey = design.PrimaryKey,
        Unique = design.Unique,
        Indexed = [.. design.RequestedIndexes.SelectMany(i => i).Distinct()],
        Description = design.Description,
        UpdatedInPlace = design.UpdatedInPlace,
        PartitionBy = design.PartitionBy is { } partition ? Partitioning(partition) : null,
        ClusterBy = design.ClusterBy,
    };

    // An engine allows some thousand partitions: what a century has of months is too many.
    private static Partitioning Partitioning(PartitionDesign design) => design switch
    {
        { Months: { } months } => new Partitioning.ByRange(design.Column, months.From, months.To, months.To - months.From > 4000 * PartitionDesign.Month ? PartitionDesign.Year : PartitionDesign.Month),
        { Type: DataType.Date } => new Partitioning.ByDate(design.Column),
        { Type: DataType.Timestamp } => new Partitioning.ByDayOfInstant(design.Column),
        _ => throw new UnreachableException(design.Column),
    };
}
