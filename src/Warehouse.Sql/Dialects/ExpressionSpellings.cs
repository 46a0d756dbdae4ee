using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Dialects;

/// <summary>How a dialect spells the expressions on which engines differ; each yields nodes that the writer knows.</summary>
public sealed record ExpressionSpellings
{
    /// <summary>NULL for what does not convert; what converts stands in Conversions.</summary>
    public required Func<TryConvert, SqlExpression> TryConvert { get; init; }

    public required Func<RowAsJson, SqlExpression> RowAsJson { get; init; }

    public Func<Cast, SqlExpression> Cast { get; init; } = node => node;

    public Func<IsDistinct, SqlExpression> IsDistinct { get; init; } = node => node;

    public Func<Like, SqlExpression> Like { get; init; } = node => node;

    /// <summary>A double-precision quotient on every engine; NULL when the divisor is zero.</summary>
    public Func<Binary, Spelled> Divide { get; init; } = Arithmetic.Divide;

    /// <summary>NULL when the divisor is zero.</summary>
    public Func<Binary, Spelled> Modulo { get; init; } = Arithmetic.Modulo;

    public Func<ByCodePoint, SqlExpression> ByCodePoint { get; init; } = node => node.Operand;
}
