using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Expressions;

/// <summary>Places inside an expression, given by offsets into the text that the parser saw.</summary>
internal sealed class ExpressionPlaces(ExpressionText text, Func<int, int> original)
{
    /// <summary>The place of a part of the expression.</summary>
    /// <remarks>A later line of a block scalar has an indentation that is not known here: the whole scalar stands for it.</remarks>
    public SourceSpan Of(int offset, int length)
    {
        var from = Math.Clamp(original(offset), 0, text.Text.Length);
        return OfOriginal(from, Math.Clamp(original(offset + length), from, text.Text.Length) - from);
    }

    /// <summary>The place of a part that is given by offsets into the user's own text; what lies behind its end is its last character.</summary>
    public SourceSpan OfOriginal(int offset, int length)
    {
        var from = Math.Min(offset, text.Text.Length - 1);
        return text.Text.AsSpan(0, from).Contains('\n') ? text.Span : text.Span.Within(from, Math.Max(1, length));
    }

    /// <summary>The words of a part of the expression, as the user wrote them.</summary>
    public string Words(int offset, int length)
    {
        var from = Math.Clamp(original(offset), 0, text.Text.Length);
        return text.Text[from..Math.Clamp(original(offset + length), from, text.Text.Length)];
    }
}
