using System.Collections.Immutable;
using static Warehouse.Model.Expressions.FunctionDefinitions;

namespace Warehouse.Model.Expressions;

/// <summary>Functions that choose among their arguments, which are of one type.</summary>
internal static class ConditionFunctions
{
    public static ImmutableArray<PortableFunction> All { get; } =
    [
        Define("coalesce", "The first argument that is not NULL.", Chosen("coalesce", ParameterKind.Common)),
        Define("nullif", "The first argument; NULL where it equals the second.", new FunctionForm(
            "nullif", [Of(ParameterKind.Common, "x"), Of(ParameterKind.Common, "y")], arguments => arguments[0].Type!)),
        Define(
            "greatest", "The greatest argument, texts by code point; NULL when one of them is.",
            Chosen("greatest:text", ParameterKind.Text), Chosen("greatest", ParameterKind.Ordered)),
        Define(
            "least", "The least argument, texts by code point; NULL when one of them is.",
            Chosen("least:text", ParameterKind.Text), Chosen("least", ParameterKind.Ordered)),
    ];

    private static FunctionForm Chosen(string key, ParameterKind kind) =>
        new(key, [Of(kind, "x")], arguments => Promotion.Common(arguments)!) { Repeats = true };

    private static PortableFunction Define(string name, string summary, params ImmutableArray<FunctionForm> forms) =>
        new(name, FunctionFamily.Condition, summary, forms);
}
