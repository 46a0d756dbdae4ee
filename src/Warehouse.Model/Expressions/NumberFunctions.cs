using System.Collections.Immutable;
using Warehouse.Model.Star;
using static Warehouse.Model.Expressions.FunctionDefinitions;

namespace Warehouse.Model.Expressions;

/// <summary>Functions of numbers. An argument that is NULL or outside the function's domain gives NULL.</summary>
internal static class NumberFunctions
{
    private static readonly FunctionParameter Decimal = Of(ParameterKind.Decimal, "x");
    private static readonly FunctionParameter Integer = Of(ParameterKind.Integer, "x");
    private static readonly FunctionParameter Float = Of(ParameterKind.Float, "x");
    private static readonly FunctionParameter Number = Of(ParameterKind.Number, "x");

    public static ImmutableArray<PortableFunction> All { get; } =
    [
        Define("abs", "The number without its sign.", Form("abs", Type, Integer), Form("abs", Type, Decimal), Form("abs", Type, Float)),
        Define(
            "ceil", "The least whole number that is not less.", Same(ParameterKind.Integer), Form("ceil", Whole, Decimal), Form("ceil", Type, Float)),
        Define(
            "floor", "The greatest whole number that is not greater.", Same(ParameterKind.Integer), Form("floor", Whole, Decimal), Form("floor", Type, Float)),
        Define(
            "round",
            "The nearest number with so many digits after the point (0 when not told); halves go away from zero. A float with digits becomes a decimal.",
            Same(ParameterKind.Integer),
            Form("round", Whole, Decimal),
            Form("round:float", Type, Float),
            new FunctionForm(
                "round:digits", [Decimal, Of(ParameterKind.Digits, "digits")], arguments => Rounded(arguments[0].Type!, Digits(arguments))),
            new FunctionForm("", [Float, Of(ParameterKind.Digits, "digits")], _ => DataType.Float64)
            {
                Meaning = arguments => new Conversion(arguments[0], DecimalOf(Digits(arguments))) { Span = arguments[0].Span },
            }),
        Define(
            "trunc", "The whole part of the number.", Same(ParameterKind.Integer), Form("trunc", Whole, Decimal), Form("trunc", Type, Float)),
        Define("sign", "-1, 0 or 1.", Form("sign", DataType.Int64, Integer), Form("sign", DataType.Int64, Decimal), Form("sign", DataType.Int64, Float)),
        Define("mod", "The remainder of a division with the sign of the dividend; NULL where the divisor is zero.", Remainder),
        Define("power", "The number raised to an exponent, as a float.", Form("power", DataType.Float64, Number, Of(ParameterKind.Number, "exponent"))),
        Define("sqrt", "The square root as a float; NULL for a negative number.", Form("sqrt", DataType.Float64, Number)),
        Define("ln", "The natural logarithm as a float; NULL for zero and below.", Form("ln", DataType.Float64, Number)),
        Define("log10", "The decimal logarithm as a float; NULL for zero and below.", Form("log10", DataType.Float64, Number)),
        Define("exp", "e raised to the number, as a float.", Form("exp", DataType.Float64, Number)),
    ];

    /// <summary>The type of a rounded decimal: rounding can carry into one more digit.</summary>
    private static DataType Rounded(DataType type, int digits)
    {
        var (precision, scale) = Promotion.DecimalOf(type);
        return digits >= scale ? type : new DataType.Decimal(Math.Clamp(precision - scale + 1 + Math.Max(0, digits), 1, 38), Math.Max(0, digits));
    }

    private static DataType Whole(DataType type) => Rounded(type, 0);

    private static DataType Type(DataType type) => type;

    private static int Digits(ImmutableArray<PortableExpression> arguments) => (int)((IntegerLiteral)arguments[1]).Value;

    /// <summary>A decimal for a rounded float: as many digits before the point as every engine's everyday decimal has.</summary>
    private static DataType.Decimal DecimalOf(int digits) => new(digits <= 9 ? 28 : 38, Math.Clamp(digits, 0, 38));

    private static FunctionForm Remainder =>
        new(
            "",
            [Of(ParameterKind.Exact, "x"), Of(ParameterKind.Exact, "divisor")],
            arguments => Promotion.Common(arguments)!)
        {
            Meaning = arguments => arguments[0].Apply(BinaryOperation.Kind.Modulo, arguments[1]),
        };

    private static PortableFunction Define(string name, string summary, params ImmutableArray<FunctionForm> forms) =>
        new(name, FunctionFamily.Number, summary, forms);
}
