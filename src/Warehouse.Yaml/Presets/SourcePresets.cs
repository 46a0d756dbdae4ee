using System.Collections.Immutable;
using Warehouse.Model.Star;

namespace Warehouse.Yaml.Presets;

/// <summary>The presets there are; decisions/0018 says why each is as it is, and where the tools say it.</summary>
internal static class SourcePresets
{
    /// <summary>A row may be seen as long after the moment it bears as one run of the tool takes.</summary>
    private static readonly TimeSpan OneRun = TimeSpan.FromDays(1);

    private static readonly SourcePreset DebeziumFlat = new("debezium", "flat")
    {
        Feed = Feed.Changes,
        EffectiveAt = "__source_ts_ms",
        OrderBy = ["__lsn"],
        DeleteWhen = "__deleted",
        Delivery = new()
        {
            Readings = [new("__source_ts_ms", DataType.Instant, TimeEncoding.UnixMilliseconds), new("__lsn", DataType.Int64), new("__deleted", DataType.Bool)],
            Events = ChangeEventForm.Flat,
            Undelivered = "__debezium_unavailable_value",
        },
    };

    private static readonly SourcePreset AirbyteCdc = new("airbyte", "cdc")
    {
        Feed = Feed.Changes,
        EffectiveAt = "_ab_cdc_updated_at",
        OrderBy = ["_ab_cdc_lsn"],
        DeleteWhen = "_ab_cdc_deleted_at IS NOT NULL",
        Watermark = ("_airbyte_extracted_at", OneRun),
        Delivery = new()
        {
            Readings = [new("_ab_cdc_updated_at", DataType.Instant), new("_ab_cdc_lsn", SourceColumns.Number), new("_airbyte_extracted_at", DataType.Instant)],
        },
    };

    /// <summary>Of each tool its usual form first.</summary>
    public static ImmutableArray<SourcePreset> All { get; } =
    [
        DebeziumFlat,
        DebeziumFlat with { Form = "envelope", Delivery = DebeziumFlat.Delivery with { Events = ChangeEventForm.Envelope } },
        new("airbyte", "cursor")
        {
            Feed = Feed.Upserts,
            EffectiveAt = "_airbyte_extracted_at",
            Watermark = ("_airbyte_extracted_at", OneRun),
            Delivery = new() { Readings = [new("_airbyte_extracted_at", DataType.Instant)] },
        },
        AirbyteCdc,
        new("fivetran", "soft_delete")
        {
            Feed = Feed.Upserts,
            EffectiveAt = "_fivetran_synced",
            DeleteWhen = "_fivetran_deleted",
            Delivery = new() { Readings = [new("_fivetran_synced", DataType.Instant), new("_fivetran_deleted", DataType.Bool)] },
        },
        new("fivetran", "history")
        {
            Feed = Feed.Upserts,
            Refusal = (
                "because a row says two things at two times: that a version began at `_fivetran_start`, and, once it is closed, that it ended at `_fivetran_end`",
                "take the table in soft delete mode, or give `sql` a query with a row for each `_fivetran_start`, and one that deletes for each `_fivetran_end` of a member's last version; and `feed: changes`"),
        },
        new("dlt", "merge")
        {
            Feed = Feed.Upserts,
            EffectiveAt = "_dlt_load_id",
            Watermark = ("_dlt_load_id", OneRun),
            Delivery = new() { Readings = [new("_dlt_load_id", DataType.Instant, TimeEncoding.UnixSeconds)] },
        },
        new("dlt", "scd2")
        {
            Feed = Feed.Upserts,
            Refusal = (
                "because a row says two things at two times: that a version began at `_dlt_valid_from`, and, once it is retired, that it ended at `_dlt_valid_to`",
                "load the table by `merge` and let the dimension keep the history, or give `sql` a query with a row for each `_dlt_valid_from`, and one that deletes for each `_dlt_valid_to` of a member's last version; and `feed: changes`"),
        },
    ];

    /// <summary>What a tool's name alone stands for.</summary>
    public static ImmutableArray<SourcePreset> Usual { get; } = [.. All.DistinctBy(p => p.Tool)];

    public static ImmutableArray<SourcePreset> Of(string tool) => [.. All.Where(p => p.Tool == tool)];
}
