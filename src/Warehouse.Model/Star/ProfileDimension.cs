using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>A mini-dimension with the history from which a role finds the combination that held at an event.</summary>
public sealed record ProfileDimension : Dimension
{
    public required SourcedDimension Base { get; init; }

    public required MiniDimension Mini { get; init; }

    /// <summary>Which combination each member had and when, kept beside the base as a dimension of type 2 that nobody reports from.</summary>
    public required SourcedDimension History { get; init; }

    public static ProfileDimension Of(SourcedDimension dimension, MiniDimension mini)
    {
        ArgumentNullException.ThrowIfNull(dimension);
        ArgumentNullException.ThrowIfNull(mini);
        var name = new Name($"{dimension.Name.Text}__{mini.Name.Text}", mini.Name.Span);
        return new()
        {
            Name = mini.Name,
            Schema = dimension.Schema,
            Documentation = mini.Documentation,
            Base = dimension,
            Mini = mini,
            History = new()
            {
                Name = name,
                Table = name,
                Schema = dimension.Schema,
                Source = dimension.Source,
                NaturalKey = dimension.NaturalKey,
                Attributes = [.. mini.Attributes.Select(a => a with { Scd = 2 })],
                Remember = dimension.Remember,
                Validity = dimension.Validity,
                // The combination that a member had last is known of it when it is gone.
                OnDelete = OnDelete.Ignore,
                Documentation = Documentation.None with { Description = $"Which {mini.Name.Text} each {dimension.Name.Text} had, and when." },
            },
        };
    }
}
