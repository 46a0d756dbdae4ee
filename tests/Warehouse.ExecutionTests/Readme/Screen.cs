using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Warehouse.ExecutionTests.Readme;

/// <summary>Lines as the README shows them; a line <c>…</c> stands for any number of lines that it leaves out.</summary>
internal sealed partial record Screen(ImmutableArray<string> Lines, bool OutputOnly)
{
    private const string LeftOut = "…";

    /// <summary>How long something took is the one thing that differs from run to run.</summary>
    public bool Shows(string printed)
    {
        var expected = Lines.Select(Masked).ToArray();
        var actual = printed.TrimEnd('\n').Split('\n').Select(Masked).ToArray();
        return Matches(expected, actual);
    }

    private static bool Matches(ReadOnlySpan<string> expected, ReadOnlySpan<string> actual)
    {
        if (expected.IsEmpty)
            return actual.IsEmpty;
        if (expected[0] != LeftOut)
            return !actual.IsEmpty && expected[0] == actual[0] && Matches(expected[1..], actual[1..]);
        for (var skipped = 0; skipped <= actual.Length; skipped++)
        {
            if (Matches(expected[1..], actual[skipped..]))
                return true;
        }

        return false;
    }

    private static string Masked(string line) => Duration().Replace(line.TrimEnd(), "in … s");

    [GeneratedRegex(@"\bin \d[\d., minhs]* s$")]
    private static partial Regex Duration();
}
