using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Warehouse.Cli.Rendering;

namespace Warehouse.Cli.History;

/// <summary>A member's history for programs. Keys are always all there; what there is none of is null or an empty list.</summary>
internal static class HistoryJson
{
    public static JsonObject Of(MemberHistory member) => new()
    {
        ["dimension"] = member.Dimension,
        ["table"] = member.Table,
        ["key"] = new JsonObject(member.Key.Select(k => KeyValuePair.Create<string, JsonNode?>(k.Column, Value(k.Value)))),
        ["durable_key"] = member.DurableKey,
        ["versions"] = Array(member.Versions, v => Version(member, v)),
        ["gaps"] = Array(member.Gaps, g => new JsonObject { ["from"] = Moments.Iso(g.From), ["to"] = Time(g.To) }),
        ["changes_kept"] = member.KeepsChanges,
        ["changes"] = Array(member.Changes, c => Change(member, c)),
        ["batches"] = Array(member.Batches, b => new JsonObject
        {
            ["batch_id"] = b.BatchId,
            ["pipeline"] = b.Pipeline,
            ["source"] = b.Source,
            ["file"] = b.File,
            ["batch_at"] = Moments.Iso(b.BatchAt),
            ["committed_at"] = Moments.Iso(b.CommittedAt),
            ["mode"] = b.Mode,
        }),
    };

    private static JsonObject Version(MemberHistory member, MemberVersion version) => new()
    {
        ["key"] = version.Key,
        ["valid_from"] = Time(version.ValidFrom),
        ["valid_to"] = Time(version.ValidTo),
        ["started_at"] = Time(version.StartedAt),
        ["is_current"] = version.IsCurrent,
        ["is_deleted"] = version.IsDeleted,
        ["is_inferred"] = version.IsInferred,
        ["opened_by"] = version.OpenedBy,
        ["closed_by"] = version.ClosedBy,
        ["loaded_by"] = version.LoadedBy,
        ["changed_by"] = version.ChangedBy,
        ["attributes"] = Attributes(member.Attributes, version.Values),
        ["differs"] = Differences(version.Differences),
    };

    private static JsonObject Change(MemberHistory member, MemberChange change) => new()
    {
        ["effective_at"] = Moments.Iso(change.EffectiveAt),
        ["is_delete"] = change.IsDelete,
        ["batch_id"] = change.BatchId,
        ["opened"] = change.Opened,
        ["closed"] = change.Closed,
        ["is_overtaken"] = change.IsOvertaken,
        ["is_late"] = change.IsLate,
        ["attributes"] = Attributes(member.ChangeAttributes, change.Values),
        ["differs"] = Differences(change.Differences),
    };

    private static JsonObject Attributes(ImmutableArray<string> names, ImmutableArray<object?> values) =>
        new(names.Select((name, i) => KeyValuePair.Create<string, JsonNode?>(name, Value(values[i]))));

    private static JsonArray Differences(ImmutableArray<Difference> differences) =>
        Array(differences, d => new JsonObject { ["attribute"] = d.Attribute, ["from"] = Value(d.Old), ["to"] = Value(d.New) });

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> write) => new([.. items.Select(write)]);

    private static JsonValue? Time(DateTime? time) => time is { } t ? JsonValue.Create(Moments.Iso(t)) : null;

    /// <summary>As `query --json` writes it.</summary>
    private static JsonValue? Value(object? value) => value switch
    {
        null => null,
        bool b => JsonValue.Create(b),
        long n => JsonValue.Create(n),
        double n when double.IsFinite(n) => JsonValue.Create(n),
        _ => JsonValue.Create(Values.Text(value)),
    };
}
