using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Loads;

/// <summary>The incremental load of a bridge, group by group.</summary>
public sealed record BridgeLoad(Bridge Bridge, SourceRead Read, SourcedDimension Member) : PipelineLoad(Bridge.TableName)
{
    public Source Source => Read.Source;

    public TableDesign Table { get; } = BridgeTable.Design(Bridge, Member);

    public override Name Declared => Bridge.Name;

    public override Documentation Documentation => Bridge.Documentation;

    public override ImmutableArray<string> Types => ["bridge"];

    public override ImmutableArray<TableDesign> Tables => [Table];

    public override SourceRead Reads => Read;

    public override ImmutableArray<string> BuildsOn => [Member.TableName];

    /// <summary>The groups as facts refer to them.</summary>
    public GroupDimension Groups { get; } = GroupDimension.Of(Bridge);

    /// <summary>The roles by which facts have asked for groups that had not come.</summary>
    public ImmutableArray<RoleLookup> Awaited { get; init; } = [];

    /// <summary>The pipelines whose tables this load writes to as well: the members that it infers, and the facts that waited.</summary>
    public override ImmutableArray<string> AlsoWrites =>
    [
        .. Awaited.Select(r => r.Fact.TableName).Append(Member.TableName)
            .Concat(Releases.SelectMany(f => f.AlsoWrites.Append(f.Pipeline)))
            .Except([Pipeline])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The staged columns of the member's natural key.</summary>
    public ImmutableArray<string> MemberColumns => [.. Member.NaturalKey.Select(k => k.Name.Text)];

    public ImmutableArray<string> GroupColumns => [.. Bridge.Group.Select(g => g.Name.Text)];
}
