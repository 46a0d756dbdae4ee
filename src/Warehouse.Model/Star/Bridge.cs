using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>A many-to-many link from a fact to the members of a dimension, by group.</summary>
public sealed record Bridge
{
    public required Name Name { get; init; }

    public required Name Source { get; init; }

    public required ImmutableArray<KeyPart> Group { get; init; }

    public required Name MemberDimension { get; init; }

    public required ImmutableArray<Name> MemberKey { get; init; }

    public Name? WeightColumn { get; init; }

    public decimal? WeightSum { get; init; }

    public Name? ValidFrom { get; init; }

    public Name? ValidTo { get; init; }

    public Name? Table { get; init; }

    public required string Schema { get; init; }

    public Documentation Documentation { get; init; } = Documentation.None;

    public string TableName => Table?.Text ?? $"bridge_{Name.Text}";
}

/// <summary>A fact summed to a coarser grain.</summary>
/// <param name="By">Role and attribute, as <c>order_date.month</c>.</param>
public sealed record Aggregate(Name Name, Name Fact, ImmutableArray<Name> By, ImmutableArray<Name> Measures, Name? Table, string Schema, Documentation Documentation)
{
    public string TableName => Table?.Text ?? $"agg_{Name.Text}";
}

/// <summary>What a role of readers may see.</summary>
public sealed record AccessRule(Name Role, ImmutableArray<Name> Read, bool ClearPii, SourceSpan Span)
{
    public Documentation Documentation { get; init; } = Documentation.None;
}
