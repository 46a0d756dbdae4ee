using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Nodes;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads the parts of a source: its files, its query, how it arrives.</summary>
internal static class OriginReader
{
    private static readonly KeyTable FilesKeys = new("files block");

    private static readonly Key<(Name Path, FileFormat Format)> Path =
        FilesKeys.Require(
            "path",
            new FilePathShape(),
            "A path from the project's folder, with `*`, `?`, `[a-z]`, `{a,b}` and `**` (any folders); its ending tells the format, before `.gz` or `.zst`");

    private static readonly Key<BatchTime> BatchTimeKey =
        FilesKeys.Allow(
            "batch_time",
            BatchTimeShape(),
            "Where a file's batch time comes from: `name:FORMAT`; `column:NAME`, the largest time in it; or `run`",
            "run");

    private static readonly KeyTable WatermarkKeys = new("watermark");
    private static readonly Key<Name> WatermarkColumn = WatermarkKeys.Require("column", Scalars.Name, "The column of arrival: a timestamp, a date, or an integer that grows");
    private static readonly Key<TimeSpan> Lookback =
        WatermarkKeys.Allow("lookback", Times.Duration, "How far a batch reaches back before the last one", "0s");
    private static readonly Key<TimeSpan> SafetyLag =
        WatermarkKeys.Allow("safety_lag", Times.Duration, "How far a batch holds back from now", "0s");

    private static readonly KeyTable FreshnessKeys = new("freshness block");
    private static readonly Key<TimeSpan> WarnAfter =
        FreshnessKeys.Allow("warn_after", Times.Duration, "The age of the newest row from which to warn");
    private static readonly Key<TimeSpan> FailAfter =
        FreshnessKeys.Allow("fail_after", Times.Duration, "The age of the newest row from which to fail");

    private static readonly KeyTable ConflictKeys = new("conflict rule");
    private static readonly Key<Name> Last = ConflictKeys.Require("last", Scalars.Name, "The column whose largest value wins");

    public static Shape<SourceOrigin> Files { get; } = new Construct<SourceOrigin>(
        FilesKeys,
        map => map.TryRead(Path, out var path)
            ? new SourceOrigin.Files(path.Path, path.Format, map.Read(BatchTimeKey))
            : ReadTimeOnly(map));

    public static Shape<ImmutableArray<(Name, string)>> Sql { get; } =
        new NamedMap<(Name, string)>(new ValueEntry<string, (Name, string)>(Scalars.Sql, (engine, text) => (engine, text)), least: 1);

    public static Shape<Watermark> Watermark { get; } = new Construct<Watermark>(
        WatermarkKeys, map => new Watermark(map.Name(WatermarkColumn), map.Read(Lookback), map.Read(SafetyLag)));

    public static Shape<Freshness> Freshness { get; } = new Construct<Freshness>(
        FreshnessKeys, map => new Freshness(map.FindValue(WarnAfter), map.FindValue(FailAfter)));

    public static Shape<(OnConflict, Name?)> OnConflict { get; } = new ByKind<(OnConflict, Name?)>(
        "`reject`, `fail`, or `{last: a_column}`",
        scalar: OneOf.Of(("reject", (Model.Star.OnConflict.Reject, (Name?)null)), ("fail", (Model.Star.OnConflict.Fail, null))),
        map: new Construct<Name>(ConflictKeys, map => map.Name(Last)).Select(column => (Model.Star.OnConflict.Last, (Name?)column)));

    /// <summary>Where the path is wrong, the batch time still is checked.</summary>
    private static SourceOrigin.Files? ReadTimeOnly(YamlMap map)
    {
        map.Read(BatchTimeKey);
        return null;
    }

    private static ScalarShape<BatchTime> BatchTimeShape() => new(
        "a batch time",
        "write `name:yyyy-MM-dd`, `column:a_column` or `run`",
        () => new JsonObject { ["type"] = "string", ["pattern"] = "^(run|name:.+|column:.+)$" },
        ParseBatchTime);

    private static Parsed<BatchTime> ParseBatchTime(ScalarNode scalar, string subject, ReadContext context)
    {
        var text = scalar.Text;
        if (text == "run")
        {
            return new BatchTime.OfRun();
        }

        if (text.StartsWith("name:", StringComparison.Ordinal) && text.Length > 5)
        {
            return new BatchTime.FromName(text[5..], scalar.Span.Within(5, text.Length - 5));
        }

        return text.StartsWith("column:", StringComparison.Ordinal) && text.Length > 7
            ? new BatchTime.FromColumn(new Name(text[7..], scalar.Span.Within(7, text.Length - 7)))
            : new Parsed<BatchTime>(
                null,
                ReadingRules.NotAllowedValue,
                $"`{subject}` is `{Scalars.Shorten(text)}`, which is not a batch time",
                "write `name:` and the date format in the file's name, as `name:yyyy-MM-dd`, or `column:a_column`, or `run`");
    }
}
