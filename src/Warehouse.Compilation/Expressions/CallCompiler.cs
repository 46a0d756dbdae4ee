using System.Collections.Immutable;
using Warehouse.Model.Expressions;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Expressions;

/// <summary>Calls of portable functions, guarded where an engine would fail or answer in its own way.</summary>
internal static class CallCompiler
{
    public static SqlExpression Of(FunctionCall call, ImmutableArray<SqlExpression> arguments)
    {
        var form = call.Form!;
        ImmutableArray<SqlExpression> guarded =
            [.. arguments.Select((argument, i) => Bounded(form.ParameterAt(i).Kind, call.Arguments[i], argument, form.Key))];
        return Domain(call, guarded) is { } domain
            ? new Case([new CaseBranch(domain, new Call(form.Key, guarded))], null)
            : new Call(form.Key, guarded);
    }

    /// <summary>Negative counts are taken as 0, and positions before the first as 1: engines refuse them, or count from the end.</summary>
    private static SqlExpression Bounded(ParameterKind kind, PortableExpression value, SqlExpression argument, string key) => kind switch
    {
        ParameterKind.Count when value is not PortableLiteral => AtLeast(argument, 0),
        ParameterKind.Position when value is not PortableLiteral => AtLeast(argument, 1),
        ParameterKind.Text when key is "greatest:text" or "least:text" => new ByCodePoint(argument),
        _ => argument,
    };

    private static Case AtLeast(SqlExpression argument, long least) =>
        new([new CaseBranch(Compare(BinaryOperator.Less, argument, least), new Literal.Integer(least))], argument);

    /// <summary>When the function has a value; null where it always has.</summary>
    private static Binary? Domain(FunctionCall call, ImmutableArray<SqlExpression> arguments) => call.Form!.Key switch
    {
        "sqrt" when call.Arguments[0] is not FloatLiteral { Value: >= 0 } => Compare(BinaryOperator.GreaterOrEqual, arguments[0], 0),
        "ln" or "log10" when call.Arguments[0] is not FloatLiteral { Value: > 0 } => Compare(BinaryOperator.Greater, arguments[0], 0),
        "power" when !(call.Arguments[1] is FloatLiteral { Value: >= 0 } exponent && double.IsInteger(exponent.Value)) =>
            HasPower(arguments[0], arguments[1]),
        "make_date" => IsDate(arguments[0], arguments[1], arguments[2]),
        _ => null,
    };

    private static Binary HasPower(SqlExpression x, SqlExpression exponent) => Or(
        Compare(BinaryOperator.Greater, x, 0),
        Or(
            And(Equal(x, 0), Compare(BinaryOperator.GreaterOrEqual, exponent, 0)),
            And(Compare(BinaryOperator.Less, x, 0), new Binary(BinaryOperator.Equal, exponent, new Call("floor", [exponent])))));

    private static Binary IsDate(SqlExpression year, SqlExpression month, SqlExpression day)
    {
        var leap = Or(
            And(Equal(Remainder(year, 4), 0), Compare(BinaryOperator.NotEqual, Remainder(year, 100), 0)),
            Equal(Remainder(year, 400), 0));
        var days = new Case(
            [
                new CaseBranch(
                    new In(month, [new Literal.Integer(4), new Literal.Integer(6), new Literal.Integer(9), new Literal.Integer(11)]),
                    new Literal.Integer(30)),
                new CaseBranch(And(Equal(month, 2), leap), new Literal.Integer(29)),
                new CaseBranch(Equal(month, 2), new Literal.Integer(28)),
            ],
            new Literal.Integer(31));
        return And(
            And(Within(year, 1, 9999), Within(month, 1, 12)),
            And(Compare(BinaryOperator.GreaterOrEqual, day, 1), new Binary(BinaryOperator.LessOrEqual, day, days)));
    }

    private static Binary Within(SqlExpression value, long least, long most) =>
        And(Compare(BinaryOperator.GreaterOrEqual, value, least), Compare(BinaryOperator.LessOrEqual, value, most));

    private static Binary Remainder(SqlExpression value, long divisor) => Compare(BinaryOperator.Modulo, value, divisor);

    private static Binary Equal(SqlExpression value, long constant) => Compare(BinaryOperator.Equal, value, constant);

    private static Binary And(SqlExpression left, SqlExpression right) => new(BinaryOperator.And, left, right);

    private static Binary Or(SqlExpression left, SqlExpression right) => new(BinaryOperator.Or, left, right);

    private static Binary Compare(BinaryOperator comparison, SqlExpression value, long constant) => new(comparison, value, new Literal.Integer(constant));
}
