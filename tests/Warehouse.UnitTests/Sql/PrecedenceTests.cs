using Shouldly;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;
using Warehouse.TestEngines.DuckDb;
using Xunit;

namespace Warehouse.UnitTests.Sql;

/// <summary>Parentheses that are left out change nothing.</summary>
public sealed class PrecedenceTests
{
    private const int Expressions = 3000;

    [Fact]
    public void An_expression_means_what_it_means_with_every_parenthesis()
    {
        using var database = DuckDbDatabase.InMemory();
        var connection = database.Open();
        var random = new Random(20240229);
        for (var batch = 0; batch < Expressions / 100; batch++)
        {
            var items = new List<SelectItem>();
            for (var i = 0; i < 100; i++)
            {
                var expression = i % 3 == 0 ? RandomExpression.Number(random, 5) : i % 3 == 1 ? RandomExpression.Truth(random, 5) : RandomExpression.Text(random, 5);
                items.Add(new(expression, $"bare_{i}"));
                items.Add(new(RandomExpression.Parenthesised(expression), $"full_{i}"));
            }

            using var command = connection.CreateCommand();
            command.CommandText = SqlWriter.Write(new Select { Items = [.. items] }, Dialects.DuckDb, ParameterStyle.Driver);
            using var reader = command.ExecuteReader();
            reader.Read().ShouldBeTrue();
            for (var i = 0; i < items.Count; i += 2)
            {
                reader.GetValue(i).ShouldBe(reader.GetValue(i + 1), SqlWriter.Write(new Select { Items = [items[i], items[i + 1]] }, Dialects.DuckDb, ParameterStyle.Driver));
            }
        }
    }

    [Fact]
    public void Parentheses_stand_where_some_engine_needs_them_and_nowhere_else()
    {
        var (a, b, c) = (new ColumnReference(null, "a"), new ColumnReference(null, "b"), new ColumnReference(null, "c"));
        SqlExpression Of(BinaryOperator @operator, SqlExpression left, SqlExpression right) => new Binary(@operator, left, right);
        (string Written, SqlExpression Expression)[] all =
        [
            ("a - (b - c)", Of(BinaryOperator.Subtract, a, Of(BinaryOperator.Subtract, b, c))),
            ("a - b - c", Of(BinaryOperator.Subtract, Of(BinaryOperator.Subtract, a, b), c)),
            ("(a + b) * c", Of(BinaryOperator.Multiply, Of(BinaryOperator.Add, a, b), c)),
            ("a + b * c", Of(BinaryOperator.Add, a, Of(BinaryOperator.Multiply, b, c))),
            ("-(-a)", new Negate(new Negate(a))),
            ("NOT (NOT a)", new Not(new Not(a))),
            ("(a = b) = c", Of(BinaryOperator.Equal, Of(BinaryOperator.Equal, a, b), c)),
            ("(a IS NULL) = b", Of(BinaryOperator.Equal, new IsNull(a), b)),
            ("NOT a = b", new Not(Of(BinaryOperator.Equal, a, b))),
            ("a || (b + c)", Of(BinaryOperator.Concatenate, a, Of(BinaryOperator.Add, b, c))),
            ("a || b || c", Of(BinaryOperator.Concatenate, a, Of(BinaryOperator.Concatenate, b, c))),
            ("a - -3", Of(BinaryOperator.Subtract, a, new Literal.Integer(-3))),
            ("(a AND b) OR c", Of(BinaryOperator.Or, Of(BinaryOperator.And, a, b), c)),
            ("a AND (b OR c)", Of(BinaryOperator.And, a, Of(BinaryOperator.Or, b, c))),
            ("(NOT a) = b", Of(BinaryOperator.Equal, new Not(a), b)),
            ("a IN (b, c) AND NOT b", Of(BinaryOperator.And, new In(a, [b, c]), new Not(b))),
        ];
        foreach (var (written, expression) in all)
        {
            SqlWriter.Write(new Select { Items = [new(expression, "x")] }, Dialects.Postgres, ParameterStyle.Driver).ShouldBe($"SELECT {written} AS x");
        }
    }
}
