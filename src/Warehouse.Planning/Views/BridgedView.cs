using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Views;

/// <summary>A fact by the members of the groups that one of its roles refers to: one row for each fact and each member that its group had at the event.</summary>
/// <remarks>
/// Weighted, every row has its member's share of what may be summed, and the totals are the fact's own. Unweighted, a fact counts in full
/// for every member: what each member had a part in, whose totals over several members count a fact several times.
/// </remarks>
public sealed record BridgedView(Fact Fact, Role Role, Bridge Bridge, bool Weighted)
    : ViewDesign(new ObjectName(Fact.Schema, $"fact_{Fact.Name.Text}_by_{Role.Name.Text}_{(Weighted ? "weighted" : "unweighted")}"))
{
    /// <summary>The member, whatever its version: a bridge links to members, and each has one row in its dimension's current view.</summary>
    public string MemberColumn => $"{Role.Name.Text}_{Bridge.MemberDimension.Text}_durable_key";

    /// <summary>The member's share in its group, of 1.</summary>
    public string ShareColumn => $"{Role.Name.Text}_share";

    /// <summary>What turns a weight into a share of 1: exact where it has few digits, null where the whole is to be divided by.</summary>
    public decimal? Factor { get; } = ExactReciprocal(Bridge.WeightSum ?? 1);

    /// <summary>How many digits a share has after the point: those of a weight, and those of the factor.</summary>
    public int ShareScale => WeightScale + (Factor?.Scale ?? 0);

    public override ImmutableArray<ColumnDesign> Columns =>
    [
        .. FactTable.Published(Fact).Select(c => IsShared(c.Name) ? c with { Type = SharedType(c.Type), Description = $"The member's share. {c.Description}".TrimEnd() } : c),
        new(MemberColumn, DataType.Int64, Nullable: false, "The member, whatever its version; negative where the group has none."),
        .. Bridge.WeightColumn is null ? Array.Empty<ColumnDesign>() : [new(ShareColumn, new DataType.Decimal(18 + (Factor?.Scale ?? 0), ShareScale), Nullable: false, "The member's share in its group, of 1.")],
    ];

    public override ImmutableArray<ObjectName> Reads => [new(Fact.Schema, Fact.TableName), new(Bridge.Schema, Bridge.TableName)];

    public override string Description => Weighted
        ? $"{Fact.Name.Text} by the members of {Role.Name.Text}, each with its share: what may be summed has the totals of {Fact.TableName}."
        : $"{Fact.Name.Text} by the members of {Role.Name.Text}, in full for each of them: summed over several members, a fact counts several times.";

    public override SourceSpan DeclaredAt => Role.Name.Span;

    /// <summary>Whether a column of the fact is shared out: what may be summed over the role's members.</summary>
    public bool IsShared(string column) => Weighted && Fact.Measures.Any(m =>
        m.Additivity is { None: false } additivity && !additivity.Except.Contains(Role.Name) && m.Columns().Contains(column));

    /// <summary>Wide enough that a share of it is exact, so that the shares sum to the whole.</summary>
    public DataType SharedType(DataType measure) => measure switch
    {
        DataType.Float => measure,
        DataType.Decimal { Scale: var scale } => new DataType.Decimal(38, Math.Min(scale + ShareScale, 37)),
        _ => new DataType.Decimal(38, ShareScale),
    };

    /// <summary>As the bridge keeps weights.</summary>
    private static int WeightScale => ((DataType.Decimal)SourceColumns.Number).Scale;

    private static decimal? ExactReciprocal(decimal whole)
    {
        var reciprocal = decimal.Round(1 / whole, 6);
        return reciprocal * whole == 1 ? reciprocal / 1.0000000000000000000000000000m : null;
    }
}
