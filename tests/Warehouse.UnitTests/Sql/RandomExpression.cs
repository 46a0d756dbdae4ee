using Warehouse.Sql.Tree;

namespace Warehouse.UnitTests.Sql;

/// <summary>Expressions of constants, of a given type and depth, that no engine can fail on.</summary>
internal static class RandomExpression
{
    public static SqlExpression Number(Random random, int depth) => depth == 0 || random.Next(6) == 0
        ? random.Next(8) == 0 ? new Literal.Null(new SqlType.Decimal(18, 2)) : new Cast(new Literal.Integer(random.Next(-4, 5)), new SqlType.Float())
        : random.Next(7) switch
        {
            0 => new Negate(Number(random, depth - 1)),
            1 => new Case([new(Truth(random, depth - 1), Number(random, depth - 1))], random.Next(2) == 0 ? null : Number(random, depth - 1)),
            2 => new Call("coalesce", [Number(random, depth - 1), Number(random, depth - 1)]),
            3 => new Negate(new Literal.Integer(random.Next(-3, 4))),
            _ => new Binary(
                random.GetItems([BinaryOperator.Add, BinaryOperator.Subtract, BinaryOperator.Multiply, BinaryOperator.Divide, BinaryOperator.Modulo], 1)[0],
                Number(random, depth - 1),
                Number(random, depth - 1)),
        };

    public static SqlExpression Truth(Random random, int depth) => depth == 0
        ? random.Next(5) == 0 ? new Literal.Null(new SqlType.Boolean()) : new Literal.Boolean(random.Next(2) == 0)
        : random.Next(9) switch
        {
            0 => new Not(Truth(random, depth - 1)),
            1 => new IsNull(random.Next(2) == 0 ? Truth(random, depth - 1) : Number(random, depth - 1), random.Next(2) == 0),
            2 => new In(Number(random, depth - 1), [Number(random, depth - 1), new Literal.Integer(1)], random.Next(2) == 0),
            3 => new Like(Text(random, depth - 1), new Literal.Text("a%"), random.Next(2) == 0),
            4 => new IsDistinct([Truth(random, depth - 1)], [Truth(random, depth - 1)], random.Next(2) == 0),
            5 => new IsDistinct([Number(random, depth - 1), Text(random, depth - 1)], [Number(random, depth - 1), Text(random, depth - 1)], random.Next(2) == 0),
            6 => Binary(random, [BinaryOperator.Equal, BinaryOperator.NotEqual, BinaryOperator.Less, BinaryOperator.GreaterOrEqual], Truth, depth),
            7 => Binary(random, [BinaryOperator.Equal, BinaryOperator.NotEqual, BinaryOperator.LessOrEqual, BinaryOperator.Greater], Number, depth),
            _ => Binary(random, [BinaryOperator.And, BinaryOperator.Or], Truth, depth),
        };

    public static SqlExpression Text(Random random, int depth) => depth == 0 || random.Next(4) == 0
        ? random.Next(8) == 0 ? new Literal.Null(new SqlType.Text()) : new Literal.Text(random.GetItems(["a", "b'", "", "ab"], 1)[0])
        : random.Next(4) switch
        {
            0 => new Cast(Truth(random, depth - 1), new SqlType.Text()),
            1 => new Case([new(Truth(random, depth - 1), Text(random, depth - 1))], Text(random, depth - 1)),
            _ => Binary(random, [BinaryOperator.Concatenate], Text, depth),
        };

    /// <summary>The same expression with parentheses around every part, whatever the writer thinks of them.</summary>
    public static SqlExpression Parenthesised(SqlExpression node)
    {
        SqlExpression Around(SqlExpression part) => new Spelled("({0})", [Parenthesised(part)], Precedence.Atom);
        return node switch
        {
            Binary n => n with { Left = Around(n.Left), Right = Around(n.Right) },
            Not n => new Not(Around(n.Operand)),
            Negate n => new Negate(Around(n.Operand)),
            IsNull n => n with { Operand = Around(n.Operand) },
            In n => n with { Operand = Around(n.Operand), Values = [.. n.Values.Select(Around)] },
            Like n => n with { Operand = Around(n.Operand), Pattern = Around(n.Pattern) },
            IsDistinct n => n with { Left = [.. n.Left.Select(Around)], Right = [.. n.Right.Select(Around)] },
            Case n => new Case([.. n.Branches.Select(b => new CaseBranch(Around(b.When), Around(b.Then)))], n.Else is null ? null : Around(n.Else)),
            Cast n => n with { Operand = Around(n.Operand) },
            Call n => n with { Arguments = [.. n.Arguments.Select(Around)] },
            Literal => node,
            _ => throw new InvalidOperationException(node.GetType().Name),
        };
    }

    private static Binary Binary(Random random, BinaryOperator[] operators, Func<Random, int, SqlExpression> side, int depth) =>
        new(operators[random.Next(operators.Length)], side(random, depth - 1), side(random, depth - 1));
}
