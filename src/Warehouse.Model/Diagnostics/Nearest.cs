namespace Warehouse.Model.Diagnostics;

/// <summary>The known name that a mistyped one most likely stands for.</summary>
public static class Nearest
{
    /// <summary>The known name at the least Damerau-Levenshtein distance, or null when none is near enough to be meant.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);

        // A third of the letters may be wrong: more of them is a different word, and a wrong hint is worse than none.
        var limit = Math.Max(1, (name.Length + 1) / 3);
        return known
            .Select(candidate => (Candidate: candidate, Distance: Distance(name, candidate)))
            .Where(pair => pair.Distance <= limit)
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .Select(pair => pair.Candidate)
            .FirstOrDefault();
    }

    /// <summary>How many single-letter insertions, deletions, replacements and swaps of neighbours lie between two names, letter case aside.</summary>
    private static int Distance(string left, string right)
    {
        var a = left.ToLowerInvariant();
        var b = right.ToLowerInvariant();
        var cells = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            cells[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            cells[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = cells[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                var least = Math.Min(replaced, Math.Min(cells[i - 1, j], cells[i, j - 1]) + 1);
                var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                cells[i, j] = swapped ? Math.Min(least, cells[i - 2, j - 2] + 1) : least;
            }
        }

        return cells[a.Length, b.Length];
    }
}
