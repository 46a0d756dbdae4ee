using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Expressions;

/// <summary>Gives every part of an expression its type, by the columns that it reads.</summary>
public sealed class ExpressionBinder
{
    private readonly IReadOnlyDictionary<string, DataType> _columns;
    private readonly List<Diagnostic> _diagnostics = [];

    private ExpressionBinder(IReadOnlyDictionary<string, DataType> columns) => _columns = columns;

    /// <summary>The expression with a type on every part, or null and what is wrong with it.</summary>
    /// <param name="columns">The source's columns and their types.</param>
    /// <param name="expected">The type the value is stored as (boolean for a condition): the value is promoted or rounded to it. Null: any.</param>
    public static (PortableExpression? Expression, ImmutableArray<Diagnostic> Diagnostics) Bind(
        PortableExpression expression, IReadOnlyDictionary<string, DataType> columns, DataType? expected = null)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(columns);
        var binder = new ExpressionBinder(columns);
        var bound = binder.Of(expression);
        if (expected is not null)
        {
            bound = ResultConversion.To(binder, bound, expected);
        }
        else if (bound is NullLiteral { Type: null })
        {
            binder.Report(ExpressionRules.UntypedNull, bound, "nothing says which type this NULL has", "write `cast(null as type)`");
        }

        // An operand that stands twice (in BETWEEN, or CASE x WHEN) is reported once.
        var diagnostics = binder._diagnostics.Distinct().ToImmutableArray();
        return (diagnostics.IsEmpty ? bound : null, diagnostics);
    }

    /// <summary>The bound expression. A part with an error has no type, and what surrounds it says nothing more about it.</summary>
    internal PortableExpression Of(PortableExpression expression) => expression switch
    {
        ColumnUse column => Column(column),
        IntegerLiteral => expression with { Type = DataType.Int64 },
        DecimalLiteral number => number with { Type = new DataType.Decimal(Math.Max(number.Digits.Length, number.Scale), number.Scale) },
        FloatLiteral => expression with { Type = DataType.Float64 },
        TextLiteral => expression with { Type = DataType.String },
        BooleanLiteral => expression with { Type = DataType.Bool },
        DateLiteral => expression with { Type = DataType.Day },
        TimestampLiteral => expression with { Type = DataType.Instant },
        NullLiteral => expression,
        BinaryOperation operation => OperatorBinding.Of(this, operation with { Left = Of(operation.Left), Right = Of(operation.Right) }),
        UnaryOperation operation => OperatorBinding.Of(this, operation with { Operand = Of(operation.Operand) }),
        NullTest test => Test(test with { Operand = Of(test.Operand) }),
        Membership within => OperatorBinding.Of(this, within with { Operand = Of(within.Operand), Values = [.. within.Values.Select(Of)] }),
        PatternMatch match => OperatorBinding.Of(this, match with { Operand = Of(match.Operand), Pattern = Of(match.Pattern) }),
        Choice choice => ChoiceBinding.Of(this, choice with
        {
            Branches = [.. choice.Branches.Select(branch => new ChoiceBranch(Of(branch.When), Of(branch.Then)))],
            Else = choice.Else is null ? null : Of(choice.Else),
        }),
        Conversion conversion => ConversionBinding.Of(this, conversion with { Operand = Of(conversion.Operand) }),
        FunctionCall call => FunctionBinding.Of(this, call with { Arguments = [.. call.Arguments.Select(Of)] }),
        _ => throw new InvalidOperationException($"no typing of {expression.GetType().Name}"),
    };

    /// <summary>Whether a part has an error of its own, so that nothing can be said about what it is in.</summary>
    internal static bool IsFaulty(PortableExpression expression) => expression is { Type: null } and not NullLiteral;

    internal T Report<T>(DiagnosticRule rule, T expression, string message, string? help)
        where T : PortableExpression
    {
        _diagnostics.Add(rule.At(expression.Span, message, help));
        return expression;
    }

    /// <summary>A value as one of a type that it can be promoted to without loss; a NULL gets the type.</summary>
    internal static PortableExpression Promote(PortableExpression value, DataType type) => (value, type) switch
    {
        (NullLiteral, _) => value with { Type = value.Type ?? type },
        (IntegerLiteral number, DataType.Float) => new FloatLiteral(number.Value) { Span = value.Span, Type = type },
        (DecimalLiteral number, DataType.Float) => new FloatLiteral(
            double.Parse(number.Text, System.Globalization.CultureInfo.InvariantCulture)) { Span = value.Span, Type = type },
        ({ Type: DataType.Integer or DataType.Decimal }, DataType.Float) => new Conversion(value, type) { Span = value.Span, Type = type },
        _ => value,
    };

    private ColumnUse Column(ColumnUse column)
    {
        if (_columns.TryGetValue(column.Column, out var type))
        {
            return column with { Type = type };
        }

        var nearest = Nearest.Of(column.Column, _columns.Keys);
        return Report(
            ExpressionRules.UnknownColumn,
            column,
            $"`{column.Column}` is not a column of the source",
            nearest is not null ? $"write `{nearest}`"
            : _columns.Count == 0 ? null
            : $"name one of {string.Join(", ", _columns.Keys.Order(StringComparer.Ordinal).Select(name => $"`{name}`"))}");
    }

    private NullTest Test(NullTest test) => test.Operand switch
    {
        NullLiteral { Type: null } => Report(ExpressionRules.UntypedNull, test, "a constant NULL is tested", "test a column"),
        var operand when IsFaulty(operand) => test,
        _ => test with { Type = DataType.Bool },
    };
}
