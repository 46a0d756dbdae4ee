using System.Collections.Immutable;

namespace Warehouse.Sql.Tree;

/// <summary>Anything that yields rows.</summary>
public abstract record Query
{
    private protected Query()
    {
    }
}

/// <summary>The rows of a FROM, filtered, grouped, ordered and cut.</summary>
public sealed record Select : Query
{
    public ImmutableArray<CommonTable> With { get; init; } = [];

    public bool Distinct { get; init; }

    public required ImmutableArray<SelectItem> Items { get; init; }

    /// <summary>Null: a query of constants.</summary>
    public Relation? From { get; init; }

    public ImmutableArray<Join> Joins { get; init; } = [];

    public SqlExpression? Where { get; init; }

    public ImmutableArray<SqlExpression> GroupBy { get; init; } = [];

    public SqlExpression? Having { get; init; }

    /// <summary>A condition on window functions; a dialect without QUALIFY gets a subquery.</summary>
    public SqlExpression? Qualify { get; init; }

    public ImmutableArray<Ordering> OrderBy { get; init; } = [];

    public long? Limit { get; init; }
}

/// <summary>All rows of several queries of equal shape, duplicates kept.</summary>
public sealed record UnionAll(ImmutableArray<Query> Queries) : Query;

/// <summary>A query of the user's own, opaque, already in the dialect's words.</summary>
public sealed record RawQuery(string Text) : Query;

/// <summary>A named subquery in front of a SELECT.</summary>
/// <param name="Materialized">It is made whole before anything is taken from it. Only built for a dialect that knows the word.</param>
public sealed record CommonTable(string Name, Query Query, bool Materialized = false);

/// <summary>An expression and the name it bears in the result.</summary>
public sealed record SelectItem(SqlExpression Expression, string Name);

/// <summary>What stands in FROM.</summary>
public abstract record Relation
{
    private protected Relation()
    {
    }

    public abstract string? Alias { get; init; }
}

/// <summary>A table or view of the database.</summary>
public sealed record TableRelation(TableName Table, string? Alias = null) : Relation
{
    public override string? Alias { get; init; } = Alias;
}

/// <summary>A common table of the same statement.</summary>
public sealed record CommonTableRelation(string Name, string? Alias = null) : Relation
{
    public override string? Alias { get; init; } = Alias;
}

/// <summary>A query in parentheses, as a relation.</summary>
public sealed record SubqueryRelation(Query Query, string? Alias) : Relation
{
    public override string? Alias { get; init; } = Alias;
}

/// <summary>A relation and how it is joined to what stands before it; a cross join has no condition.</summary>
public sealed record Join(JoinKind Kind, Relation Relation, SqlExpression? On);

/// <summary>Which rows without a partner a join keeps.</summary>
public enum JoinKind
{
    Inner,
    Left,
    Full,
    Cross,
}

/// <summary>A table by schema and name; without a schema, a temporary one.</summary>
public sealed record TableName(string? Schema, string Name);
