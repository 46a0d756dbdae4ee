using System.Text;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Warehouse.Model.Expressions;

/// <summary>
/// An expression's text with <c>= true</c> written after each bare boolean value that stands where a condition is expected.
/// The parser's grammar has no boolean values; the model language has: <c>is_gift and not starts_with(sku, 'X')</c>.
/// </summary>
internal sealed class PredicateCompletion
{
    private const string Suffix = " = true";

    private readonly IReadOnlyList<TSqlParserToken> _tokens;
    private readonly SortedSet<int> _insertions = [];

    private PredicateCompletion(IReadOnlyList<TSqlParserToken> tokens) => _tokens = tokens;

    /// <summary>The completed text, and a function from an offset in it to one in the original.</summary>
    public static (string Text, Func<int, int> Original) Of(string text, IList<TSqlParserToken> tokens)
    {
        var significant = tokens
            .Where(token => token.TokenType is not (TSqlTokenType.WhiteSpace or TSqlTokenType.EndOfFile))
            .ToList();
        var completion = new PredicateCompletion(significant);
        completion.Walk(0, significant.Count, condition: false);
        return completion.Apply(text);
    }

    private (string Text, Func<int, int> Original) Apply(string text)
    {
        var builder = new StringBuilder();
        var from = 0;
        foreach (var at in _insertions)
        {
            builder.Append(text, from, at - from).Append(Suffix);
            from = at;
        }

        builder.Append(text, from, text.Length - from);
        return (builder.ToString(), Original);
    }

    private int Original(int offset)
    {
        foreach (var at in _insertions)
        {
            if (offset <= at)
            {
                return offset;
            }

            offset = Math.Max(at, offset - Suffix.Length);
        }

        return offset;
    }

    /// <summary>Looks at a run of tokens at one depth of brackets; a condition is expected there, or a value.</summary>
    private void Walk(int start, int end, bool condition)
    {
        var segments = Segments(start, end, out var hasLogic);
        foreach (var (from, to) in segments)
        {
            var first = from;
            while (first < to && Is(first, TSqlTokenType.Not))
            {
                first++;
            }

            if (first == to)
            {
                continue;
            }

            var compared = Enumerable.Range(0, to - first).Any(i => IsComparison(first + i) && AtTop(first, first + i));
            var wanted = (condition || hasLogic) && !compared;
            if (wanted && Is(first, TSqlTokenType.LeftParenthesis) && Closing(first, to) == to - 1)
            {
                Walk(first + 1, to - 1, condition: true);
                continue;
            }

            if (wanted)
            {
                var last = _tokens[to - 1];
                _insertions.Add(last.Offset + last.Text.Length);
            }

            WalkInside(first, to);
        }
    }

    /// <summary>The runs between AND and OR; the AND of a BETWEEN does not part them.</summary>
    private List<(int From, int To)> Segments(int start, int end, out bool hasLogic)
    {
        var segments = new List<(int, int)>();
        var from = start;
        var between = false;
        hasLogic = false;
        for (var i = start; i < end; i = Next(i, end))
        {
            if (Is(i, TSqlTokenType.Between))
            {
                between = true;
            }
            else if (Is(i, TSqlTokenType.And) && between)
            {
                between = false;
            }
            else if (Is(i, TSqlTokenType.And) || Is(i, TSqlTokenType.Or))
            {
                segments.Add((from, i));
                from = i + 1;
                hasLogic = true;
            }
            else if (Is(i, TSqlTokenType.Not) && i == from)
            {
                hasLogic = true;
            }
        }

        segments.Add((from, end));
        return segments;
    }

    private void WalkInside(int start, int end)
    {
        for (var i = start; i < end; i = Next(i, end))
        {
            if (Is(i, TSqlTokenType.LeftParenthesis))
            {
                WalkArguments(i + 1, Math.Min(Closing(i, end), end), i > start && IsWord(i - 1, "iif"));
            }
            else if (Is(i, TSqlTokenType.Case))
            {
                WalkCase(i + 1, Math.Min(Closing(i, end), end));
            }
        }
    }

    private void WalkArguments(int start, int end, bool firstIsCondition)
    {
        var from = start;
        for (var i = start; i < end; i = Next(i, end))
        {
            if (Is(i, TSqlTokenType.Comma))
            {
                Walk(from, i, firstIsCondition && from == start);
                from = i + 1;
            }
        }

        Walk(from, end, firstIsCondition && from == start);
    }

    private void WalkCase(int start, int end)
    {
        var searched = Is(start, TSqlTokenType.When);
        var from = start;
        var afterWhen = false;
        for (var i = start; i < end; i = Next(i, end))
        {
            if (Is(i, TSqlTokenType.When) || Is(i, TSqlTokenType.Then) || Is(i, TSqlTokenType.Else))
            {
                Walk(from, i, afterWhen && searched);
                afterWhen = Is(i, TSqlTokenType.When);
                from = i + 1;
            }
        }

        Walk(from, end, condition: false);
    }

    /// <summary>The next token at the same depth.</summary>
    private int Next(int at, int end) =>
        Is(at, TSqlTokenType.LeftParenthesis) || Is(at, TSqlTokenType.Case) ? Math.Min(Closing(at, end) + 1, end) : at + 1;

    private int Closing(int opening, int end)
    {
        var depth = 0;
        for (var i = opening; i < end; i++)
        {
            depth += Is(i, TSqlTokenType.LeftParenthesis) || Is(i, TSqlTokenType.Case) ? 1 : 0;
            depth -= Is(i, TSqlTokenType.RightParenthesis) || Is(i, TSqlTokenType.End) ? 1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return end;
    }

    private bool AtTop(int start, int at)
    {
        var i = start;
        while (i < at)
        {
            i = Next(i, _tokens.Count);
        }

        return i == at;
    }

    private bool IsComparison(int at) => _tokens[at].TokenType
        is TSqlTokenType.EqualsSign or TSqlTokenType.LessThan or TSqlTokenType.GreaterThan or TSqlTokenType.Bang
        or TSqlTokenType.Is or TSqlTokenType.Like or TSqlTokenType.In or TSqlTokenType.Between;

    private bool Is(int at, TSqlTokenType type) => at < _tokens.Count && _tokens[at].TokenType == type;

    private bool IsWord(int at, string word) => string.Equals(_tokens[at].Text, word, StringComparison.OrdinalIgnoreCase);
}
