using System.Diagnostics;
using System.Globalization;
using Warehouse.Model.Expressions;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Expressions;

/// <summary>A bound portable expression as an expression of the SQL tree.</summary>
public sealed class ExpressionCompiler
{
    private readonly Func<string, SqlExpression> _column;

    private ExpressionCompiler(Func<string, SqlExpression> column) => _column = column;

    /// <summary>The expression over the columns that <paramref name="column"/> gives for their names in the source.</summary>
    public static SqlExpression Compile(PortableExpression expression, Func<string, SqlExpression> column)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(column);
        return new ExpressionCompiler(column).Of(expression);
    }

    private SqlExpression Of(PortableExpression expression) => expression switch
    {
        ColumnUse column => _column(column.Column),
        NullLiteral => new Literal.Null(SqlTypes.Of(expression.Type!)),
        TextLiteral text => new Literal.Text(text.Value),
        IntegerLiteral number => new Literal.Integer(number.Value),
        DecimalLiteral number => Decimal(number),
        FloatLiteral number => new Literal.Float(number.Value),
        BooleanLiteral truth => new Literal.Boolean(truth.Value),
        DateLiteral date => new Literal.Date(date.Value),
        TimestampLiteral instant => new Literal.Timestamp(instant.Value),
        BinaryOperation operation => ArithmeticCompiler.Of(operation, Of(operation.Left), Of(operation.Right)),
        UnaryOperation { Operator: UnaryOperation.Kind.Not } not => new Not(Of(not.Operand)),
        UnaryOperation minus => new Negate(Of(minus.Operand)),
        NullTest test => new IsNull(Of(test.Operand), test.Negated),
        Membership within => new In(Of(within.Operand), [.. within.Values.Select(Of)], within.Negated),
        PatternMatch match => new Like(Of(match.Operand), Of(match.Pattern), match.Negated),
        Choice choice => new Case(
            [.. choice.Branches.Select(branch => new CaseBranch(Of(branch.When), Of(branch.Then)))], choice.Else is null ? null : Of(choice.Else)),
        Conversion conversion => ConversionCompiler.Of(conversion, Of(conversion.Operand)),
        FunctionCall call => CallCompiler.Of(call, [.. call.Arguments.Select(Of)]),
        _ => throw new UnreachableException(expression.GetType().Name),
    };

    // A constant of the tree has 28 digits; a longer one is read by the engine.
    private static SqlExpression Decimal(DecimalLiteral number) => number.Digits.Length <= 28
        ? new Literal.Decimal(decimal.Parse(number.Text, CultureInfo.InvariantCulture))
        : new Cast(new Literal.Text(number.Text), SqlTypes.Of(number.Type!));
}
