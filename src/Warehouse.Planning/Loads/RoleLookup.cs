using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>How the key of a fact's role is found: the dimension, and the staged columns that hold its natural key.</summary>
public sealed record RoleLookup(Fact Fact, Role Role, Dimension Dimension)
{
    /// <summary>The role whose member's combination this one is; null for a role of its own.</summary>
    public RoleLookup? Via { get; init; }

    /// <summary>Members that have not come yet are put in place first.</summary>
    public bool Infers => IsAwaited && Role.Late == LateMember.Infer;

    /// <summary>A fact of a member that has not come takes −1 and remembers whom it asked for.</summary>
    public bool TakesUnknown => IsAwaited && Role.Late == LateMember.Unknown;

    /// <summary>A fact of a member that has not come is kept aside until it does.</summary>
    public bool Holds => IsAwaited && Role.Late == LateMember.Hold;

    /// <summary>A fact of a member that has not come is turned away.</summary>
    public bool Rejects => IsAwaited && Role.Late == LateMember.Reject;

    /// <summary>The fact itself says what the members are: a combination is there as soon as it is met, and one of NULLs alone is one too.</summary>
    public bool Collects => Dimension is JunkDimension;

    /// <summary>Members come from a source, which may be later than the fact's.</summary>
    private bool IsAwaited => Dimension is SourcedDimension or GroupDimension;

    /// <summary>The natural key by which the role refers to its dimension.</summary>
    // Of a clock the key is looked up, which the parts of the time come to.
    public ImmutableArray<NaturalKeyColumn> NaturalKey => Dimension switch
    {
        ClockDimension clock => [new(clock.KeyColumn, DataType.Int64)],
        // A combination is told by all its attributes, those that are worked out among them.
        JunkDimension junk => [.. junk.Attributes.Select(a => new NaturalKeyColumn(a.Name.Text, a.Type ?? DataType.String))],
        _ => NaturalKeys.Of(Dimension),
    };

    /// <summary>The staged columns of the natural key, in the dimension's order.</summary>
    public ImmutableArray<string> StagedColumns => Columns($"_{Role.Name.Text}__");

    /// <summary>The fact's own columns for the natural key of a member that it could not find; none where the role takes no unknown one.</summary>
    public ImmutableArray<string> LateColumns => TakesUnknown ? Columns($"_late_{Role.Name.Text}__") : [];

    private ImmutableArray<string> Columns(string prefix) => [.. Enumerable.Range(0, Collects ? NaturalKey.Length : Role.Key.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}{i + 1}"))];
}
