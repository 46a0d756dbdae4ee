using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads the <c>defaults</c> block, and declares the keys that may stand there and on a thing itself.</summary>
internal static class DefaultsReader
{
    public static Shape<int> Scd { get; } = OneOfScd(0, 1, 2, 3, 6, 7);

    public static Shape<FirstVersion> FirstVersionShape { get; } = OneOf.Enum<FirstVersion>();

    public static Shape<OpenEnd> OpenEndShape { get; } = OneOf.Enum<OpenEnd>();

    private static readonly KeyTable Keys = new("defaults block");

    private static readonly Key<Name> Schema = Keys.Allow("schema", Scalars.Name, "The schema of the published tables", "mart");

    private static readonly Key<Name> Landing =
        Keys.Allow("landing", Scalars.Name, "The schema of tables that sources name without one", "landing");

    private static readonly Key<int> ScdType = Keys.Allow("scd", Scd, "How attributes remember: the slowly-changing-dimension type", "1");

    private static readonly Key<FirstVersion> FirstVersionKey =
        Keys.Allow(
            "first_version",
            FirstVersionShape,
            "Whether a member's first version reaches back to 1900-01-01 or begins at its own time",
            "open");

    private static readonly Key<OpenEnd> OpenEndKey =
        Keys.Allow("open_end", OpenEndShape, "How the end of an open version is written: 9999-12-31 or NULL", "high_date");

    private static readonly Key<decimal> MaxDeleteRatio =
        Keys.Allow("max_delete_ratio", Times.Ratio, "The share of current members, from 20 up, that one snapshot may delete", "10%");

    public static Shape<DefaultsBlock> Shape { get; } = new Construct<DefaultsBlock>(Keys, Read);

    /// <summary>A closed choice of scd types.</summary>
    public static Shape<int> OneOfScd(params int[] types) => new ScdShape([.. types]);

    private static DefaultsBlock Read(YamlMap map) => new(
        new Defaults(
            map.Read(Schema).Text,
            map.Read(Landing).Text,
            map.Read(ScdType),
            map.Read(FirstVersionKey),
            map.Read(OpenEndKey),
            map.Read(MaxDeleteRatio)),
        map.PlaceOf(ScdType));
}

/// <summary>The defaults, and where the scd type among them is stated.</summary>
internal sealed record DefaultsBlock(Defaults Values, SourceSpan ScdSpan);
