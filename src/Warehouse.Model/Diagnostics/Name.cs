namespace Warehouse.Model.Diagnostics;

/// <summary>A name that the user wrote, with its place; two names are equal when their texts are.</summary>
public sealed record Name(string Text, SourceSpan Span)
{
    public bool Equals(Name? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    public override string ToString() => Text;
}
