using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>Everything that the files of a project declare, in the order of the files and of the keys in them, defaults applied.</summary>
public sealed record Project
{
    public required Name Name { get; init; }

    public required Defaults Defaults { get; init; }

    /// <summary>The project's own names for types, resolved.</summary>
    public IReadOnlyDictionary<string, DataType> TypeAliases { get; init; } = ImmutableDictionary<string, DataType>.Empty;

    public Name? DefaultTarget { get; init; }

    public ImmutableArray<Target> Targets { get; init; } = [];

    public ImmutableArray<Source> Sources { get; init; } = [];

    public ImmutableArray<Dimension> Dimensions { get; init; } = [];

    public ImmutableArray<Bridge> Bridges { get; init; } = [];

    public ImmutableArray<Fact> Facts { get; init; } = [];

    public ImmutableArray<Aggregate> Aggregates { get; init; } = [];

    public ImmutableArray<AccessRule> Access { get; init; } = [];

    public ImmutableArray<ModelTest> Tests { get; init; } = [];

    /// <summary>Whom runs tell of themselves; null: nobody else.</summary>
    public Observation? Observation { get; init; }

    public Documentation Documentation { get; init; } = Documentation.None;

    /// <summary>
    /// Names of what is declared and could not be read whole: it may be missing here, or have gaps. What a check finds wrong with it from
    /// elsewhere is no second mistake.
    /// </summary>
    public ImmutableHashSet<string> Unread { get; init; } = [];

    public bool IsUnread(Name? name) => name is not null && Unread.Contains(name.Text);

    public Source? FindSource(string name) => Sources.FirstOrDefault(s => s.Name.Text == name);

    public Dimension? FindDimension(string name) => Dimensions.FirstOrDefault(d => d.Name.Text == name);

    public Bridge? FindBridge(string name) => Bridges.FirstOrDefault(b => b.Name.Text == name);

    public Fact? FindFact(string name) => Facts.FirstOrDefault(f => f.Name.Text == name);
}

/// <summary>What holds where a thing does not say otherwise.</summary>
/// <param name="Schema">The schema of the published tables.</param>
/// <param name="Landing">The schema of tables that sources name without one.</param>
public sealed record Defaults(string Schema, string Landing, int Scd, FirstVersion FirstVersion, OpenEnd OpenEnd, decimal MaxDeleteRatio)
{
    public static Defaults Standard { get; } = new("mart", "landing", 1, FirstVersion.Open, OpenEnd.HighDate, 0.10m);
}
