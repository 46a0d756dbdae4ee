using System.Collections.Immutable;
using System.Numerics;
using Warehouse.Cli.Rendering;

namespace Warehouse.Cli.History;

/// <summary>Where the moments of a member's history stand on a line: in their order, further apart the more time lies between, but never to scale.</summary>
/// <remarks>Years without a change and four changes within a day are both to be seen; a linear axis would show neither.</remarks>
internal sealed class TimeAxis
{
    /// <summary>Room before the first moment, for what holds from the beginning, and after the last.</summary>
    private const int Margin = 6;

    /// <summary>Room that a lane needs between two moments to be drawn as one.</summary>
    private const int Least = 3;

    private readonly ImmutableArray<DateTime> _moments;
    private readonly ImmutableArray<int> _columns;

    public TimeAxis(IEnumerable<DateTime> moments, int width)
    {
        Width = Math.Max(width, (2 * Margin) + 1);
        _moments = [.. moments.Distinct().Order()];
        _columns = Place(Width - (2 * Margin) - 1);
    }

    public int Width { get; }

    /// <summary>An inferred member has none.</summary>
    public bool HasMoments => !_moments.IsEmpty;

    /// <summary>A moment that is on the axis.</summary>
    public int Of(DateTime moment) => _columns[_moments.IndexOf(moment)];

    /// <summary>The times over the moments, as many as there is room for, and a mark under each.</summary>
    public (string Times, string Marks) Write()
    {
        var (times, marks) = (Blank(), Blank());
        var free = 0;
        DateTime? told = null;
        for (var i = 0; i < _moments.Length; i++)
        {
            marks[_columns[i]] = '┬';
            var text = Label(_moments[i], told);
            var start = Math.Min(_columns[i], Width - text.Length);
            if (start < free)
                continue;
            text.CopyTo(0, times, start, text.Length);
            (free, told) = (start + text.Length + 1, _moments[i]);
        }

        for (var i = 0; i < Width; i++)
            marks[i] = marks[i] == ' ' ? '─' : marks[i];
        return (new string(times), new string(marks));
    }

    public char[] Blank()
    {
        var line = new char[Width];
        Array.Fill(line, ' ');
        return line;
    }

    private static string Label(DateTime moment, DateTime? told) =>
        told?.Date != moment.Date ? Moments.Short(moment.Date) : Moments.Full(moment)[11..];

    private ImmutableArray<int> Place(int room)
    {
        var gaps = _moments.Length - 1;
        if (gaps < 1)
            return [.. _moments.Select(_ => Margin)];
        var least = Math.Min(Least, room / gaps);
        var rest = room - (least * gaps);
        var weights = _moments.Skip(1).Select((m, i) => Weight(m - _moments[i])).ToList();
        var total = weights.Sum();
        var columns = ImmutableArray.CreateBuilder<int>(_moments.Length);
        var sum = 0L;
        columns.Add(Margin);
        for (var i = 0; i < gaps; i++)
        {
            sum += weights[i];
            // Where there are more moments than columns, neighbours share one.
            var column = least == 0 ? (int)((long)room * (i + 1) / gaps) : (least * (i + 1)) + (int)(rest * sum / total);
            columns.Add(Margin + column);
        }

        return columns.ToImmutable();
    }

    private static long Weight(TimeSpan between)
    {
        var bits = (long)BitOperations.Log2((ulong)between.TotalSeconds + 1) + 1;
        return bits * bits;
    }
}
