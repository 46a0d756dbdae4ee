using System.Diagnostics;
using Warehouse.Model.Expressions;
using Warehouse.Model.Star;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Expressions;

/// <summary>Conversions with one outcome on every engine. Numbers are rounded half away from zero.</summary>
internal static class ConversionCompiler
{
    public static SqlExpression Of(Conversion conversion, SqlExpression value)
    {
        var target = SqlTypes.Of(conversion.Target);
        return (conversion.Operand.Type, conversion.Target) switch
        {
            (DataType.Text, _) when conversion.OrNull => new TryConvert(value, target),
            (DataType.Text, _) => Strict(value, target, conversion.Target),
            (DataType.Boolean, DataType.Text) => Chosen(value, new Literal.Text("true"), new Literal.Text("false")),
            (DataType.Boolean, DataType.Integer) => Chosen(value, new Literal.Integer(1), new Literal.Integer(0)),
            (DataType.Decimal type, DataType.Text) => new Call(
                "decimal_text", [Exact(conversion.Operand, type, value), new Literal.Integer(type.Scale)]),
            (DataType.Date, DataType.Text) => new Call("date_text", [value]),
            (DataType.Timestamp, DataType.Text) => new Call("timestamp_text", [value]),
            (DataType.Timestamp, DataType.Date) => new Call("to_date", [value]),
            (DataType.Float, DataType.Decimal type) => new Cast(new Call("float_digits", [value, new Literal.Integer(type.Scale)]), target),

            // A cast of many digits to few goes by an engine's everyday decimal, and is rounded twice.
            (DataType.Decimal { Scale: > ArithmeticCompiler.EverydayScale } from, DataType.Decimal to) when to.Scale < from.Scale =>
                new Cast(new Call("round:digits", [value, new Literal.Integer(to.Scale)]), target),
            (DataType.Float, DataType.Integer) => new Cast(new Call("round:float", [value]), target),
            (DataType.Decimal { Scale: > 0 }, DataType.Integer) => new Cast(new Call("round", [value]), target),
            (null, _) => throw new UnreachableException("a conversion is compiled before it is bound"),
            _ => new Cast(value, target),
        };
    }

    /// <summary>
    /// What does not convert makes a text that no engine converts, so that the statement stops and its message tells the value:
    /// a plain CAST takes on each engine something that the others refuse.
    /// </summary>
    private static Call Strict(SqlExpression value, SqlType target, DataType type) => new("coalesce",
    [
        new TryConvert(value, target),
        new Cast(new Binary(BinaryOperator.Concatenate, new Literal.Text($"no {type}: "), value), target),
    ]);

    private static Case Chosen(SqlExpression value, SqlExpression whenTrue, SqlExpression whenFalse) =>
        new([new CaseBranch(value, whenTrue), new CaseBranch(new Not(value), whenFalse)], null);

    // Only a column is sure to come with the digits of its type; engines keep more or fewer in what they compute.
    // Without a digit before the point, some engines write none.
    private static SqlExpression Exact(PortableExpression operand, DataType.Decimal type, SqlExpression value) =>
        operand is ColumnUse or Conversion && type.Precision > type.Scale
            ? value
            : new Cast(value, new SqlType.Decimal(Math.Clamp(type.Precision, Math.Min(38, type.Scale + 1), 38), type.Scale));
}
