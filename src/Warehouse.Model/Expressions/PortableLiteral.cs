using System.Collections.Immutable;

namespace Warehouse.Model.Expressions;

/// <summary>A constant that the user wrote.</summary>
public abstract record PortableLiteral : PortableExpression
{
    private protected PortableLiteral()
    {
    }

    public override ImmutableArray<PortableExpression> Children => [];
}

/// <summary>NULL, of the type its surroundings give it.</summary>
public sealed record NullLiteral : PortableLiteral;

/// <summary>A text between quotes; it may be empty, and is then not NULL.</summary>
public sealed record TextLiteral(string Value) : PortableLiteral;

/// <summary>A signed 64-bit integer.</summary>
public sealed record IntegerLiteral(long Value) : PortableLiteral;

/// <summary>An exact number of up to 38 digits: its digits without a sign, and how many of them stand after the point.</summary>
public sealed record DecimalLiteral(string Digits, int Scale) : PortableLiteral
{
    /// <summary>The number as it is written, with at least one digit before the point.</summary>
    public string Text
    {
        get
        {
            var padded = Digits.PadLeft(Scale + 1, '0');
            return Scale == 0 ? padded : $"{padded[..^Scale]}.{padded[^Scale..]}";
        }
    }
}

/// <summary>A 64-bit binary floating-point number.</summary>
public sealed record FloatLiteral(double Value) : PortableLiteral;

/// <summary>TRUE or FALSE.</summary>
public sealed record BooleanLiteral(bool Value) : PortableLiteral;

/// <summary>A calendar day.</summary>
public sealed record DateLiteral(DateOnly Value) : PortableLiteral;

/// <summary>An instant in UTC, to the microsecond.</summary>
public sealed record TimestampLiteral(DateTime Value) : PortableLiteral;
