using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Model.Star;

namespace Warehouse.Yaml.Presets;

/// <summary>What a replication tool delivers in one of its forms, as the keys of a source.</summary>
internal sealed record SourcePreset(string Tool, string Form)
{
    public Feed Feed { get; init; }

    public string? EffectiveAt { get; init; }

    public ImmutableArray<string> OrderBy { get; init; } = [];

    public string? DeleteWhen { get; init; }

    /// <summary>The column of arrival, whose rows may be seen some time after the moment that they bear.</summary>
    public (string Column, TimeSpan Lookback)? Watermark { get; init; }

    public Delivery Delivery { get; init; } = Delivery.Plain;

    /// <summary>Why such a delivery cannot be read, and what to do; null: it can.</summary>
    public (string Why, string Help)? Refusal { get; init; }

    /// <summary>The keys, as a user would write them.</summary>
    public override string ToString() => Refusal is { } refusal ? $"not supported {refusal.Why}" : string.Join(", ", Keys());

    private IEnumerable<string> Keys()
    {
        yield return $"feed: {Feed.ToString().ToLowerInvariant()}";
        if (EffectiveAt is not null)
            yield return $"effective_at: {EffectiveAt}";
        if (!OrderBy.IsEmpty)
            yield return $"order_by: [{string.Join(", ", OrderBy)}]";
        if (DeleteWhen is not null)
            yield return $"delete_when: {DeleteWhen}";
        if (Watermark is { } watermark)
            yield return string.Create(CultureInfo.InvariantCulture, $"watermark: {{column: {watermark.Column}, lookback: {watermark.Lookback.TotalDays:0}d}}");
    }
}
