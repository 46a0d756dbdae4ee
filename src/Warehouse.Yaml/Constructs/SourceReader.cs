using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Presets;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads a source: where rows come from and what one of them means.</summary>
internal static class SourceReader
{
    private static readonly KeyTable Keys = new("source");

    private static readonly Key<Name> Table = Keys.Allow("table", Scalars.Name, "A table or view in the warehouse, as `schema.table`");

    private static readonly Key<SourceOrigin> Files =
        Keys.Allow("files", OriginReader.Files, "Files under the project's folder, one batch a file, oldest first");

    private static readonly Key<ImmutableArray<(Name, string)>> Sql =
        Keys.Allow("sql", OriginReader.Sql, "A query by engine; `default` serves the others; `columns` must be declared");

    private static readonly Key<Feed> FeedKey =
        Keys.Allow("feed", OneOf.Enum<Feed>(), "What a row says: a change, the row now, or all the rows now");

    private static readonly Key<Name> EffectiveAt =
        Keys.Allow("effective_at", Scalars.Name, "The column of business time, which drives versions");

    private static readonly Key<ImmutableArray<Name>> OrderBy =
        Keys.Allow("order_by", Lists.Of(Scalars.Name), "Columns that order changes within one effective time");

    private static readonly Key<ExpressionText> DeleteWhen =
        Keys.Allow("delete_when", Scalars.Expression, "A portable condition; a row for which it holds deletes its member");

    private static readonly Key<Watermark> WatermarkKey =
        Keys.Allow("watermark", OriginReader.Watermark, "Arrival time, which drives extraction and never versions");

    private static readonly Key<Freshness> FreshnessKey =
        Keys.Allow("freshness", OriginReader.Freshness, "How old the newest row may be");

    private static readonly Key<ImmutableArray<Name>> DeleteScope =
        Keys.Allow(
            "delete_scope",
            Lists.Of(Scalars.Name),
            "Snapshot: absence counts only within the values of these columns that the batch mentions");

    private static readonly Key<(OnConflict Action, Name? Column)> OnConflictKey = Keys.Allow(
        "on_conflict", OriginReader.OnConflict, "What becomes of differing rows of one member at one instant in one batch", "reject");

    private static readonly Key<TimeSpan> MaxFuture =
        Keys.Allow("max_future", Times.Duration, "How far ahead of the batch an effective time may lie (`upserts` and `snapshot`)", "1d");

    private static readonly Key<NullMeans> NullMeansKey =
        Keys.Allow("null_means", OneOf.Enum<NullMeans>(), "Whether NULL is a value or says that the value was not supplied", "value");

    private static readonly Key<bool> AllowEmpty =
        Keys.Allow("allow_empty", Scalars.Boolean, "Whether an empty snapshot deletes all members", "false");

    private static readonly Key<decimal> MaxDeleteRatio =
        Keys.Allow(
            "max_delete_ratio",
            Times.Ratio,
            "The share of current members, from 20 up, that one snapshot may delete; `defaults` says otherwise 10%");

    private static readonly Key<decimal> MaxRejected =
        Keys.Allow("max_rejected", Times.Ratio, "The share of rows, from 100 up, that may be rejected before the batch fails", "1%");

    private static readonly Key<ImmutableArray<SourceColumn>> Columns =
        Keys.Allow("columns", ColumnReader.Columns, "An explicit contract of names and types: a missing or retyped column fails");

    private static readonly Key<ChosenPreset> Preset = Keys.Allow(
        "preset",
        PresetReader.Shape,
        "Ready-made keys for what a replication tool delivers; those that are written beside it win. Without a form: "
            + string.Join("; ", SourcePresets.Usual.Select(p => $"{p.Tool} is `{p.Form}`")));

    private static readonly Key<CsvFormat> Csv = Keys.Allow("csv", CsvReader.Shape, "How delimited files are written");

    private static readonly Key<Name> Landing =
        Keys.Allow("landing", Scalars.Name, "The schema of `table` where it names none; `defaults` says otherwise `landing`");

    private static readonly DocumentationKeys Documentation = new(Keys);

    public static Shape<ImmutableArray<Source>> Shape { get; } = new NamedMap<Source>(new ConstructEntry<Source>(Keys, Read));

    static SourceReader() => Keys.RequireOneOf(Table, Files, Sql);

    private static Source Read(Name name, YamlMap map)
    {
        var source = Written(name, map);
        return map.Find(Preset) is { } preset
            ? PresetResolution.Resolve(
                source, preset, new(map.Has(FeedKey), map.Has(EffectiveAt), map.Has(OrderBy), map.Has(DeleteWhen), map.Has(WatermarkKey)), map.Context)
            : source;
    }

    /// <summary>What the user wrote, and the language's own defaults.</summary>
    private static Source Written(Name name, YamlMap map)
    {
        var (onConflict, column) = map.Read(OnConflictKey);
        return new Source
        {
            Name = name,
            Origin = Origin(name, map),
            Feed = map.FindValue(FeedKey),
            FeedSpan = map.PlaceOf(FeedKey, name.Span),
            EffectiveAt = map.Find(EffectiveAt),
            OrderBy = map.List(OrderBy),
            DeleteWhen = map.Find(DeleteWhen),
            Watermark = map.Find(WatermarkKey),
            Freshness = map.Find(FreshnessKey),
            DeleteScope = map.List(DeleteScope),
            OnConflict = onConflict,
            OnConflictColumn = column,
            MaxFuture = map.Read(MaxFuture),
            NullMeans = map.Read(NullMeansKey),
            AllowEmpty = map.Read(AllowEmpty),
            MaxDeleteRatio = map.Read(MaxDeleteRatio, map.Context.Defaults.MaxDeleteRatio),
            MaxRejected = map.Read(MaxRejected),
            Columns = map.List(Columns),
            Csv = map.Read(Csv, CsvFormat.Standard),
            Documentation = Documentation.Read(map),
        };
    }

    private static SourceOrigin Origin(Name name, YamlMap map)
    {
        if (map.Find(Files) is { } files)
        {
            return files;
        }

        if (map.TryRead(Sql, out var texts))
        {
            if (!map.Has(Columns))
            {
                map.Context.Report(
                    ReadingRules.MissingKey,
                    map.PlaceOfKey(Sql),
                    $"`{name.Text}` has `sql` and no `columns`",
                    "add `columns:` with the name and type of every column that the query returns");
            }

            return new SourceOrigin.Query(map.PlaceOf(Sql), texts);
        }

        var table = map.Find(Table);
        var schema = map.Read(Landing, new Name(map.Context.Defaults.Landing, SourceSpan.None)).Text;
        return new SourceOrigin.Table(table is null
            ? new Name("", name.Span)
            : table.Text.Contains('.', StringComparison.Ordinal) ? table : table with { Text = $"{schema}.{table.Text}" });
    }
}
