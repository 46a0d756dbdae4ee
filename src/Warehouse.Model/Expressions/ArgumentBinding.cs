using System.Collections.Immutable;
using Warehouse.Model.Star;

namespace Warehouse.Model.Expressions;

/// <summary>Whether a value fits a parameter, and how it is brought to the parameter's type.</summary>
internal static class ArgumentBinding
{
    private static readonly ImmutableArray<string> DateUnits = ["year", "quarter", "month", "week", "day"];

    private static readonly ImmutableArray<string> TimeUnits = [.. DateUnits, "hour", "minute", "second"];

    public static bool Fits(ParameterKind kind, PortableExpression argument) => argument.Type is null || kind switch
    {
        ParameterKind.Text or ParameterKind.TextConstant or ParameterKind.DateUnit or ParameterKind.TimeUnit => argument.Type is DataType.Text,
        ParameterKind.Integer or ParameterKind.Count or ParameterKind.Position or ParameterKind.Digits => argument.Type is DataType.Integer,
        ParameterKind.Decimal => argument.Type is DataType.Decimal,
        ParameterKind.Exact => argument.Type is DataType.Integer or DataType.Decimal,
        ParameterKind.Float => argument.Type is DataType.Float,
        ParameterKind.Number => Promotion.IsNumber(argument.Type),
        ParameterKind.Date => argument.Type is DataType.Date,
        ParameterKind.Timestamp => argument.Type is DataType.Timestamp,
        ParameterKind.Day => argument.Type is DataType.Date or DataType.Timestamp,
        ParameterKind.Ordered => Promotion.IsOrdered(argument.Type),
        _ => argument.Type is not DataType.Json,
    };

    /// <summary>The arguments, those of a common kind in the type that they share; null: they share none.</summary>
    public static ImmutableArray<PortableExpression>? Unify(FunctionForm form, ImmutableArray<PortableExpression> arguments) =>
        form.Parameters[0].Kind is ParameterKind.Common or ParameterKind.Ordered && arguments.Any(argument => argument.Type is not null)
            ? OperatorBinding.Unified(arguments)
            : arguments;

    /// <summary>What is wrong with an argument that has to be written out.</summary>
    public static (string Message, string Help)? ConstantFault(FunctionParameter parameter, PortableExpression argument) => parameter.Kind switch
    {
        ParameterKind.TextConstant when argument is not TextLiteral { Value.Length: > 0 } =>
            ($"`{parameter.Name}` is a text that is written out and not empty", "write it in single quotes, such as `'-'`"),
        ParameterKind.Digits when argument is not IntegerLiteral { Value: >= 0 and <= 38 } =>
            ($"`{parameter.Name}` is a number from 0 to 38 that is written out", "write it, such as `2`"),
        ParameterKind.DateUnit => Unit(parameter, argument, DateUnits),
        ParameterKind.TimeUnit => Unit(parameter, argument, TimeUnits),
        ParameterKind.Count when argument is UnaryOperation { Operator: UnaryOperation.Kind.Negate, Operand: IntegerLiteral } =>
            ($"`{parameter.Name}` is not negative", "write 0 or more"),
        ParameterKind.Position when argument is IntegerLiteral { Value: < 1 }
            or UnaryOperation { Operator: UnaryOperation.Kind.Negate, Operand: IntegerLiteral } =>
            ($"`{parameter.Name}` counts from 1", "write 1 or more"),
        ParameterKind.Count or ParameterKind.Position when argument is IntegerLiteral { Value: > int.MaxValue } =>
            ($"`{parameter.Name}` is more than {int.MaxValue}", "write a smaller number"),
        _ => null,
    };

    public static PortableExpression Convert(ExpressionBinder binder, ParameterKind kind, PortableExpression argument) => kind switch
    {
        ParameterKind.Number => ExpressionBinder.Promote(argument, DataType.Float64),
        ParameterKind.Day when argument.Type is DataType.Timestamp => binder.Of(new FunctionCall("to_date", [argument]) { Span = argument.Span }),
        ParameterKind.DateUnit or ParameterKind.TimeUnit => (TextLiteral)argument with { Value = ((TextLiteral)argument).Value.ToLowerInvariant() },
        _ => argument is NullLiteral ? ExpressionBinder.Promote(argument, NullType(kind)) : argument,
    };

    public static string Words(ParameterKind kind) => kind switch
    {
        ParameterKind.Text or ParameterKind.TextConstant => "a `string`",
        ParameterKind.Integer or ParameterKind.Count or ParameterKind.Position or ParameterKind.Digits => "an `integer`",
        ParameterKind.Decimal => "a `decimal`",
        ParameterKind.Exact => "an `integer` or `decimal`",
        ParameterKind.Float => "a `float`",
        ParameterKind.Number => "a number",
        ParameterKind.Date => "a `date`",
        ParameterKind.Timestamp => "a `timestamp`",
        ParameterKind.Day => "a `date` or `timestamp`",
        ParameterKind.DateUnit or ParameterKind.TimeUnit => "the name of a unit",
        ParameterKind.Ordered => "a value with an order",
        _ => "a value that can be compared",
    };

    public static string? Help(ParameterKind kind, PortableExpression argument) => kind switch
    {
        ParameterKind.Text when argument.Type is DataType.Float => "write `cast(cast(x as decimal(18,6)) as string)` around it",
        ParameterKind.Text or ParameterKind.TextConstant => "write `cast(x as string)` around it",
        ParameterKind.Integer or ParameterKind.Count or ParameterKind.Position => "write `cast(x as integer)` around it",
        ParameterKind.Number or ParameterKind.Exact or ParameterKind.Decimal or ParameterKind.Float => "write `cast(x as decimal(18,2))` around it",
        ParameterKind.Date or ParameterKind.Day when argument is TextLiteral text => $"write `cast('{text.Value}' as date)`",
        ParameterKind.Date or ParameterKind.Day => "write `cast(x as date)` around it",
        ParameterKind.Timestamp => "write `cast(x as timestamp)` around it",
        _ => null,
    };

    private static DataType NullType(ParameterKind kind) => kind switch
    {
        ParameterKind.Decimal => new DataType.Decimal(18, 2),
        ParameterKind.Float or ParameterKind.Number => DataType.Float64,
        ParameterKind.Date or ParameterKind.Day => DataType.Day,
        ParameterKind.Timestamp => DataType.Instant,
        ParameterKind.Integer or ParameterKind.Count or ParameterKind.Position or ParameterKind.Exact => DataType.Int64,
        _ => DataType.String,
    };

    private static (string Message, string Help)? Unit(FunctionParameter parameter, PortableExpression argument, ImmutableArray<string> units)
    {
        if (argument is TextLiteral text && units.Contains(text.Value.ToLowerInvariant()))
        {
            return null;
        }

        return ($"`{parameter.Name}` is written out, and one of {string.Join(", ", units.Select(unit => $"`{unit}`"))}", $"write `'{units[2]}'`");
    }
}
