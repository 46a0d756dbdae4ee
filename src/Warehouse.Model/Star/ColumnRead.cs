using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>One use that the model makes of a source column.</summary>
/// <param name="Type">As which type the use reads it; null where the use does not say.</param>
/// <param name="Reader">Who reads it, as a message names it: <c>attribute `country` of `customer`</c>.</param>
public sealed record ColumnRead(Name Column, DataType? Type, TypeEvidence Evidence, string Reader);

/// <summary>What a use says about the type of the column it reads.</summary>
public enum TypeEvidence
{
    /// <summary>The user wrote the type: a key, an attribute, a measure, a degenerate dimension.</summary>
    Declared,

    /// <summary>The use is one of an instant: an effective time, an event time, a milestone.</summary>
    Time,

    /// <summary>The column grows as rows arrive: a watermark.</summary>
    Arrival,

    /// <summary>The column refers to a key, whose type the other thing declares, or is a number by its use.</summary>
    Referenced,

    /// <summary>The column orders rows and nothing more is said: a log's sequence number.</summary>
    Ordering,

    /// <summary>Nothing is said.</summary>
    None,
}
