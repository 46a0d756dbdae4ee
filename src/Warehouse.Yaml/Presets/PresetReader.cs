using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Presets;

/// <summary>A preset, and where the user chose it.</summary>
internal sealed record ChosenPreset(SourcePreset Preset, SourceSpan Span);

/// <summary>Reads which tool delivers a source, and in which of its forms.</summary>
internal static class PresetReader
{
    private static readonly KeyTable Keys = new("preset");

    private static readonly ImmutableArray<Key<ChosenPreset>> Tools =
    [
        .. SourcePresets.Usual.Select(usual => Keys.Allow(
            usual.Tool, Forms(usual.Tool), string.Join("; ", SourcePresets.Of(usual.Tool).Select(p => $"`{p.Form}`: {p}")))),
    ];

    public static Shape<ChosenPreset> Shape { get; } = new ByKind<ChosenPreset>(
        "a tool, or a tool with its form, as `{debezium: envelope}`",
        scalar: OneOf.Names([.. SourcePresets.Usual.Select(p => p.Tool)]).Select(name => new ChosenPreset(SourcePresets.Of(name.Text)[0], name.Span)),
        map: new Construct<ChosenPreset>(Keys, map => Tools.Select(map.Find).FirstOrDefault(chosen => chosen is not null)));

    static PresetReader() => Keys.RequireOneOf([.. Tools]);

    private static Shape<ChosenPreset> Forms(string tool) => OneOf.Names([.. SourcePresets.Of(tool).Select(p => p.Form)])
        .Select(form => new ChosenPreset(SourcePresets.Of(tool).First(p => p.Form == form.Text), form.Span));
}
