using System.Collections.Immutable;

namespace Warehouse.Sql.Tree;

/// <summary>A dialect's own text with expressions in its holes <c>{0}</c>, <c>{1}</c>…: what a spelling makes of a portable node.</summary>
/// <remarks>
/// Only dialects and lowerings build it, never a compiler of loads: the pattern is a constant of the dialect's author, what a user named
/// or wrote comes in as an argument. An argument that stands alone in a call (between <c>(</c>, <c>,</c>, <c>)</c> or beside
/// <c>AS</c>, <c>FROM</c>, <c>FOR</c>) is written as it is; elsewhere it gets parentheses unless it is an atom.
/// </remarks>
/// <param name="Pattern">The text; a hole is <c>{n}</c>, every other brace is itself.</param>
/// <param name="Arguments">What fills the holes; an argument may fill several or none.</param>
/// <param name="Precedence">How tightly the whole text binds, so that what surrounds it can add parentheses.</param>
/// <param name="IsPredicate">A condition, which T-SQL does not take for a value.</param>
public sealed record Spelled(string Pattern, ImmutableArray<SqlExpression> Arguments, Precedence Precedence, bool IsPredicate = false)
    : SqlExpression;

/// <summary>How tightly an expression binds, loosest first.</summary>
public enum Precedence
{
    Or,
    And,
    Not,

    /// <summary>Comparisons, IS, IN, LIKE: none of them chains, on any engine.</summary>
    Comparison,

    /// <summary><c>||</c>, which engines rank differently: never mixed with arithmetic without parentheses.</summary>
    Concatenation,
    Sum,
    Product,
    Sign,

    /// <summary>A name, a constant, a call, or anything in parentheses.</summary>
    Atom,
}
