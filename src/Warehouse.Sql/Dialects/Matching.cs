using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Dialects;

/// <summary>Trees from which inline conversions and patterns are made.</summary>
internal static class Matching
{
    public static Case When(SqlExpression condition, SqlExpression value) => new([new CaseBranch(condition, value)], null);

    public static Case When(params CaseBranch[] branches) => new([.. branches], null);

    /// <summary>A pattern whose special characters of this engine stand for themselves: at once for a constant, else by REPLACE.</summary>
    public static SqlExpression Escaped(SqlExpression pattern, string special, string escaped) => pattern is Literal.Text text
        ? new Literal.Text(text.Value.Replace(special, escaped, StringComparison.Ordinal))
        : FunctionSpelling.CallOf("REPLACE", pattern, new Literal.Text(special), new Literal.Text(escaped));

    public static In AnyOf(SqlExpression operand, IEnumerable<string> words) => new(operand, [.. words.Select(w => new Literal.Text(w))]);

    public static CaseBranch[] Boolean(SqlExpression lowered) =>
    [
        new(AnyOf(lowered, Conversions.Truths), new Literal.Boolean(true)),
        new(AnyOf(lowered, Conversions.Falsehoods), new Literal.Boolean(false)),
    ];
}
