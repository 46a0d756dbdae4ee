using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>A descriptive column of a dimension, and how it remembers.</summary>
public sealed record Attribute
{
    public required Name Name { get; init; }

    /// <summary>Null only for an outrigger, whose type is that of the other dimension's key.</summary>
    public required DataType? Type { get; init; }

    /// <summary>The slowly-changing-dimension type, 0 to 3, 6 or 7.</summary>
    public required int Scd { get; init; }

    public SourceSpan ScdSpan { get; init; }

    /// <summary>The source column, when its name differs.</summary>
    public Name? From { get; init; }

    public ExpressionText? Expression { get; init; }

    public AttributeScope Scope { get; init; } = AttributeScope.All;

    /// <summary>The value on inferred and special members.</summary>
    public Scalar? Default { get; init; }

    /// <summary>The only values allowed; empty: any.</summary>
    public ImmutableArray<Scalar> Values { get; init; } = [];

    public Band? Band { get; init; }

    public Outrigger? Outrigger { get; init; }

    public string? Label { get; init; }

    public string? Unit { get; init; }

    public Name? Pii { get; init; }

    public Name? Mask { get; init; }

    public ImmutableArray<Name> RenamedFrom { get; init; } = [];

    public Documentation Documentation { get; init; } = Documentation.None;

    /// <summary>Whether a change of this attribute opens a version.</summary>
    public bool TracksHistory => Scd is 2 or 6 or 7;

    /// <summary>Whether its value is worked out of the source's columns, and none of them is the value itself.</summary>
    public bool IsComputed => Expression is not null || Band is not null;

    /// <summary>The source column that is read when there is no expression.</summary>
    public Name SourceColumn => From ?? Name;
}

/// <summary>Which versions a type 1 value is written on: all, or only those of its own run.</summary>
public enum AttributeScope
{
    All,
    Run,
}

/// <summary>A scalar as it stands in YAML: its text and its place; null text is YAML's null.</summary>
public sealed record Scalar(string? Text, SourceSpan Span);

/// <summary>Ranges of a number: <c>[edge, next edge)</c>, with one open range at either end.</summary>
public sealed record Band(Name Column, ImmutableArray<decimal> Edges);

/// <summary>A reference from one dimension to another.</summary>
public sealed record Outrigger(Name Dimension, ImmutableArray<Name> Key);

/// <summary>Fast-changing attributes kept apart from their base dimension.</summary>
/// <param name="Scd">4: the fact carries the key only; 5: the base row also carries the current key.</param>
public sealed record MiniDimension(Name Name, int Scd, ImmutableArray<Attribute> Attributes, Documentation Documentation);
