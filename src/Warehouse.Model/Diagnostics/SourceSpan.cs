namespace Warehouse.Model.Diagnostics;

/// <summary>A place in a model file: 1-based line and column, and how many characters it covers on that line.</summary>
/// <param name="File">The path as the user would type it from the project's folder, with forward slashes.</param>
public readonly record struct SourceSpan(string File, int Line, int Column, int Length = 1)
{
    /// <summary>The place of what no file states (a default, a flag of the command line).</summary>
    public static SourceSpan None { get; } = new("", 0, 0, 0);

    public bool IsNone => Line == 0;

    /// <summary>The part of this place that begins <paramref name="offset"/> characters in (an expression inside its scalar).</summary>
    public SourceSpan Within(int offset, int length) => IsNone ? None : this with { Column = Column + offset, Length = length };
}
