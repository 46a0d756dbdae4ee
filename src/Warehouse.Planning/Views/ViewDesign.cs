using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Views;

/// <summary>A view as the model wants it: what it shows, before any engine has spelled it.</summary>
public abstract record ViewDesign
{
    private protected ViewDesign(ObjectName name) => Name = name;

    public ObjectName Name { get; }

    /// <summary>Every column by name and type, in their order; an engine may keep a type more widely than is said here.</summary>
    public abstract ImmutableArray<ColumnDesign> Columns { get; }

    /// <summary>The tables and views that it reads: it is made after them, and dropped before a view that it reads.</summary>
    public abstract ImmutableArray<ObjectName> Reads { get; }

    public abstract string Description { get; }

    /// <summary>What of the model asks for it.</summary>
    public abstract SourceSpan DeclaredAt { get; }
}

/// <summary>A table or view of the target by schema and name.</summary>
public sealed record ObjectName(string Schema, string Name)
{
    public override string ToString() => $"{Schema}.{Name}";

    /// <summary>What <see cref="ToString"/> has written.</summary>
    public static ObjectName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return new(text[..dot], text[(dot + 1)..]);
    }
}
