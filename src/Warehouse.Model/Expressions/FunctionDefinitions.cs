using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Model.Expressions;

/// <summary>The words in which the catalogue of functions is written.</summary>
internal static class FunctionDefinitions
{
    public static FunctionForm Form(string key, DataType result, params ReadOnlySpan<FunctionParameter> parameters) =>
        new(key, [.. parameters], _ => result);

    public static FunctionForm Form(string key, Func<DataType, DataType> result, params ReadOnlySpan<FunctionParameter> parameters) =>
        new(key, [.. parameters], arguments => result(arguments[0].Type!));

    /// <summary>A form that gives its argument back.</summary>
    public static FunctionForm Same(ParameterKind kind) =>
        new("", [new("x", kind)], arguments => arguments[0].Type!) { Meaning = arguments => arguments[0] };

    public static FunctionParameter Text(string name = "text") => new(name, ParameterKind.Text);

    public static FunctionParameter Count(string name) => new(name, ParameterKind.Count);

    public static FunctionParameter Of(ParameterKind kind, string name) => new(name, kind);

    public static FunctionCall Call(SourceSpan span, string function, params ReadOnlySpan<PortableExpression> arguments) =>
        new(function, [.. arguments]) { Span = span };

    public static BinaryOperation Apply(this PortableExpression left, BinaryOperation.Kind operation, PortableExpression right) =>
        new(operation, left, right) { Span = left.Span };

    public static IntegerLiteral Number(SourceSpan span, long value) => new(value) { Span = span };
}
