using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Expressions;

/// <summary>What a user computes from columns, in words that mean the same on every engine. The family is closed.</summary>
public abstract record PortableExpression
{
    private protected PortableExpression()
    {
    }

    /// <summary>Where it stands in the model file.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Null until the expression is bound to the columns it reads.</summary>
    public DataType? Type { get; init; }

    /// <summary>The expressions directly inside this one, in the order of the text.</summary>
    public abstract ImmutableArray<PortableExpression> Children { get; }

    /// <summary>The names of the columns read, each once, in the order of the text: the expression's lineage.</summary>
    public ImmutableArray<string> ColumnsRead() => [.. Uses(this).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Uses(PortableExpression expression) =>
        expression is ColumnUse use ? [use.Column] : expression.Children.SelectMany(Uses);
}

/// <summary>A column of the source, by the name it has there; letter case counts.</summary>
public sealed record ColumnUse(string Column) : PortableExpression
{
    public override ImmutableArray<PortableExpression> Children => [];
}

/// <summary>An operator between two values.</summary>
public sealed record BinaryOperation(BinaryOperation.Kind Operator, PortableExpression Left, PortableExpression Right) : PortableExpression
{
    public override ImmutableArray<PortableExpression> Children => [Left, Right];

    /// <summary>The operators that stand between two values.</summary>
    public enum Kind
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

        /// <summary>A float, NULL where the divisor is zero.</summary>
        Divide,

        /// <summary>The remainder with the sign of the dividend, NULL where the divisor is zero.</summary>
        Modulo,
    }
}

/// <summary>An operator before a value.</summary>
public sealed record UnaryOperation(UnaryOperation.Kind Operator, PortableExpression Operand) : PortableExpression
{
    public override ImmutableArray<PortableExpression> Children => [Operand];

    /// <summary>The operators that stand before a value.</summary>
    public enum Kind
    {
        Not,
        Negate,
    }
}

/// <summary>Whether a value is NULL; never NULL itself.</summary>
public sealed record NullTest(PortableExpression Operand, bool Negated) : PortableExpression
{
    public override ImmutableArray<PortableExpression> Children => [Operand];
}

/// <summary>Whether a value is one of several.</summary>
public sealed record Membership(PortableExpression Operand, ImmutableArray<PortableExpression> Values, bool Negated) : PortableExpression
{
    public override ImmutableArray<PortableExpression> Children => [Operand, .. Values];
}

/// <summary>Whether a text matches a pattern of <c>%</c> and <c>_</c>; letter case counts, and there is no escape character.</summary>
public sealed record PatternMatch(PortableExpression Operand, PortableExpression Pattern, bool Negated) : PortableExpression
{
    public override ImmutableArray<PortableExpression> Children => [Operand, Pattern];
}

/// <summary>The value of the first branch whose condition holds.</summary>
public sealed record Choice(ImmutableArray<ChoiceBranch> Branches, PortableExpression? Else) : PortableExpression
{
    public override ImmutableArray<PortableExpression> Children =>
        [.. Branches.SelectMany(branch => new[] { branch.When, branch.Then }), .. Else is null ? [] : new[] { Else }];
}

/// <summary>A condition and the value it leads to.</summary>
public sealed record ChoiceBranch(PortableExpression When, PortableExpression Then);

/// <summary>A conversion. What does not convert stops the statement, or gives NULL when <paramref name="OrNull"/> is set.</summary>
public sealed record Conversion(PortableExpression Operand, DataType Target, bool OrNull = false) : PortableExpression
{
    public override ImmutableArray<PortableExpression> Children => [Operand];
}

/// <summary>A portable function of its arguments.</summary>
public sealed record FunctionCall(string Function, ImmutableArray<PortableExpression> Arguments) : PortableExpression
{
    public override ImmutableArray<PortableExpression> Children => Arguments;

    /// <summary>The form of the function that the argument types have chosen; null until bound.</summary>
    public FunctionForm? Form { get; init; }
}
