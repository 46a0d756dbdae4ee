using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads a fact table.</summary>
internal static class FactReader
{
    private static readonly KeyTable Keys = new("fact");

    private static readonly Key<FactType> Type = Keys.Require("type", OneOf.Enum<FactType>(), "What one row stands for");

    private static readonly Key<Name> Source = Keys.Require("source", Scalars.Name, "The source that it is loaded from");

    private static readonly Key<ImmutableArray<Name>> Grain =
        Keys.Require("grain", Lists.NonEmpty(Scalars.Name), "The columns, degenerate dimensions or roles that tell one row from another");

    private static readonly Key<Name> EventTime =
        Keys.Allow("event_time", Scalars.Name, "The source column of the business event's instant");

    private static readonly Key<ImmutableArray<Role>> Roles =
        Keys.Allow("dimensions", RoleReader.Shape, "The roles that dimensions play: where each key comes from");

    private static readonly Key<ImmutableArray<DegenerateDimension>> Degenerate =
        Keys.Allow("degenerate", ColumnReader.Degenerate, "Business identifiers kept on the fact itself");

    private static readonly Key<ImmutableArray<Measure>> Measures = Keys.Allow("measures", MeasureReader.Shape, "The numbers");

    private static readonly Key<ImmutableArray<Milestone>> Milestones = Keys.Allow(
        "milestones",
        new NamedMap<Milestone>(new ValueEntry<Name, Milestone>(Scalars.Name, (name, column) => new Milestone(name, column))),
        "Accumulating snapshot: the steps of the process and the source columns of their instants");

    private static readonly Key<ImmutableArray<Lag>> Lags = Keys.Allow(
        "lags",
        LagReader.Shape,
        "Accumulating snapshot: times between two milestones, as `[from, to]` or with a unit");

    private static readonly Key<Name> Period =
        Keys.Allow("period", OneOf.Names("day", "week", "month", "quarter", "year"), "Periodic snapshot: how long a period is");

    private static readonly Key<Fill> FillKey =
        Keys.Allow("fill", OneOf.Enum<Fill>(), "Periodic snapshot: what stands for members that are absent in a period", "none");

    private static readonly Key<OnDuplicate> OnDuplicateKey =
        Keys.Allow("on_duplicate", OneOf.Enum<OnDuplicate>(), "What a row of a grain that the fact already holds does", "update");

    private static readonly Key<LateFacts> LateFactsKey =
        Keys.Allow("late_facts", LateFactsReader.Shape, "How late an event may arrive, and what becomes of a later one");

    private static readonly Key<Name> PartitionBy =
        Keys.Allow("partition_by", Scalars.Name, "The column by which the engine divides storage: the key of a calendar's role, a date or a timestamp");

    private static readonly Key<ImmutableArray<Name>> ClusterBy =
        Keys.Allow("cluster_by", Lists.Of(Scalars.Name), "Columns by which the engine orders storage");

    private static readonly TableKeys Table = new(Keys, "fact_");

    public static Shape<ImmutableArray<Fact>> Shape { get; } = new NamedMap<Fact>(new ConstructEntry<Fact>(Keys, Read));

    private static Fact Read(Name name, YamlMap map) => new()
    {
        Name = name,
        Type = map.Read(Type, FactType.Transaction),
        Source = map.Name(Source),
        Grain = map.List(Grain),
        EventTime = map.Find(EventTime),
        Roles = map.List(Roles),
        Degenerate = map.List(Degenerate),
        Measures = map.List(Measures),
        Milestones = map.List(Milestones),
        Lags = map.List(Lags),
        Period = map.Find(Period),
        Fill = map.Read(FillKey),
        OnDuplicate = map.Read(OnDuplicateKey),
        OnDuplicateSpan = map.PlaceOf(OnDuplicateKey, name.Span),
        LateFacts = map.Find(LateFactsKey),
        PartitionBy = map.Find(PartitionBy),
        ClusterBy = map.List(ClusterBy),
        Table = Table.Table(map),
        Schema = Table.Schema(map),
        Documentation = Table.Documentation(map),
    };
}
