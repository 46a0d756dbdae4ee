using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Loads;

/// <summary>The incremental load of a fact.</summary>
public sealed record FactLoad(Fact Fact, SourceRead Read, ImmutableArray<RoleLookup> Roles) : PipelineLoad(Fact.TableName)
{
    public Source Source => Read.Source;

    public TableDesign Table { get; } = Divided(Fact, LateFactTables.Remembering(FactTable.Design(Fact, Read), Roles), Roles);

    public override Name Declared => Fact.Name;

    public override Documentation Documentation => Fact.Documentation;

    public override ImmutableArray<string> Types => ["fact"];

    public override ImmutableArray<TableDesign> Tables => [.. new[] { Table, Deletes, Held }.OfType<TableDesign>()];

    public override SourceRead Reads => Read;

    /// <summary>The dimensions and bridges of its roles, the rates by which it converts, and the calendar in whose days it counts.</summary>
    public override ImmutableArray<string> BuildsOn =>
    [
        .. Roles.Select(r => r.Dimension.TableName).Concat(Rates.Select(r => r.RatesTable))
            .Concat(WorkingDays is { } calendar ? [calendar.TableName] : []).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Where deletes are remembered for older rows that come later; null where none are.</summary>
    public TableDesign? Deletes { get; } = FactTable.Deletes(Fact, Read);

    /// <summary>Periodic snapshot: how a row's period is found.</summary>
    public RoleLookup? PeriodRole => Roles.FirstOrDefault(r => r.Role.Name == Fact.PeriodRole);

    /// <summary>The amounts that are converted to other currencies.</summary>
    public ImmutableArray<RateLookup> Rates { get; init; } = [];

    /// <summary>The calendar in whose working days lags are counted; null where none is.</summary>
    public CalendarDimension? WorkingDays { get; init; }

    /// <summary>The order columns that the fact keeps.</summary>
    public ImmutableArray<OrderColumn> Order { get; } = FactOrder.Kept(Fact, Read);

    /// <summary>Where rows are kept until their members come; null where no role holds them.</summary>
    public TableDesign? Held { get; } = LateFactTables.Held(Fact, Read, Roles);

    /// <summary>The pipelines whose tables this load writes to as well: those of the dimensions in which it puts members, and of its aggregates.</summary>
    public override ImmutableArray<string> AlsoWrites =>
        [.. Roles.Where(r => r.Infers || r.Collects).Select(r => r.Dimension.TableName).Concat(Aggregates.Select(a => a.Pipeline)).Distinct().Order(StringComparer.Ordinal)];

    private static TableDesign Divided(Fact fact, TableDesign table, ImmutableArray<RoleLookup> roles) =>
        table with { PartitionBy = PartitionDesign.Of(fact, table, role => roles.First(r => r.Role == role).Dimension) };
}
