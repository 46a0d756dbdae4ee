using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;

namespace Warehouse.Model.Star;

/// <summary>A test of the model: batches that are given, and what a target must then hold.</summary>
public sealed record ModelTest(Name Name, Name Target, ImmutableArray<TestStep> Steps)
{
    public Documentation Documentation { get; init; } = Documentation.None;
}

/// <summary>One batch of every source that is given, at one batch time.</summary>
public sealed record TestStep
{
    public required DateTimeOffset At { get; init; }

    public required SourceSpan Span { get; init; }

    public required ImmutableArray<TestRows> Given { get; init; }

    /// <summary>Rows expected, by target.</summary>
    public ImmutableArray<TestRows> Expect { get; init; } = [];

    /// <summary>The code with which the load is refused; <c>*</c>: any.</summary>
    public string? ExpectError { get; init; }

    public int? Rejected { get; init; }
}

/// <summary>Rows of a source or of a target.</summary>
public sealed record TestRows(Name Of, ImmutableArray<TestRow> Rows);

/// <summary>The named columns of one row.</summary>
public sealed record TestRow(SourceSpan Span, ImmutableArray<(Name Column, Scalar Value)> Cells);
