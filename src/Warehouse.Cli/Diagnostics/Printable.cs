using System.Globalization;
using System.Text;

namespace Warehouse.Cli.Diagnostics;

/// <summary>Text of the user's, safe to print: a model file must not steer the terminal.</summary>
internal static class Printable
{
    /// <summary>The text with control characters written out, as <c>\u001b</c>.</summary>
    public static string Escape(string text)
    {
        if (!text.Any(IsUnsafe))
            return text;

        var safe = new StringBuilder();
        foreach (var character in text)
            safe.Append(IsUnsafe(character) ? $"\\u{(int)character:x4}" : character.ToString());
        return safe.ToString();
    }

    // Format characters too: the bidirectional ones reorder what is shown.
    public static bool IsUnsafe(char character) =>
        char.IsControl(character)
        || (char.GetUnicodeCategory(character) is UnicodeCategory.Format && character != '\u200d')
        || character is '\u2028' or '\u2029';
}
