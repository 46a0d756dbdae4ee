using System.Globalization;
using System.Text;

namespace Warehouse.TestEngines.History;

/// <summary>The definition in the model language, its source being the table <c>raw.NAME</c> (language.md).</summary>
public static class HistoryYaml
{
    /// <summary>The sources and the dimensions of a project.</summary>
    public static string Write(HistoryDefinition definition, string name)
    {
        var yaml = new StringBuilder();
        yaml.Append("sources:\n").Append(Invariant($"  {name}_rows:\n    table: raw.{name}\n    feed: {Word(definition.Feed)}\n    max_rejected: 100%\n"));
        if (definition.HasStamp)
            yaml.Append("    effective_at: stamp\n");
        if (definition.HasOrder)
            yaml.Append("    order_by: [seq]\n");
        if (definition.HasDeletes)
            yaml.Append("    delete_when: \"op = 'D'\"\n");
        if (definition.Conflict != ConflictRule.Reject)
            yaml.Append(definition.Conflict == ConflictRule.Last ? "    on_conflict: {last: wins}\n" : "    on_conflict: fail\n");
        if (definition.NullMeansUnchanged)
            yaml.Append("    null_means: unchanged\n");
        if (definition.Feed != FeedKind.Changes && definition.HasStamp)
            yaml.Append(Invariant($"    max_future: {(long)definition.MaxFuture.TotalHours}h\n"));
        if (definition.Feed == FeedKind.Snapshot)
            Snapshot(yaml, definition);
        yaml.Append("dimensions:\n").Append(Invariant($"  {name}:\n    source: {name}_rows\n"));
        yaml.Append(definition.TwoPartKey ? "    key: {code: string, number: integer}\n" : "    key: {code: string}\n");
        yaml.Append(Invariant($"    on_delete: {Word(definition.OnDelete)}\n"));
        yaml.Append(Invariant($"    first_version: {(definition.FirstVersionOpen ? "open" : "actual")}\n"));
        yaml.Append(Invariant($"    open_end: {(definition.OpenEndIsNull ? "null" : "high_date")}\n"));
        if (definition.RemembersNothing)
            yaml.Append("    remember: none\n");
        if (definition.Remembers is { } remembers)
            yaml.Append(Invariant($"    remember: {(long)remembers.TotalDays}d\n"));
        if (definition.ByDate)
            yaml.Append("    validity: date\n");
        yaml.Append("    attributes:\n");
        foreach (var attribute in definition.Attributes)
            yaml.Append(Invariant($"      {attribute.Name}: {{type: \"{Word(attribute.Kind)}\", scd: {attribute.Scd}{(attribute.PerRun ? ", scope: run" : "")}}}\n"));
        return yaml.ToString();
    }

    /// <summary>A type in the words of the model language.</summary>
    public static string Word(ValueKind kind) => kind switch
    {
        ValueKind.Text => "string",
        ValueKind.Integer => "integer",
        ValueKind.Float => "float",
        ValueKind.Money => "decimal(18,2)",
        ValueKind.Flag => "boolean",
        ValueKind.Day => "date",
        _ => "timestamp",
    };

    private static void Snapshot(StringBuilder yaml, HistoryDefinition definition)
    {
        yaml.Append(Invariant($"    allow_empty: {(definition.AllowEmpty ? "true" : "false")}\n    max_delete_ratio: {definition.MaxDeleteRatio * 100:0}%\n"));
        if (definition.DeleteScope is { } scope)
            yaml.Append(Invariant($"    delete_scope: [{scope}]\n"));
    }

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
