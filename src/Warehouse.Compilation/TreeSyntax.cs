using Warehouse.Sql.Tree;

namespace Warehouse.Compilation;

/// <summary>Short words for the SQL tree, so that a compiled statement reads like the statement.</summary>
internal static class TreeSyntax
{
    public static ColumnReference Col(string relation, string name) => new(relation, name);

    public static ColumnReference Col(string name) => new(null, name);

    public static Literal.Text Text(string value) => new(value);

    public static Literal.Integer Int(long value) => new(value);

    public static Literal.Boolean True { get; } = new(true);

    public static Literal.Boolean False { get; } = new(false);

    public static Literal.Null NullText { get; } = new(new SqlType.Text());

    public static SqlExpression Eq(SqlExpression left, SqlExpression right) => new Binary(BinaryOperator.Equal, left, right);

    public static SqlExpression Ne(SqlExpression left, SqlExpression right) => new Binary(BinaryOperator.NotEqual, left, right);

    public static SqlExpression Less(SqlExpression left, SqlExpression right) => new Binary(BinaryOperator.Less, left, right);

    public static SqlExpression AtMost(SqlExpression left, SqlExpression right) => new Binary(BinaryOperator.LessOrEqual, left, right);

    public static SqlExpression Greater(SqlExpression left, SqlExpression right) => new Binary(BinaryOperator.Greater, left, right);

    public static SqlExpression AtLeast(SqlExpression left, SqlExpression right) => new Binary(BinaryOperator.GreaterOrEqual, left, right);

    public static SqlExpression Plus(SqlExpression left, SqlExpression right) => new Binary(BinaryOperator.Add, left, right);

    public static SqlExpression Minus(SqlExpression left, SqlExpression right) => new Binary(BinaryOperator.Subtract, left, right);

    public static SqlExpression Times(SqlExpression left, SqlExpression right) => new Binary(BinaryOperator.Multiply, left, right);

    public static SqlExpression IsNull(SqlExpression operand) => new IsNull(operand);

    public static SqlExpression IsNotNull(SqlExpression operand) => new IsNull(operand, Negated: true);

    public static SqlExpression Not(SqlExpression operand) => new Not(operand);

    public static SqlExpression Coalesce(params ReadOnlySpan<SqlExpression> arguments) => new Call("coalesce", [.. arguments]);

    /// <summary>The relation has a row that meets the condition.</summary>
    public static Exists Exists(Relation from, SqlExpression? where = null) => new(new Select { Items = [Int(1).As("found")], From = from, Where = where });

    /// <summary>The relation has no row that meets the condition.</summary>
    public static Exists None(Relation from, SqlExpression? where = null) => Exists(from, where) with { Negated = true };

    /// <summary>Columns as they are.</summary>
    public static IEnumerable<SelectItem> Pass(string relation, IEnumerable<string> names) => names.Select(n => Col(relation, n).As(n));

    /// <summary>All of the conditions; TRUE when there is none.</summary>
    public static SqlExpression And(params IEnumerable<SqlExpression> conditions) => Fold(BinaryOperator.And, conditions) ?? True;

    /// <summary>Any of the conditions; FALSE when there is none.</summary>
    public static SqlExpression Or(params IEnumerable<SqlExpression> conditions) => Fold(BinaryOperator.Or, conditions) ?? False;

    public static Case When(SqlExpression condition, SqlExpression then, SqlExpression? otherwise = null) => new([new(condition, then)], otherwise);

    public static SelectItem As(this SqlExpression expression, string name) => new(expression, name);

    public static Ordering Ascending(this SqlExpression expression, bool isText = false) => new(expression, IsText: isText);

    public static Ordering Descending(this SqlExpression expression) => new(expression, Descending: true);

    /// <summary>Equality of columns of the same names in two relations.</summary>
    public static SqlExpression SameKey(string left, string right, IEnumerable<string> columns) =>
        And(columns.Select(c => Eq(Col(left, c), Col(right, c))));

    /// <summary>Null-safe inequality of columns of the same names in two relations; FALSE when there is none.</summary>
    public static SqlExpression Differ(string left, string right, IReadOnlyCollection<string> columns) => columns.Count == 0
        ? False
        : new IsDistinct([.. columns.Select(c => Col(left, c))], [.. columns.Select(c => Col(right, c))]);

    public static Aggregate CountRows() => new(AggregateFunction.Count, null);

    /// <summary>How many rows meet a condition.</summary>
    public static SqlExpression CountWhere(SqlExpression condition) => new Aggregate(AggregateFunction.Count, When(condition, Int(1)));

    private static SqlExpression? Fold(BinaryOperator op, IEnumerable<SqlExpression> operands)
    {
        SqlExpression? result = null;
        foreach (var operand in operands)
        {
            if (operand is Literal.Boolean { Value: var value })
            {
                if (value == (op == BinaryOperator.And))
                    continue;
                return operand;
            }

            result = result is null ? operand : new Binary(op, result, operand);
        }

        return result;
    }
}
