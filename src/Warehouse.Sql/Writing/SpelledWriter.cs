using System.Text.RegularExpressions;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Writing;

/// <summary>Fills the holes of a dialect's own text.</summary>
internal sealed partial class SpelledWriter(SqlText sql)
{
    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Hole();

    // name({0}, {1}): laid out as a call.
    [GeneratedRegex(@"^[^(){}]*\((\{\d+\}(, \{\d+\})*)\)$")]
    private static partial Regex PlainCall();

    [GeneratedRegex(@"(\(|, |\b(FROM|FOR|SELECT|DISTINCT)[ \n])$")]
    private static partial Regex OpensAlone();

    [GeneratedRegex(@"^(\)|,| (AS|FROM|FOR|EXCEPT) |\nFOR )")]
    private static partial Regex ClosesAlone();

    public Doc Write(Spelled node)
    {
        var pattern = node.Pattern;
        if (PlainCall().IsMatch(pattern))
        {
            var arguments = Hole().Matches(pattern).Select(hole => sql.Expression(Argument(node, hole)));
            return Doc.Concat(Doc.Text(pattern[..pattern.IndexOf('(', StringComparison.Ordinal)]), Doc.Parentheses(Doc.List(arguments)));
        }

        var parts = new List<Doc>();
        var end = 0;
        foreach (Match hole in Hole().Matches(pattern))
        {
            AddText(parts, pattern[end..hole.Index]);
            end = hole.Index + hole.Length;
            var alone = OpensAlone().IsMatch(pattern[..hole.Index]) && ClosesAlone().IsMatch(pattern[end..]);
            parts.Add(sql.Operand(Argument(node, hole), alone ? Precedence.Or : Precedence.Atom));
        }

        AddText(parts, pattern[end..]);
        return Doc.Group([.. parts]);
    }

    // A long text breaks after its commas, and where it has a line feed instead of a blank.
    private static void AddText(List<Doc> parts, string text)
    {
        var words = (text.EndsWith(", ", StringComparison.Ordinal) ? text[..^1] + "\n" : text).Split('\n');
        for (var i = 0; i < words.Length; i++)
        {
            if (i > 0)
            {
                parts.Add(Doc.Indent(Doc.Line));
            }

            parts.Add(Doc.Text(words[i]));
        }
    }

    private static SqlExpression Argument(Spelled node, Match hole)
    {
        var index = int.Parse(hole.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        return index < node.Arguments.Length
            ? node.Arguments[index]
            : throw new ArgumentException($"`{node.Pattern}` asks for argument {index}, but is given {node.Arguments.Length}", nameof(node));
    }
}
