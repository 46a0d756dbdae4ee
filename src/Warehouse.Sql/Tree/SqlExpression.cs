using System.Collections.Immutable;

namespace Warehouse.Sql.Tree;

/// <summary>A scalar expression. The family is closed: every writer and rewrite has a case for each member.</summary>
public abstract record SqlExpression
{
    private protected SqlExpression()
    {
    }
}

/// <summary>A constant of the statement's own; never a value of a run.</summary>
public abstract record Literal : SqlExpression
{
    private protected Literal()
    {
    }

    /// <summary>NULL of a type, so that a set operation or a CASE has one.</summary>
    public sealed record Null(SqlType Type) : Literal;

    /// <summary>A text constant.</summary>
    public sealed record Text(string Value) : Literal;

    /// <summary>A signed 64-bit integer.</summary>
    public sealed record Integer(long Value) : Literal;

    /// <summary>An exact number, with the scale that it is written with.</summary>
    public sealed record Decimal(decimal Value) : Literal;

    /// <summary>A 64-bit binary floating-point number.</summary>
    public sealed record Float(double Value) : Literal;

    /// <summary>TRUE or FALSE.</summary>
    public sealed record Boolean(bool Value) : Literal;

    /// <summary>A calendar day.</summary>
    public sealed record Date(DateOnly Value) : Literal;

    /// <summary>An instant in UTC, to the microsecond.</summary>
    public sealed record Timestamp(DateTime Value) : Literal;
}

/// <summary>A column, qualified by a relation's alias where there are several.</summary>
public sealed record ColumnReference(string? Relation, string Name) : SqlExpression;

/// <summary>A value given when the statement runs, such as the batch's id or time.</summary>
public sealed record Parameter(string Name, SqlType Type) : SqlExpression;

/// <summary>An operator between two expressions.</summary>
public sealed record Binary(BinaryOperator Operator, SqlExpression Left, SqlExpression Right) : SqlExpression;

/// <summary>The operators that stand between two expressions.</summary>
public enum BinaryOperator
{
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Concatenate,
    Add,
    Subtract,
    Multiply,

    /// <summary>Division that keeps the fraction, of integers too.</summary>
    Divide,

    /// <summary>The remainder, with the sign of the dividend.</summary>
    Modulo,
}

/// <summary>NOT: NULL stays NULL.</summary>
public sealed record Not(SqlExpression Operand) : SqlExpression;

/// <summary>A number with the other sign.</summary>
public sealed record Negate(SqlExpression Operand) : SqlExpression;

/// <summary>Whether a value is NULL; never NULL itself.</summary>
public sealed record IsNull(SqlExpression Operand, bool Negated = false) : SqlExpression;

/// <summary>Null-safe inequality of one or more pairs: NULL differs from a value, and equals NULL.</summary>
public sealed record IsDistinct(ImmutableArray<SqlExpression> Left, ImmutableArray<SqlExpression> Right, bool Negated = false) : SqlExpression;

/// <summary>Whether a value is among others, of which there is at least one.</summary>
public sealed record In(SqlExpression Operand, ImmutableArray<SqlExpression> Values, bool Negated = false) : SqlExpression;

/// <summary>Pattern match with <c>%</c> and <c>_</c>, by code point, without an escape character.</summary>
public sealed record Like(SqlExpression Operand, SqlExpression Pattern, bool Negated = false) : SqlExpression;

/// <summary>The value of the first branch whose condition holds, else of <paramref name="Else"/>, else NULL.</summary>
public sealed record Case(ImmutableArray<CaseBranch> Branches, SqlExpression? Else) : SqlExpression;

/// <summary>A condition of a CASE and the value it gives.</summary>
public sealed record CaseBranch(SqlExpression When, SqlExpression Then);

/// <summary>A conversion that cannot fail on values which come this far; a failure stops the statement.</summary>
public sealed record Cast(SqlExpression Operand, SqlType Type) : SqlExpression;

/// <summary>Text to a type, NULL where it does not convert. What converts is the same on every engine (Conversions in the dialect).</summary>
public sealed record TryConvert(SqlExpression Operand, SqlType Type) : SqlExpression;

/// <summary>Text as it is compared and ordered by code point: what stands in <c>&lt;</c>, MIN, MAX, whatever the database's collation says.</summary>
public sealed record ByCodePoint(SqlExpression Operand) : SqlExpression;

/// <summary>A portable function, by the name under which each dialect's table spells it.</summary>
public sealed record Call(string Function, ImmutableArray<SqlExpression> Arguments) : SqlExpression;

/// <summary>An aggregate over a group, or over a window when <paramref name="Over"/> is given.</summary>
public sealed record Aggregate(AggregateFunction Function, SqlExpression? Operand, bool Distinct = false, WindowFrame? Over = null) : SqlExpression;

/// <summary>What is made of the values of a group; NULLs are left out.</summary>
public enum AggregateFunction
{
    /// <summary>Of rows, when there is no operand.</summary>
    Count,
    Sum,
    Min,
    Max,
}

/// <summary>A ranking or navigation function over a window.</summary>
public sealed record Window(WindowFunction Function, ImmutableArray<SqlExpression> Arguments, WindowFrame Over) : SqlExpression;

/// <summary>What is computed from a row's window.</summary>
public enum WindowFunction
{
    RowNumber,
    Rank,
    DenseRank,
    Lag,
    Lead,
    FirstValue,
    LastValue,
}

/// <summary>The rows a window function sees: the partition, in an order, whole or up to the current row.</summary>
public sealed record WindowFrame(ImmutableArray<SqlExpression> PartitionBy, ImmutableArray<Ordering> OrderBy, WindowExtent Extent = WindowExtent.Default);

/// <summary>How much of its partition a window function sees.</summary>
public enum WindowExtent
{
    /// <summary>As the function has it without a frame clause.</summary>
    Default,

    /// <summary>ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW.</summary>
    UpToCurrentRow,

    /// <summary>ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING.</summary>
    Whole,
}

/// <summary>An order. Text is ordered by code point on every engine, and NULLs stand where it is said.</summary>
public sealed record Ordering(SqlExpression Expression, bool Descending = false, bool NullsLast = true, bool IsText = false);

/// <summary>Whether a query yields a row.</summary>
public sealed record Exists(Query Query, bool Negated = false) : SqlExpression;

/// <summary>The one value of a query of one column and at most one row; NULL without a row.</summary>
public sealed record ScalarSubquery(Query Query) : SqlExpression;

/// <summary>The named columns of a relation, all of them when none is named, as one JSON object: what is kept of a rejected row.</summary>
public sealed record RowAsJson(string Relation, ImmutableArray<string> Columns) : SqlExpression;
