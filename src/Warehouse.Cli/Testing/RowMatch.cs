using System.Collections.Immutable;

namespace Warehouse.Cli.Testing;

/// <summary>Which actual row stands for which expected one: as many pairs as there can be.</summary>
/// <param name="OfExpected">For each expected row the actual one, or -1.</param>
internal sealed record RowMatch(ImmutableArray<int> OfExpected, int Actual)
{
    public bool IsWhole => OfExpected.Length == Actual && OfExpected.All(a => a >= 0);

    /// <summary>The actual rows that no expected row asked for.</summary>
    public IEnumerable<int> Surplus => Enumerable.Range(0, Actual).Where(a => !OfExpected.Contains(a));

    /// <remarks>An expected row that names few columns fits several: augmenting paths find the largest matching.</remarks>
    public static RowMatch Find(int expected, int actual, Func<int, int, bool> fits)
    {
        var takenBy = Enumerable.Repeat(-1, actual).ToArray();
        for (var e = 0; e < expected; e++)
            TryPlace(e, new bool[actual]);
        var found = Enumerable.Repeat(-1, expected).ToArray();
        for (var a = 0; a < actual; a++)
        {
            if (takenBy[a] >= 0)
                found[takenBy[a]] = a;
        }

        return new([.. found], actual);

        bool TryPlace(int e, bool[] seen)
        {
            for (var a = 0; a < actual; a++)
            {
                if (seen[a] || !fits(e, a))
                    continue;
                seen[a] = true;
                if (takenBy[a] < 0 || TryPlace(takenBy[a], seen))
                {
                    takenBy[a] = e;
                    return true;
                }
            }

            return false;
        }
    }
}
