using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Dialects;

/// <summary>Division with one meaning on every engine, where they differ on integers and on zero.</summary>
internal static class Arithmetic
{
    public static Spelled Divide(Binary node) =>
        new Spelled("{0} / {1}", [new Cast(node.Left, new SqlType.Float()), Divisor(node.Right)], Precedence.Product);

    public static Spelled Modulo(Binary node) =>
        new Spelled("{0} % {1}", [node.Left, Divisor(node.Right)], Precedence.Product);

    public static Spelled ModuloCall(Binary node) => FunctionSpelling.CallOf("MOD", node.Left, Divisor(node.Right));

    private static SqlExpression Divisor(SqlExpression node) => node is Literal.Integer { Value: not 0 } or Literal.Decimal { Value: not 0 }
        ? node
        : new Call("nullif", [node, new Literal.Integer(0)]);
}
