using System.Globalization;
using Warehouse.Cli.Rendering;

namespace Warehouse.Cli.History;

/// <summary>A member's versions drawn as lanes over time, one a row, with the accepted changes as marks under them.</summary>
internal sealed class Timeline
{
    private const string ChangesLabel = "changes";
    private const string GapLabel = "gap";
    private const string GoneLabel = "deleted";

    /// <summary>What the signs mean, in the order in which they are explained.</summary>
    private static readonly (char Sign, string Meaning)[] Legend =
    [
        ('━', "holds"), ('┄', "holds too, drawn back from its first change"), ('╍', "inferred, for a fact that came first"), ('░', "flagged as deleted"), ('·', "no version holds"),
        ('◆', "opened or closed a version"), ('○', "a change that did neither"), ('+', "several changes"),
    ];

    private readonly MemberHistory _member;
    private readonly TimeAxis _axis;
    private readonly int _label;

    public Timeline(MemberHistory member, int width)
    {
        _member = member;
        _label = Math.Max(ChangesLabel.Length, member.Versions.Max(v => Number(v.Key).Length));
        _axis = new(
            [
                .. member.Versions.SelectMany(v => new[] { v.StartedAt ?? Beginning(v), v.ValidTo }).OfType<DateTime>(),
                .. member.Changes.Select(c => c.EffectiveAt),
            ],
            width - _label - 4);
    }

    public IEnumerable<Line> Draw()
    {
        if (_axis.HasMoments)
        {
            var (times, marks) = _axis.Write();
            yield return Row("", times, Tone.Faint);
            yield return Row("", marks, Tone.Faint);
        }

        var lanes = Lanes().ToList();
        foreach (var (label, lane, tone) in lanes)
            yield return Row(label, lane, tone);
        var changes = _member.KeepsChanges ? Marks() : null;
        if (changes is not null)
            yield return Row(ChangesLabel, changes, Tone.Plain);
        var drawn = lanes.SelectMany(l => l.Lane).Concat(changes ?? "").ToHashSet();
        foreach (var line in Line.Flow(Line.Of("  "), 2, Legend.Where(l => drawn.Contains(l.Sign)).Select(l => Line.Of($"{l.Sign} {l.Meaning}", Tone.Faint)), "   ", _axis.Width + _label + 4))
            yield return line;
    }

    private IEnumerable<(string Label, string Lane, Tone Tone)> Lanes()
    {
        var gaps = _member.Gaps.ToList();
        foreach (var version in _member.Versions)
        {
            yield return (Number(version.Key), Lane(version), version.IsDeleted ? Tone.Bad : version.IsInferred ? Tone.Warning : version.IsCurrent ? Tone.Good : Tone.Plain);
            foreach (var (from, to) in gaps.Where(g => g.From == version.ValidTo))
            {
                var lane = _axis.Blank();
                Fill(lane, _axis.Of(from), to is { } end ? _axis.Of(end) : _axis.Width, '·');
                yield return (to is null ? GoneLabel : GapLabel, new string(lane), Tone.Bad);
            }
        }
    }

    private string Lane(MemberVersion version)
    {
        var lane = _axis.Blank();
        var start = version.StartedAt ?? Beginning(version);
        var from = start is { } s ? _axis.Of(s) : 0;
        var to = version.ValidTo is { } t ? _axis.Of(t) : _axis.Width;
        if (version.IsDrawnBack)
        {
            Fill(lane, 0, from, '┄');
            lane[0] = '◄';
        }

        Fill(lane, from, to, version.IsInferred ? '╍' : version.IsDeleted ? '░' : '━');
        // Half-open: it ends in the column before the one in which the next begins.
        lane[from] = start is null ? '◄' : '┣';
        if (version.ValidTo is null)
            lane[^1] = '►';
        else if (to - 1 > from)
            lane[to - 1] = '┫';
        return new string(lane);
    }

    private string Marks()
    {
        var line = _axis.Blank();
        foreach (var change in _member.Changes)
        {
            var column = _axis.Of(change.EffectiveAt);
            line[column] = line[column] != ' ' ? '+' : change.Opened is not null || change.Closed is not null ? '◆' : '○';
        }

        return new string(line);
    }

    private Line Row(string label, string text, Tone tone) => Line.Of($"  {label.PadLeft(_label)}  ").Then(text.TrimEnd(), tone);

    /// <summary>Where a version begins of which no first change is known; nowhere, for one that holds from the beginning.</summary>
    private static DateTime? Beginning(MemberVersion version) => version.ValidFrom is { Year: > 1900 } from ? from : null;

    private static void Fill(char[] lane, int from, int to, char sign)
    {
        for (var i = from; i < to; i++)
            lane[i] = sign;
    }

    private static string Number(long key) => key.ToString(CultureInfo.InvariantCulture);
}
