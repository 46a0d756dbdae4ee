using System.Collections.Immutable;
using System.Globalization;

namespace Warehouse.TestEngines.History.Scenarios;

/// <summary>
/// Scenarios as short lines. Days are those of January 2024 unless a year is given; <c>+1us</c> may follow.
/// A source row: <c>A @05 q2 w1 x=1 y=NULL</c>, or <c>A @05 delete</c>. A dimension's row: <c>A 1900..10 x=1 prior_x=0 deleted</c>, or <c>A x=1</c>.
/// </summary>
public static class ScenarioText
{
    /// <summary>A definition with attributes like <c>x:2 y:1 z:1run</c>, all of them texts.</summary>
    public static HistoryDefinition Define(FeedKind feed, string attributes) => new()
    {
        Feed = feed,
        Attributes = [.. attributes.Split(' ').Select(a => a.Split(':')).Select(a => new HistoryAttribute(a[0], a[1][0] - '0', PerRun: a[1].EndsWith("run", StringComparison.Ordinal)))],
        HasDeletes = feed != FeedKind.Snapshot,
        HasStamp = feed == FeedKind.Changes,
    };

    public static Scenario Of(string name, HistoryDefinition definition, params ReadOnlySpan<ScenarioStep> steps) =>
        new(name, definition) { Steps = [.. steps.ToArray().Select(s => s with { Batch = s.Batch with { Rows = [.. s.Batch.Rows.Select(r => r with { Values = Values(definition, r.Values) })] } })] };

    /// <summary>A batch: its time, then its rows; what a row does not name is NULL.</summary>
    public static ScenarioStep Batch(string at, params ReadOnlySpan<string> rows) => new(new HistoryBatch(Moment(at), [.. rows.ToArray().Select(SourceRowOf)]));

    /// <summary>The scenario with the rows that it ends in.</summary>
    public static Scenario Gives(this Scenario scenario, params ReadOnlySpan<string> rows) =>
        scenario with { Expected = HistoryRow.Sort(rows.ToArray().Select(r => RowOf(scenario.Definition, r))) };

    public static ScenarioStep Refused(this ScenarioStep step, string rule) => step with { Refused = rule };

    public static ScenarioStep Rejects(this ScenarioStep step, int rows, string code) => step with { Rejected = rows, RejectCode = code };

    public static ScenarioStep Counts(this ScenarioStep step, string name, long rows) => step with { Counts = step.Counts.Add((name, rows)) };

    public static ScenarioStep Lifting(this ScenarioStep step, string flag) => step with { Lifted = flag };

    /// <summary><c>05</c>, <c>05+1us</c>, <c>1900</c> or <c>2023-12-31</c>.</summary>
    public static DateTime Moment(string text)
    {
        var parts = text.Split('+');
        var day = parts[0].Length switch
        {
            2 => new DateTime(2024, 1, int.Parse(parts[0], CultureInfo.InvariantCulture), 0, 0, 0, DateTimeKind.Utc),
            4 => new DateTime(int.Parse(parts[0], CultureInfo.InvariantCulture), 1, 1, 0, 0, 0, DateTimeKind.Utc),
            _ => DateTime.Parse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        };
        return parts.Length == 1 ? day : day.AddMicroseconds(int.Parse(parts[1].Replace("us", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));
    }

    private static SourceRow SourceRowOf(string line)
    {
        var words = line.Split(' ');
        var stamp = words.Skip(1).Where(w => w[0] == '@').Select(w => (DateTime?)Moment(w[1..])).FirstOrDefault();
        // Named values wait here for the definition, which knows their places.
        var named = words.Where(w => w.Contains('=', StringComparison.Ordinal)).Select(w => (object?)w).ToImmutableArray();
        return new(new(words[0] == "NULL" ? null : words[0]), stamp, Number(words, 'q'), words.Contains("delete"), named, Number(words, 'w'));
    }

    private static long Number(string[] words, char mark) =>
        words.Skip(1).Where(w => w[0] == mark && w.Length > 1 && char.IsAsciiDigit(w[1])).Select(w => long.Parse(w[1..], CultureInfo.InvariantCulture)).FirstOrDefault();

    private static ImmutableArray<object?> Values(HistoryDefinition definition, IEnumerable<object?> named)
    {
        var values = Named(named.Cast<string>());
        return [.. definition.Attributes.Select(a => values.GetValueOrDefault(a.Name))];
    }

    private static HistoryRow RowOf(HistoryDefinition definition, string line)
    {
        var words = line.Split(' ');
        var values = Named(words);
        var validity = words.FirstOrDefault(w => w.Contains("..", StringComparison.Ordinal))?.Split("..");
        return new(
            new(words[0]),
            [.. definition.Columns.Select(c => values.GetValueOrDefault(c))],
            validity is null ? null : Moment(validity[0]),
            validity is null || validity[1] == "open" ? null : Moment(validity[1]),
            words.Contains("deleted"),
            words.Contains("inferred"));
    }

    private static Dictionary<string, object?> Named(IEnumerable<string> words) =>
        words.Select(w => w.Split('=', 2)).Where(w => w.Length == 2).ToDictionary(w => w[0], w => w[1] == "NULL" ? null : (object?)w[1], StringComparer.Ordinal);
}
