using System.Collections.Immutable;
using Warehouse.Model.Star;

namespace Warehouse.Model.Expressions;

/// <summary>A function that means the same on every engine.</summary>
/// <param name="Name">As the user writes it, in lower case.</param>
/// <param name="Summary">One sentence on what it gives, for the documentation.</param>
/// <param name="Forms">One for each shape of arguments; the first that fits is taken.</param>
public sealed record PortableFunction(string Name, FunctionFamily Family, string Summary, ImmutableArray<FunctionForm> Forms)
{
    /// <summary>How the function is written, once for each number of arguments: <c>substring(text, start, length)</c>.</summary>
    public ImmutableArray<string> Signatures => [.. Forms.Select(Signature).Distinct(StringComparer.Ordinal)];

    private string Signature(FunctionForm form) =>
        $"{Name}({string.Join(", ", form.Parameters.Select(parameter => parameter.Name))}{(form.Repeats ? ", …" : "")})";
}

/// <summary>The chapter of the documentation that a function belongs to.</summary>
public enum FunctionFamily
{
    Text,
    Number,
    Date,
    Condition,
}

/// <summary>One shape of arguments of a function, and what it gives for them.</summary>
/// <param name="Key">The name under which each dialect's table spells the form.</param>
/// <param name="Parameters">In order; the last one may repeat.</param>
/// <param name="Result">The type for arguments that fit.</param>
public sealed record FunctionForm(
    string Key, ImmutableArray<FunctionParameter> Parameters, Func<ImmutableArray<PortableExpression>, DataType> Result)
{
    /// <summary>The same value said with other functions and operators; then no dialect spells the form.</summary>
    public Func<ImmutableArray<PortableExpression>, PortableExpression>? Meaning { get; init; }

    /// <summary>How many arguments may be given at least.</summary>
    public int Fewest => Parameters.Count(parameter => parameter.Default is null) + (Repeats ? 1 : 0);

    /// <summary>How many arguments may be given at most.</summary>
    public int Most => Repeats ? int.MaxValue : Parameters.Length;

    /// <summary>Whether the last parameter takes every further argument, one more at least.</summary>
    public bool Repeats { get; init; }

    public FunctionParameter ParameterAt(int index) => Parameters[Math.Min(index, Parameters.Length - 1)];
}

/// <summary>What an argument must be.</summary>
/// <param name="Default">The text that stands for an argument left out; null: it must be given.</param>
public sealed record FunctionParameter(string Name, ParameterKind Kind, string? Default = null);

/// <summary>The values that a parameter takes.</summary>
public enum ParameterKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A text that is written out and not empty.</summary>
    TextConstant,

    Integer,

    /// <summary>How many: an integer, where a negative one stands for 0.</summary>
    Count,

    /// <summary>The place of a character or part: an integer from 1, where a lesser one stands for 1.</summary>
    Position,

    /// <summary>Digits after the point: an integer that is written out.</summary>
    Digits,

    /// <summary>A decimal, not an integer.</summary>
    Decimal,

    /// <summary>An integer or a decimal.</summary>
    Exact,

    /// <summary>A float, not another number.</summary>
    Float,

    /// <summary>Any number; it is converted to a float.</summary>
    Number,

    Date,
    Timestamp,

    /// <summary>A date, or a timestamp of which the day in UTC counts.</summary>
    Day,

    /// <summary>The name of a part of a date, written out: year, quarter, month, week or day.</summary>
    DateUnit,

    /// <summary>The name of a part of a timestamp, written out: those of a date, and hour, minute and second.</summary>
    TimeUnit,

    /// <summary>Anything, of one type with the other arguments of this kind.</summary>
    Common,

    /// <summary>A number, date, timestamp or time, of one type with the other arguments of this kind.</summary>
    Ordered,
}
