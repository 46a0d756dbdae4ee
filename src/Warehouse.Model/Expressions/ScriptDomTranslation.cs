using System.Collections.Immutable;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Literal = Microsoft.SqlServer.TransactSql.ScriptDom.Literal;
using ScriptCall = Microsoft.SqlServer.TransactSql.ScriptDom.FunctionCall;

namespace Warehouse.Model.Expressions;

/// <summary>The parser's tree made into ours. What is not on the list of allowed nodes is refused.</summary>
internal sealed class ScriptDomTranslation(ExpressionPlaces places, IReadOnlyDictionary<string, DataType> aliases)
{
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    public (PortableExpression? Expression, ImmutableArray<Diagnostic> Diagnostics) Translate(TSqlFragment root)
    {
        var expression = Of(root);
        var diagnostics = _diagnostics.ToImmutable();
        return (diagnostics.IsEmpty ? expression : null, diagnostics);
    }

    /// <summary>Never null: a refused node leaves a NULL behind so that the rest is read too.</summary>
    private PortableExpression Of(TSqlFragment node)
    {
        if (node is PrimaryExpression { Collation: not null })
        {
            return Refuse(node, "a collation is not portable", "leave it out: text is compared by code point on every engine");
        }

        return node switch
        {
            ParenthesisExpression inner => Of(inner.Expression),
            BooleanParenthesisExpression inner => Of(inner.Expression),
            ColumnReferenceExpression column => Column(column),
            Literal literal => new LiteralTranslation(this).Of(literal),
            UnaryExpression unary => Unary(unary),
            BinaryExpression binary => Binary(binary),
            BooleanNotExpression not => new UnaryOperation(UnaryOperation.Kind.Not, Of(not.Expression)) { Span = Place(node) },
            BooleanBinaryExpression logic => new BinaryOperation(
                logic.BinaryExpressionType == BooleanBinaryExpressionType.And ? BinaryOperation.Kind.And : BinaryOperation.Kind.Or,
                Of(logic.FirstExpression),
                Of(logic.SecondExpression)) { Span = Place(node) },
            BooleanComparisonExpression comparison => Comparison(comparison),
            BooleanIsNullExpression test => new NullTest(Of(test.Expression), test.IsNot) { Span = Place(node) },
            BooleanTernaryExpression between => Between(between),
            InPredicate { Subquery: null } within => new Membership(
                Of(within.Expression), [.. within.Values.Select(Of)], within.NotDefined) { Span = Place(node) },
            LikePredicate { EscapeExpression: null, OdbcEscape: false } like => new PatternMatch(
                Of(like.FirstExpression), Of(like.SecondExpression), like.NotDefined) { Span = Place(node) },
            SearchedCaseExpression choice => new Choice(
                [.. choice.WhenClauses.Select(when => new ChoiceBranch(Of(when.WhenExpression), Of(when.ThenExpression)))],
                choice.ElseExpression is null ? null : Of(choice.ElseExpression)) { Span = Place(node) },
            SimpleCaseExpression choice => SimpleCase(choice),
            IIfCall choice => new Choice(
                [new ChoiceBranch(Of(choice.Predicate), Of(choice.ThenExpression))], Of(choice.ElseExpression)) { Span = Place(node) },
            CastCall cast => Cast(cast, cast.Parameter, cast.DataType, orNull: false),
            TryCastCall cast => Cast(cast, cast.Parameter, cast.DataType, orNull: true),
            CoalesceExpression call => Call(node, "coalesce", [.. call.Expressions]),
            NullIfExpression call => Call(node, "nullif", [call.FirstExpression, call.SecondExpression]),
            LeftFunctionCall call => Call(node, "left", [.. call.Parameters]),
            RightFunctionCall call => Call(node, "right", [.. call.Parameters]),
            ScriptCall call when IsPlain(call) => Call(node, call.FunctionName.Value.ToLowerInvariant(), [.. call.Parameters]),
            _ => RefuseNode(node),
        };
    }

    private PortableExpression Column(ColumnReferenceExpression column)
    {
        if (column.ColumnType != ColumnType.Regular)
        {
            return Refuse(column, "`*` is not a value", "name a column");
        }

        if (column.MultiPartIdentifier.Count > 1)
        {
            var last = column.MultiPartIdentifier[^1];
            return Refuse(
                column, $"`{Words(column)}` has a qualifier: an expression reads the columns of its own source", $"write `{last.Value}`");
        }

        var name = column.MultiPartIdentifier[0];
        if (name.QuoteType == QuoteType.SquareBracket)
        {
            return Refuse(column, "square brackets are not portable", $"write `\"{name.Value}\"`");
        }

        if (name.QuoteType == QuoteType.NotQuoted && bool.TryParse(name.Value, out var value))
        {
            return new BooleanLiteral(value) { Span = Place(column) };
        }

        return name.QuoteType == QuoteType.NotQuoted && (name.Value[0] is '#' or '@' || name.Value.Contains('$', StringComparison.Ordinal))
            ? Refuse(column, $"`{name.Value}` is not a plain name", $"write `\"{name.Value}\"`")
            : new ColumnUse(name.Value) { Span = Place(column) };
    }

    private PortableExpression Unary(UnaryExpression unary)
    {
        if (unary.UnaryExpressionType == UnaryExpressionType.Negative && LiteralTranslation.IsSmallestInteger(unary.Expression))
        {
            return new IntegerLiteral(long.MinValue) { Span = Place(unary) };
        }

        return unary.UnaryExpressionType switch
        {
            UnaryExpressionType.Negative => new UnaryOperation(UnaryOperation.Kind.Negate, Of(unary.Expression)) { Span = Place(unary) },
            UnaryExpressionType.Positive => Of(unary.Expression),
            _ => RefuseNode(unary),
        };
    }

    private PortableExpression Binary(BinaryExpression binary)
    {
        BinaryOperation.Kind? kind = binary.BinaryExpressionType switch
        {
            BinaryExpressionType.Add => BinaryOperation.Kind.Add,
            BinaryExpressionType.Subtract => BinaryOperation.Kind.Subtract,
            BinaryExpressionType.Multiply => BinaryOperation.Kind.Multiply,
            BinaryExpressionType.Divide => BinaryOperation.Kind.Divide,
            BinaryExpressionType.Modulo => BinaryOperation.Kind.Modulo,
            BinaryExpressionType.Concat => BinaryOperation.Kind.Concatenate,
            _ => null,
        };
        return kind is { } known
            ? new BinaryOperation(known, Of(binary.FirstExpression), Of(binary.SecondExpression)) { Span = Place(binary) }
            : Refuse(binary, "an operator on bits is not portable", "compute it in the source's `sql:`");
    }

    private PortableExpression Comparison(BooleanComparisonExpression comparison)
    {
        BinaryOperation.Kind? kind = comparison.ComparisonType switch
        {
            BooleanComparisonType.Equals => BinaryOperation.Kind.Equal,
            BooleanComparisonType.NotEqualToBrackets or BooleanComparisonType.NotEqualToExclamation => BinaryOperation.Kind.NotEqual,
            BooleanComparisonType.LessThan => BinaryOperation.Kind.Less,
            BooleanComparisonType.LessThanOrEqualTo => BinaryOperation.Kind.LessOrEqual,
            BooleanComparisonType.GreaterThan => BinaryOperation.Kind.Greater,
            BooleanComparisonType.GreaterThanOrEqualTo => BinaryOperation.Kind.GreaterOrEqual,
            _ => null,
        };
        return kind is { } known
            ? new BinaryOperation(known, Of(comparison.FirstExpression), Of(comparison.SecondExpression)) { Span = Place(comparison) }
            : Refuse(comparison, "the operator is not portable", "write `=`, `<>`, `<`, `<=`, `>` or `>=`");
    }

    private PortableExpression Between(BooleanTernaryExpression between)
    {
        var place = Place(between);
        var operand = Of(between.FirstExpression);
        var low = new BinaryOperation(BinaryOperation.Kind.GreaterOrEqual, operand, Of(between.SecondExpression)) { Span = place };
        var high = new BinaryOperation(BinaryOperation.Kind.LessOrEqual, operand, Of(between.ThirdExpression)) { Span = place };
        PortableExpression both = new BinaryOperation(BinaryOperation.Kind.And, low, high) { Span = place };
        return between.TernaryExpressionType == BooleanTernaryExpressionType.NotBetween
            ? new UnaryOperation(UnaryOperation.Kind.Not, both) { Span = place }
            : both;
    }

    private Choice SimpleCase(SimpleCaseExpression choice)
    {
        var input = Of(choice.InputExpression);
        return new Choice(
            [.. choice.WhenClauses.Select(when => new ChoiceBranch(
                new BinaryOperation(BinaryOperation.Kind.Equal, input, Of(when.WhenExpression)) { Span = Place(when.WhenExpression) },
                Of(when.ThenExpression)))],
            choice.ElseExpression is null ? null : Of(choice.ElseExpression)) { Span = Place(choice) };
    }

    private PortableExpression Cast(PrimaryExpression cast, ScalarExpression operand, DataTypeReference type, bool orNull)
    {
        var value = Of(operand);
        var (target, message, help) = CastTargets.Of(type, aliases);
        return target is null
            ? Refuse(type, message!, help)
            : new Conversion(value, target, orNull) { Span = Place(cast) };
    }

    private FunctionCall Call(TSqlFragment node, string name, ImmutableArray<ScalarExpression> arguments) =>
        new FunctionCall(name, [.. arguments.Select(Of)]) { Span = Place(node) };

    private static bool IsPlain(ScriptCall call) =>
        call.CallTarget is null && call.OverClause is null && call.WithinGroupClause is null && call.TrimOptions is null
        && call.UniqueRowFilter == UniqueRowFilter.NotSpecified && call.IgnoreRespectNulls is not { Count: > 0 }
        && call.JsonParameters is not { Count: > 0 } && call.AbsentOrNullOnNull is not { Count: > 0 };

    private PortableExpression RefuseNode(TSqlFragment node)
    {
        var (message, help) = RefusedNodes.Explain(node);
        return Refuse(node, message, help);
    }

    internal PortableExpression Refuse(TSqlFragment node, string message, string? help) =>
        Report(ExpressionRules.NotPortable, node, message, help);

    internal PortableExpression Report(DiagnosticRule rule, TSqlFragment node, string message, string? help)
    {
        _diagnostics.Add(rule.At(Place(node), message, help));
        return new NullLiteral { Span = Place(node) };
    }

    internal SourceSpan Place(TSqlFragment node) => places.Of(node.StartOffset, node.FragmentLength);

    internal string Words(TSqlFragment node) => places.Words(node.StartOffset, node.FragmentLength);
}
