using System.Collections.Immutable;
using Warehouse.Model.Star;
using static Warehouse.Model.Expressions.FunctionDefinitions;

namespace Warehouse.Model.Expressions;

/// <summary>Functions of texts. A character is a Unicode code point; an argument that is NULL gives NULL.</summary>
internal static class TextFunctions
{
    private static readonly DataType Any = DataType.String;

    public static ImmutableArray<PortableFunction> All { get; } =
    [
        Define("upper", "The text in upper case, letter by letter in every script.", Form("upper", type => type, Text())),
        Define("lower", "The text in lower case, letter by letter in every script.", Form("lower", type => type, Text())),
        Define("trim", "The text without the spaces (U+0020 alone) at both ends.", Form("trim", type => type, Text())),
        Define("ltrim", "The text without the spaces (U+0020 alone) in front.", Form("ltrim", type => type, Text())),
        Define("rtrim", "The text without the spaces (U+0020 alone) at the end.", Form("rtrim", type => type, Text())),
        Define("length", "How many characters the text has.", Form("length", DataType.Int64, Text())),
        Define(
            "substring",
            "The characters from a position (1 is the first), all of them or as many as told.",
            Form("substring", type => type, Text(), Of(ParameterKind.Position, "start")),
            Form("substring", type => type, Text(), Of(ParameterKind.Position, "start"), Count("length"))),
        Define("left", "The first characters of the text.", Form("left", type => type, Text(), Count("length"))),
        Define("right", "The last characters of the text.", Form("right", type => type, Text(), Count("length"))),
        Define(
            "replace",
            "The text with every occurrence of a part replaced; a part that is empty occurs nowhere.",
            Form("replace", Any, Text(), Text("part"), Text("by"))),
        Define(
            "strpos",
            "The position of the first occurrence of a part, 0 where there is none, 1 for a part that is empty.",
            Form("strpos", DataType.Int64, Text(), Text("part"))),
        Define("concat", "The texts one after another; NULL when one of them is.", Concatenation),
        Define(
            "lpad",
            "The text filled up in front to a length, by spaces or by the text told; cut to the length where it is longer.",
            Form("lpad", Any, Text(), Count("length"), new FunctionParameter("fill", ParameterKind.TextConstant, " "))),
        Define(
            "rpad",
            "The text filled up at the end to a length, by spaces or by the text told; cut to the length where it is longer.",
            Form("rpad", Any, Text(), Count("length"), new FunctionParameter("fill", ParameterKind.TextConstant, " "))),
        Define("repeat", "The text so many times.", Form("repeat", Any, Text(), Count("times"))),
        Define("reverse", "The characters in the contrary order.", Form("reverse", type => type, Text())),
        Define(
            "starts_with",
            "Whether the text begins with a part; every text begins with the empty one.",
            Form("starts_with", DataType.Bool, Text(), Text("part"))),
        Define(
            "ends_with",
            "Whether the text ends with a part; every text ends with the empty one.",
            Form("ends_with", DataType.Bool, Text(), Text("part"))),
        Define(
            "split_part",
            "The part at a position (1 is the first) between separators; the empty text where there is none.",
            Form("split_part", Any, Text(), Of(ParameterKind.TextConstant, "separator"), Of(ParameterKind.Position, "position"))),
    ];

    private static FunctionForm Concatenation => new("concat", [Text()], _ => Any)
    {
        Repeats = true,
        Meaning = arguments => arguments.Skip(1).Aggregate(arguments[0], (left, right) => left.Apply(BinaryOperation.Kind.Concatenate, right)),
    };

    private static PortableFunction Define(string name, string summary, params ImmutableArray<FunctionForm> forms) =>
        new(name, FunctionFamily.Text, summary, forms);
}
