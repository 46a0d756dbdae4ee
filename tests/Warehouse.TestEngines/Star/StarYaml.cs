using System.Globalization;
using System.Text;
using Warehouse.TestEngines.History;

namespace Warehouse.TestEngines.Star;

/// <summary>A definition in the words of the model language.</summary>
public static class StarYaml
{
    public const string Fact = "fact";

    public const string Calendar = "days";

    public static string Dimension(int place) => string.Create(CultureInfo.InvariantCulture, $"d{place + 1}");

    public static string Aggregate(int place) => string.Create(CultureInfo.InvariantCulture, $"sums{place + 1}");

    /// <summary>What an aggregate is by, each role and its attribute with this between them.</summary>
    public static string By(StarDefinition definition, int aggregate, string between)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return string.Join(", ", definition.Aggregates[aggregate].Select(b => $"{definition.Roles[b.Role].Name}{between}{definition.DimensionOf(definition.Roles[b.Role]).Attributes[b.Attribute].Name}"));
    }

    /// <summary>Files of a project: one for each dimension, and one for the fact with its aggregates.</summary>
    /// <param name="prefix">What the names of this star begin with.</param>
    public static IEnumerable<string> Write(StarDefinition definition, string prefix)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return [.. definition.Dimensions.Select((d, i) => HistoryYaml.Write(d, prefix + Dimension(i))), WriteFact(definition, prefix)];
    }

    private static string WriteFact(StarDefinition definition, string prefix)
    {
        var yaml = new StringBuilder();
        yaml.Append(Invariant($"sources:\n  {prefix}{Fact}_rows:\n    table: raw.{prefix}{Fact}\n    max_rejected: 100%\n"));
        if (definition.HasOrder)
            yaml.Append("    order_by: [seq]\n");
        if (definition.NullMeansUnchanged)
            yaml.Append("    null_means: unchanged\n");
        if (definition.HasDeletes)
            yaml.Append("    delete_when: \"op = 'D'\"\n");
        if (definition.Kind == FactKind.Periodic)
            yaml.Append(Invariant($"dimensions:\n  {prefix}{Calendar}: {{type: calendar, range: [{StarCalendar.First:yyyy-MM-dd}, {StarCalendar.Last:yyyy-MM-dd}]}}\n"));
        yaml.Append(Invariant($"facts:\n  {prefix}{Fact}:\n    source: {prefix}{Fact}_rows\n")).Append(Type(definition));
        var grain = definition.Roles.Where(r => r.InGrain).Select(r => r.Name).Prepend("n");
        yaml.Append(Invariant($"    grain: [{string.Join(", ", definition.Kind == FactKind.Periodic ? grain.Prepend("day") : grain)}]\n    dimensions:\n"));
        if (definition.Kind == FactKind.Periodic)
            yaml.Append(Invariant($"      day: {{dim: {prefix}{Calendar}, key: [happened]}}\n"));
        foreach (var role in definition.Roles)
            yaml.Append(Invariant($"      {role.Name}: {{dim: {prefix}{Dimension(role.Dimension)}, key: [{KeyColumns(definition, role)}], late: {Word(role.Late)}, missing: {Missing(role)}{(role.IsDurable ? ", durable: true" : "")}}}\n"));
        yaml.Append("    degenerate: {n: integer}\n    measures:\n      q: integer\n      v: \"decimal(18,2)\"\n      p: {type: integer, additive: none}\n");
        if (definition.Accepts is { } accepts)
            yaml.Append(Invariant($"    late_facts: {{accept: {(long)accepts.TotalDays}d, beyond: reject}}\n"));
        yaml.Append("aggregates:\n");
        for (var i = 0; i < definition.Aggregates.Length; i++)
            yaml.Append(Invariant($"  {prefix}{Aggregate(i)}: {{fact: {prefix}{Fact}, by: [{By(definition, i, ".")}], measures: [q, v]}}\n"));
        return yaml.ToString();
    }

    private static string Type(StarDefinition definition) => definition.Kind switch
    {
        FactKind.Accumulating =>
            "    type: accumulating_snapshot\n    milestones: {begun: begun_at, made: made_at, ended: ended_at}\n    lags: {days_to_end: [begun, ended]}\n",
        FactKind.Periodic =>
            $"    type: periodic_snapshot\n    period: {(definition.IsMonthly ? "month" : "day")}\n    fill: {(definition.Fill == FillRule.CarryForward ? "carry_forward" : Word(definition.Fill))}\n",
        _ => $"    type: transaction\n    event_time: happened\n    on_duplicate: {(definition.AppendsReversals ? "append_reversal" : Word(definition.OnDuplicate))}\n",
    };

    private static string KeyColumns(StarDefinition definition, StarRole role) =>
        definition.DimensionOf(role).TwoPartKey ? $"{role.Name}_code, {role.Name}_number" : $"{role.Name}_code";

    private static string Missing(StarRole role) => role.Missing switch
    {
        -1 => "unknown",
        -2 => "not_applicable",
        _ => "not_yet",
    };

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
