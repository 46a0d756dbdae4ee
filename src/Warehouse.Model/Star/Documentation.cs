using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>What people are told about a thing: its description, its owner, and the tags that select it.</summary>
public sealed record Documentation(string? Description, string? Owner, ImmutableArray<Name> Tags)
{
    public static Documentation None { get; } = new(null, null, []);
}
