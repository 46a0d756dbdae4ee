using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;

namespace Warehouse.Planning.Tables;

/// <summary>The columns by which rows of one grain are put in order, most significant first: `effective_at`, then `order_by`.</summary>
public static class FactOrder
{
    public static ImmutableArray<OrderColumn> Of(SourceRead read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return
        [
            .. read.Source.EffectiveAt is { } at ? [new(ChangeColumns.EffectiveAt, at.Text, DataType.Instant)] : Array.Empty<OrderColumn>(),
            .. read.Source.OrderBy.Select((c, i) => new OrderColumn(ChangeColumns.Order(i), c.Text, read.TypeOf(c.Text))),
        ];
    }

    /// <summary>Those that the fact keeps, so that an older row which arrives later corrects nothing; none where the first row stands.</summary>
    public static ImmutableArray<OrderColumn> Kept(Fact fact, SourceRead read) =>
        fact.Type != FactType.PeriodicSnapshot && fact.OnDuplicate is OnDuplicate.Update or OnDuplicate.AppendReversal ? Of(read) : [];

    /// <summary>Where the row stood that told a milestone: each is corrected by itself.</summary>
    public static ImmutableArray<OrderColumn> OfMilestone(Fact fact, SourceRead read, Milestone milestone) =>
        [.. Kept(fact, read).Select(o => o with { Name = $"_{milestone.Name.Text}{o.Name}" })];

    public static ImmutableArray<OrderColumn> OfMilestones(Fact fact, SourceRead read) => [.. fact.Milestones.SelectMany(m => OfMilestone(fact, read, m))];
}

/// <summary>A column of an order: its name in staging and in the fact, the source's column, and its type.</summary>
public sealed record OrderColumn(string Name, string SourceColumn, DataType Type)
{
    public bool IsText => Type is DataType.Text;
}
