using System.Collections.Immutable;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Dialects.Functions;

/// <summary>What several rows of the tables have in common.</summary>
internal static class SpellingParts
{
    /// <summary>A pattern whose arguments at these positions are 32-bit integers: Postgres and DuckDB take no wider one there.</summary>
    public static FunctionSpelling WithInt32(string pattern, params ImmutableArray<int> positions) => FunctionSpelling.Tree(arguments =>
        FunctionSpelling.Pattern(pattern).Rewrite([.. arguments.Select((argument, i) => positions.Contains(i) ? Int32(argument) : argument)]));

    /// <summary>Patterns by how many arguments there are: the first for one, the next for two, and so on.</summary>
    public static FunctionSpelling ByCount(params ImmutableArray<FunctionSpelling?> spellings) => FunctionSpelling.Tree(arguments =>
        spellings[arguments.Length - 1]!.Rewrite(arguments));

    /// <summary>A function that the engine computes over the arguments that are not NULL, made NULL when one of them is.</summary>
    public static FunctionSpelling NullWhenOneIs(string name) => FunctionSpelling.Tree(arguments =>
    {
        var present = arguments.Select(argument => (SqlExpression)new IsNull(argument, Negated: true));
        var all = present.Aggregate((left, right) => new Binary(BinaryOperator.And, left, right));
        return new Case([new CaseBranch(all, FunctionSpelling.Named(name).Rewrite(arguments))], null);
    });

    /// <summary>A call whose part of a date stands in it as a word; the unit is a constant of the tree.</summary>
    public static FunctionSpelling WithUnit(Func<string, string> pattern) => FunctionSpelling.Tree(arguments =>
        FunctionSpelling.Pattern(pattern(((Literal.Text)arguments[0]).Value)).Rewrite(arguments[1..]));

    private static SqlExpression Int32(SqlExpression argument) => argument is Literal.Integer or Negate { Operand: Literal.Integer }
        ? argument
        : new Spelled("CAST({0} AS integer)", [argument], Precedence.Atom);
}
