using Warehouse.Sql.Dialects;

namespace Warehouse.Sql.Writing;

/// <summary>A query of the user's own as it can stand within a statement: all of it but the semicolon that ends it and what comes after.</summary>
/// <remarks>A text that cannot be followed to its end, such as one with a quote that is never closed, is left as it is: the engine says what is wrong with it.</remarks>
internal sealed class OpaqueQuery(string text, TextSyntax syntax)
{
    private int _position;

    public static string WithoutTerminator(string text, TextSyntax syntax) => new OpaqueQuery(text, syntax).Cut();

    private string Cut()
    {
        int? terminator = null;
        while (_position < text.Length)
        {
            var c = text[_position];
            if (c == ';')
            {
                terminator ??= _position;
                _position++;
            }
            else if (char.IsWhiteSpace(c))
            {
                _position++;
            }
            else if (syntax.LineComments.Any(At))
            {
                SkipTo("\n");
            }
            else if (At("/*"))
            {
                SkipTo("*/");
            }
            else
            {
                // Something follows: what was met before did not end the query.
                terminator = null;
                if (c is '\'' or '"' or '`')
                    SkipQuoted(c);
                else if (c == '$' && syntax.DollarQuotes && Tag() is { } tag)
                    SkipTo(tag);
                else
                    _position++;
            }
        }

        return terminator is { } end && _position == text.Length ? text[..end].TrimEnd() : text;
    }

    private bool At(string word) => string.CompareOrdinal(text, _position, word, 0, word.Length) == 0;

    /// <summary>Behind the next <paramref name="end"/> that does not overlap what stands here.</summary>
    private void SkipTo(string end)
    {
        var from = Math.Min(_position + end.Length, text.Length);
        var found = text.IndexOf(end, from, StringComparison.Ordinal);
        _position = found < 0 ? end == "\n" ? text.Length : int.MaxValue : found + end.Length;
    }

    // A doubled quote closes the constant and opens another, which comes to the same.
    private void SkipQuoted(char quote)
    {
        var escapes = syntax.BackslashEscapes || IsEscapeString();
        for (_position++; _position < text.Length; _position++)
        {
            if (text[_position] == quote)
            {
                _position++;
                return;
            }

            if (text[_position] == '\\' && escapes)
                _position++;
        }

        _position = int.MaxValue;
    }

    /// <summary>In standard SQL a backslash is one, but for <c>E'…'</c>.</summary>
    private bool IsEscapeString() =>
        _position > 0 && text[_position - 1] is 'e' or 'E' && (_position == 1 || !(char.IsLetterOrDigit(text[_position - 2]) || text[_position - 2] == '_'));

    private string? Tag()
    {
        var end = _position + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            end++;
        return end < text.Length && text[end] == '$' && !(end > _position + 1 && char.IsDigit(text[_position + 1])) ? text[_position..(end + 1)] : null;
    }
}
