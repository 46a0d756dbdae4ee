using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Expressions;

/// <summary>What can be wrong with a portable expression (WH2100 to WH2149).</summary>
public static class ExpressionRules
{
    public static DiagnosticRule Syntax { get; } = new("WH2100", "expression-syntax");

    public static DiagnosticRule NotPortable { get; } = new("WH2101", "expression-not-portable");

    public static DiagnosticRule UnknownColumn { get; } = new("WH2102", "expression-unknown-column");

    public static DiagnosticRule UnknownFunction { get; } = new("WH2103", "expression-unknown-function");

    public static DiagnosticRule ArgumentCount { get; } = new("WH2104", "expression-argument-count");

    public static DiagnosticRule ArgumentType { get; } = new("WH2105", "expression-argument-type");

    public static DiagnosticRule OperandType { get; } = new("WH2106", "expression-operand-type");

    public static DiagnosticRule NoConversion { get; } = new("WH2107", "expression-no-conversion");

    public static DiagnosticRule NumberOutOfRange { get; } = new("WH2108", "expression-number-out-of-range");

    public static DiagnosticRule InvalidLiteral { get; } = new("WH2109", "expression-invalid-literal");

    public static DiagnosticRule UntypedNull { get; } = new("WH2110", "expression-untyped-null");

    public static DiagnosticRule WrongResult { get; } = new("WH2111", "expression-wrong-result");

    public static DiagnosticRule ConstantRequired { get; } = new("WH2112", "expression-constant-required");

    public static DiagnosticRule NoCommonType { get; } = new("WH2113", "expression-no-common-type");

    public static DiagnosticRule TooManyDigits { get; } = new("WH2114", "expression-too-many-digits");
}
