using System.Globalization;
using Warehouse.Cli.Diagnostics;
using Warehouse.Cli.Rendering;

namespace Warehouse.Cli.History;

/// <summary>A member's history for people: the timeline, then what opened and closed each version, the changes, and the batches.</summary>
internal sealed class HistoryText(MemberHistory member, int width)
{
    private const string Indent = "  ";
    private readonly int _label = member.Versions.Max(v => Text(v.Key).Length);
    private readonly int _time = member.Changes.Select(c => Time(c.EffectiveAt).Length).DefaultIfEmpty().Max();

    public IEnumerable<Line> Write() =>
    [
        .. Head(), Line.Empty, .. new Timeline(member, width).Draw(), Line.Empty,
        Title("versions"), .. member.Versions.SelectMany(Version),
        .. member.KeepsChanges ? [Line.Empty, Title("changes"), .. member.Changes.SelectMany(Change)] : Array.Empty<Line>(),
        Line.Empty, Title("batches"), .. member.Batches.SelectMany(Batch),
    ];

    private IEnumerable<Line> Head()
    {
        var key = string.Join(", ", member.Key.Select(k => $"{k.Column} {Clean(Values.Text(k.Value))}"));
        var counts = new List<string> { Counted.Of(member.Versions.Length, "version") };
        if (member.KeepsChanges)
            counts.Add(Counted.Of(member.Changes.Length, "change"));
        counts.Add(Counted.Of(member.Batches.Length, "batch"));
        yield return Line.Of($"{member.Dimension}, {key}", Tone.Title);
        yield return Line.Of($"{member.Table}, durable key {Text(member.DurableKey)}: {string.Join(", ", counts)}", Tone.Faint);
    }

    private IEnumerable<Line> Version(MemberVersion version, int index)
    {
        var margin = new string(' ', Indent.Length + _label + 2);
        var states = new List<Line>();
        if (version.IsInferred)
            states.Add(Line.Of("inferred", Tone.Warning));
        if (version.IsDeleted)
            states.Add(Line.Of("deleted", Tone.Bad));
        if (member.KeepsVersions && version.IsCurrent)
            states.Add(Line.Of("current", Tone.Good));
        var line = Line.Of($"{Indent}{Text(version.Key).PadLeft(_label)}  ").Then(Range(version), Tone.Title);
        foreach (var state in states)
            line = new([.. line.Then(", ").Pieces, .. state.Pieces]);
        yield return line;
        yield return Line.Of($"{margin}opened  {(version.IsInferred && version.StartedAt is null ? "for a fact" : Time(version.StartedAt ?? version.ValidFrom))}  ").Then(Reference(version.OpenedBy), Tone.Faint);
        if (version.ValidTo is { } end)
        {
            yield return Line.Of($"{margin}closed  {Time(end)}  ").Then(
                version.ClosedBy is { } by ? Reference(by) : $"not later than {Reference(version.ChangedBy)}, which last wrote it", Tone.Faint);
        }

        var told = index == 0
            ? member.Attributes.Select((a, i) => Line.Of($"{a} ", Tone.Faint).Then(Shown(version.Values[i])))
            : version.Differences.Select(Difference);
        foreach (var row in Line.Flow(Line.Of(margin), margin.Length, told, "   ", width).Where(l => l.ToString().Trim().Length > 0))
            yield return row;
        if (index > 0 && version.Differences.IsEmpty)
            yield return Line.Of($"{margin}with the values of the version before it", Tone.Faint);
    }

    private IEnumerable<Line> Change(MemberChange change)
    {
        var effect = new List<Line>();
        if (change.Closed is { } closed)
            effect.Add(Line.Of($"closes {Text(closed)}"));
        if (change.Opened is { } opened)
            effect.Add(Line.Of($"opens {Text(opened)}", Tone.Good));
        if (effect.Count == 0)
            effect.Add(Line.Of(change.IsOvertaken ? "overtaken at the same moment" : "opens nothing", Tone.Faint));
        if (change.IsLate)
            effect.Add(Line.Of("came late", Tone.Warning));
        var head = Line.Of($"{Indent}{Time(change.EffectiveAt).PadRight(_time)}  ").Then(Reference(change.BatchId), Tone.Faint).Then("  ").Then(change.IsDelete ? "delete  " : "", Tone.Bad);
        return Line.Flow(head, Indent.Length + 2, [.. Joined(effect), .. change.Differences.Select(Difference)], "   ", width);
    }

    private IEnumerable<Line> Batch(MemberBatch batch, int index)
    {
        var number = $"{Indent}{Text(index + 1).PadLeft(Text(member.Batches.Length).Length + 1).Replace($" {Text(index + 1)}", $"#{Text(index + 1)}", StringComparison.Ordinal)}  {Moments.Short(batch.BatchAt)}  ";
        return Line.Flow(Line.Of(number), number.Length, new[] { batch.Pipeline, batch.File ?? batch.Source, batch.Mode == "incremental" ? "" : batch.Mode, batch.BatchId }.Where(t => t.Length > 0)
            .Select((t, i) => Line.Of(Clean(t), i == 0 ? Tone.Plain : Tone.Faint)), "  ", width);
    }

    private static IEnumerable<Line> Joined(List<Line> effects)
    {
        var line = effects[0];
        foreach (var effect in effects.Skip(1))
            line = new([.. line.Then(", ").Pieces, .. effect.Pieces]);
        yield return line;
    }

    private string Range(MemberVersion version) => !member.KeepsVersions
        ? "one row: no attribute of it keeps versions"
        : $"{Time(version.ValidFrom)} to {(version.ValidTo is { } end ? Time(end) : "open")}";

    private string Reference(string batchId) => member.NumberOf(batchId) is > 0 and var number ? $"#{Text(number)}" : $"batch {batchId}";

    private static Line Difference(Difference difference) => Line.Of($"{difference.Attribute} ", Tone.Faint).Then($"{Shown(difference.Old)} → ").Then(Shown(difference.New), Tone.Title);

    private static string Time(DateTime? time) => Values.Shown(time);

    private static string Shown(object? value) => value is "" ? "''" : Clean(Values.Shown(value));

    private static string Clean(string text) => Printable.Escape(text);

    private static Line Title(string text) => Line.Of(text, Tone.Title);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
