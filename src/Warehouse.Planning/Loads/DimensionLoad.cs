using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Loads;

/// <summary>The incremental load of a sourced dimension.</summary>
public sealed record DimensionLoad(SourcedDimension Dimension, SourceRead Read) : PipelineLoad(Dimension.TableName)
{
    public Source Source => Read.Source;

    /// <summary>The pipeline under which the ledger keeps its batches; another's where it is a part of that one's load.</summary>
    public string Ledger { get => field ?? Pipeline; init; }

    public TableDesign Table { get; } = DimensionTable.Design(Dimension, versionsVanish: Read.Source.Feed == Feed.Changes && !Dimension.Remember.Nothing);

    public override Name Declared => Dimension.Name;

    public override Documentation Documentation => Dimension.Documentation;

    public override ImmutableArray<string> Types => ["dimension"];

    public override ImmutableArray<TableDesign> Tables =>
    [
        .. new[] { Table, ChangeStore, Closure }.Concat(Profiles.SelectMany(p => new[] { p.Table, p.HistoryTable, p.History.ChangeStore })).OfType<TableDesign>(),
    ];

    public override SourceRead Reads => Read;

    /// <summary>The dimensions that its outriggers refer to.</summary>
    public override ImmutableArray<string> BuildsOn => [.. Outriggers.Select(o => o.Dimension.TableName).Distinct(StringComparer.Ordinal)];

    /// <summary>Where accepted changes are kept for late ones; null for feeds that never rewrite the past.</summary>
    public TableDesign? ChangeStore { get; } =
        DimensionTable.ChangeStore(Dimension, Read.Source, Read.Columns.ToDictionary(c => c.Name, c => c.Type));

    /// <summary>A batch of `upserts` or `snapshot` says one thing of a member: its row now.</summary>
    public bool OneChangeAMember => Source.Feed != Feed.Changes;

    /// <summary>The facts whose keys follow when a version's bounds move or, where `rekey_facts` is false, when it vanishes.</summary>
    public ImmutableArray<FactRole> FactRoles { get; init; } = [];

    /// <summary>Where bridges and other dimensions keep durable keys of its members.</summary>
    public ImmutableArray<MemberReference> References { get; init; } = [];

    /// <summary>The roles by which facts have asked for members that had not come: they get their keys when these do.</summary>
    public ImmutableArray<RoleLookup> Awaited { get; init; } = [];

    /// <summary>The references to other dimensions.</summary>
    public ImmutableArray<OutriggerLookup> Outriggers { get; init; } = [];

    /// <summary>All ancestors of all members; null where the model asks for none.</summary>
    public TableDesign? Closure { get; } = ParentTables.Closure(Dimension);

    /// <summary>The mini-dimensions, each with the history of who had which combination.</summary>
    public ImmutableArray<ProfileLoad> Profiles { get; init; } = [];

    /// <summary>The pipelines whose tables this load writes to as well: those of the facts that it keys again, gives the keys they wait for, or releases, and of their aggregates.</summary>
    public override ImmutableArray<string> AlsoWrites =>
    [
        .. FactRoles.Select(r => r.Fact.TableName)
            .Concat(Awaited.Concat(Profiles.SelectMany(p => p.Roles)).Select(r => r.Fact.TableName))
            .Concat(Outriggers.Where(o => o.Dimension is SourcedDimension).Select(o => o.Dimension.TableName))
            .Concat(Releases.SelectMany(f => f.AlsoWrites.Append(f.Pipeline)))
            .Concat(Aggregates.Select(a => a.Pipeline))
            .Except([Pipeline])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The attributes with a column in the base dimension.</summary>
    public ImmutableArray<Model.Star.Attribute> Attributes => StoredAttributes.Of(Dimension);
}

/// <summary>A role through which a fact refers to the version of a dimension that held at its event.</summary>
public sealed record FactRole(Fact Fact, Role Role);

/// <summary>A column of a bridge, or of a dimension with an outrigger, that holds durable keys of another dimension's members.</summary>
public sealed record MemberReference(string Schema, string Table, string Column);
