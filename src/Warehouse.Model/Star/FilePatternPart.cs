namespace Warehouse.Model.Star;

/// <summary>What one folder's or file's name has to be.</summary>
public sealed class FilePatternPart
{
    internal FilePatternPart(string text) => Text = text;

    public string Text { get; }

    /// <summary>Any number of folders, also none.</summary>
    public bool IsAnyFolders => Text == FilePattern.AnyFolders;

    /// <summary>It is a name, without a wildcard.</summary>
    public bool IsPlain => Text.AsSpan().IndexOfAny("*?[") < 0;

    public bool Matches(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return (name is not ['.', ..] || Text is ['.', ..]) && Matches(Text, name);
    }

    /// <summary>Where a bracket closes; the first character within it may be a bracket itself. Below 0: it does not.</summary>
    internal static int ClosingBracket(string text, int open)
    {
        var begin = Inside(text, open);
        return begin + 1 >= text.Length ? -1 : text.IndexOf(']', begin + 1);
    }

    private static int Inside(string text, int open) => open + (open + 1 < text.Length && text[open + 1] is '!' or '^' ? 2 : 1);

    /// <summary>One `*` at a time: where the rest does not fit, the last one takes a character more.</summary>
    private static bool Matches(string pattern, string name)
    {
        var (p, n, star, taken) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, taken) = (p++, n);
            }
            else if (p < pattern.Length && MatchesOne(pattern, ref p, name[n]))
            {
                n++;
            }
            else if (star >= 0)
            {
                (p, n) = (star + 1, ++taken);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    private static bool MatchesOne(string pattern, ref int at, char c)
    {
        if (pattern[at] != '[')
            return pattern[at++] is '?' || pattern[at - 1] == c;
        var (begin, close) = (Inside(pattern, at), ClosingBracket(pattern, at));
        var found = false;
        for (var i = begin; i < close; i++)
        {
            if (i + 2 < close && pattern[i + 1] == '-')
            {
                found |= c >= pattern[i] && c <= pattern[i + 2];
                i += 2;
            }
            else
            {
                found |= c == pattern[i];
            }
        }

        var negated = begin == at + 2;
        at = close + 1;
        return found != negated;
    }
}
