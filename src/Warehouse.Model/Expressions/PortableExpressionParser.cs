using System.Collections.Immutable;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Expressions;

/// <summary>Reads the text of a portable expression; what has no portable meaning is refused at its own place.</summary>
public static class PortableExpressionParser
{
    /// <summary>The expression, or null and what is wrong with it. Its columns and types are not yet known.</summary>
    public static (PortableExpression? Expression, ImmutableArray<Diagnostic> Diagnostics) Parse(ExpressionText text) =>
        Parse(text, ImmutableDictionary<string, DataType>.Empty);

    /// <param name="aliases">The project's own type names, which a cast may use.</param>
    public static (PortableExpression? Expression, ImmutableArray<Diagnostic> Diagnostics) Parse(
        ExpressionText text, IReadOnlyDictionary<string, DataType> aliases)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(aliases);
        if (string.IsNullOrWhiteSpace(text.Text))
        {
            return (null, [ExpressionRules.Syntax.At(text.Span, "the expression is empty", "write an expression, such as `list_price - unit_cost`")]);
        }

        var parser = new TSql170Parser(initialQuotedIdentifiers: true);
        var tokens = parser.GetTokenStream(new StringReader(text.Text), out _);
        var comment = tokens.FirstOrDefault(token => token.TokenType is TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment);
        if (comment is not null)
        {
            var place = new ExpressionPlaces(text, offset => offset).Of(comment.Offset, comment.Text.Length);
            return (null, [ExpressionRules.NotPortable.At(place, "an expression holds no comment", "write it as a YAML comment, after ` #`")]);
        }

        var (completed, original) = PredicateCompletion.Of(text.Text, tokens);
        var places = new ExpressionPlaces(text, original);
        var value = parser.ParseExpression(new StringReader(completed), out var valueErrors);
        if (valueErrors.Count == 0)
        {
            return new ScriptDomTranslation(places, aliases).Translate(value);
        }

        var condition = parser.ParseBooleanExpression(new StringReader(completed), out var conditionErrors);
        return conditionErrors.Count == 0
            ? new ScriptDomTranslation(places, aliases).Translate(condition)
            : (null, [SyntaxHints.Explain(text.Text, places, valueErrors[0], conditionErrors[0])]);
    }
}
