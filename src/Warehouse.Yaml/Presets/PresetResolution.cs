using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Yaml.Presets;

/// <summary>The keys of a preset's kind that the user wrote.</summary>
internal sealed record WrittenKeys(bool Feed, bool EffectiveAt, bool OrderBy, bool DeleteWhen, bool Watermark);

/// <summary>A source with what its preset says where the user says nothing: from here on it is a source like any other.</summary>
internal static class PresetResolution
{
    public static Source Resolve(Source source, ChosenPreset chosen, WrittenKeys written, ReadContext context)
    {
        var (preset, place) = chosen;
        var named = source with { Preset = new(preset.Tool, place) };
        if (Refusal(source, preset) is var (why, help))
            context.Report(ReadingRules.PresetUnfit, place, $"`{source.Name}` is delivered by `{preset.Tool}` in the form `{preset.Form}`, which is not supported {why}", help);
        var feed = written.Feed ? source.Feed : preset.Feed;
        // In a snapshot absence deletes, and it is read whole.
        var isSnapshot = feed is Feed.Snapshot;
        return named with
        {
            Feed = feed,
            FeedSpan = written.Feed ? source.FeedSpan : place,
            EffectiveAt = written.EffectiveAt ? source.EffectiveAt : Named(preset.EffectiveAt),
            OrderBy = written.OrderBy ? source.OrderBy : [.. preset.OrderBy.Select(c => new Name(c, place))],
            DeleteWhen = written.DeleteWhen || isSnapshot || preset.DeleteWhen is null ? source.DeleteWhen : new(preset.DeleteWhen, place),
            Watermark = written.Watermark || isSnapshot || source.Origin is SourceOrigin.Files || preset.Watermark is not { } watermark
                ? source.Watermark
                : new(new(watermark.Column, place), watermark.Lookback, TimeSpan.Zero),
            Delivery = preset.Delivery with { Readings = [.. preset.Delivery.Readings.Where(r => Holds(source, r))] },
        };

        Name? Named(string? column) => column is null ? null : new(column, place);
    }

    private static (string Why, string Help)? Refusal(Source source, SourcePreset preset)
    {
        if (preset.Refusal is { } refusal)
            return refusal;
        return preset.Delivery.Events is ChangeEventForm.Envelope && source.Origin is not SourceOrigin.Files { Format: FileFormat.Ndjson }
            ? (
                "because an envelope is opened where files of JSON lines are read, and nowhere else",
                "flatten the events by Debezium's `ExtractNewRecordState` and write `preset: debezium`, or give them as `.ndjson` files, one event a line")
            : null;
    }

    /// <summary>A column that the user declares is what the user says, unless that is how the tool writes it.</summary>
    private static bool Holds(Source source, ColumnReading reading) =>
        source.Columns.FirstOrDefault(c => c.Name.Text == reading.Column) is not { } declared || (reading.Encoding is not null && declared.Type == reading.WrittenAs);
}
