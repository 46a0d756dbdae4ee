using System.Collections.Immutable;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Sessions;

/// <summary>A statement in an engine's own words, and the values that it names.</summary>
public sealed record SqlCommandText(string Text, ImmutableArray<SqlArgument> Arguments)
{
    public SqlCommandText(string text)
        : this(text, [])
    {
    }
}

/// <summary>A value given to a statement; its type is known even where the value is null.</summary>
public sealed record SqlArgument(string Name, SqlType Type, object? Value);
