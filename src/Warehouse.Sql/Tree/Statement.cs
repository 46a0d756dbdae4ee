using System.Collections.Immutable;

namespace Warehouse.Sql.Tree;

/// <summary>One statement, as it is run and as it stands in a script.</summary>
public abstract record Statement
{
    private protected Statement()
    {
    }
}

/// <summary>A schema that is created where there is none.</summary>
public sealed record CreateSchema(string Name) : Statement;

/// <summary>A table that is created where there is none.</summary>
public sealed record CreateTable(TableName Table, ImmutableArray<ColumnDefinition> Columns) : Statement
{
    /// <summary>Enforced where the engine can; elsewhere stated for its optimiser.</summary>
    public ImmutableArray<string> PrimaryKey { get; init; } = [];

    public ImmutableArray<ImmutableArray<string>> Unique { get; init; } = [];

    /// <summary>Columns of requested indexes on the table: where an index bounds what it holds, they are bounded.</summary>
    public ImmutableArray<string> Indexed { get; init; } = [];

    public string? Description { get; init; }

    /// <summary>Rows of this table are updated in place often: leave room on its pages, where the engine has pages.</summary>
    public bool UpdatedInPlace { get; init; }

    /// <summary>Null for a table that is not divided; an engine without partitions puts its rows in this order where it can, or leaves it.</summary>
    public Partitioning? PartitionBy { get; init; }

    public ImmutableArray<string> ClusterBy { get; init; } = [];
}

/// <summary>A column of a table; <paramref name="Description"/> is stored where the engine has a place for it.</summary>
public sealed record ColumnDefinition(string Name, SqlType Type, bool Nullable = true, string? Description = null);

/// <summary>A table made from a query.</summary>
public sealed record CreateTableAs(TableName Table, Query Query, TableLifetime Lifetime) : Statement;

/// <summary>How long a table made from a query stays.</summary>
public enum TableLifetime
{
    /// <summary>Stays until it is dropped.</summary>
    Permanent,

    /// <summary>Stays until it is dropped, and need not survive a crash of the server: a staging table.</summary>
    Staging,

    /// <summary>Gone with the transaction, or with the session where the engine knows no other.</summary>
    Transaction,
}

/// <summary>A view that is created, or given a new query where it exists.</summary>
public sealed record CreateView(TableName View, Query Query, string? Description = null) : Statement;

/// <summary>An index that is created where there is none, on engines that have indexes.</summary>
public sealed record CreateIndex(string Name, TableName Table, ImmutableArray<string> Columns, bool Unique = false) : Statement
{
    /// <summary>It is asked for by name; else it is there for statements that an engine may run as well without it.</summary>
    public bool IsRequested { get; init; }
}

/// <summary>Dropped where it exists.</summary>
public sealed record DropTable(TableName Table) : Statement;

/// <summary>A view, dropped where it exists.</summary>
public sealed record DropView(TableName View) : Statement;

/// <summary>Rows of a query added to a table, column by column.</summary>
public sealed record Insert(TableName Table, ImmutableArray<string> Columns, Query Query) : Statement;

/// <summary>Rows of a table changed from matching rows of others; each target row must match at most one.</summary>
public sealed record Update(TableName Table, string Alias, ImmutableArray<Assignment> Assignments) : Statement
{
    public Relation? From { get; init; }

    public ImmutableArray<Join> Joins { get; init; } = [];

    public required SqlExpression Where { get; init; }
}

/// <summary>A column of the table being updated and its new value.</summary>
public sealed record Assignment(string Column, SqlExpression Value);

/// <summary>Rows of a table removed.</summary>
public sealed record Delete(TableName Table, string Alias, SqlExpression Where) : Statement;

/// <summary>Opens a transaction.</summary>
public sealed record BeginTransaction : Statement;

/// <summary>Makes the open transaction's changes final.</summary>
public sealed record CommitTransaction : Statement;

/// <summary>Stops the transaction with <paramref name="Message"/> when the query yields a row.</summary>
public sealed record Assert(string Code, string Message, Query Violations) : Statement;

/// <summary>A query whose rows are read by who runs the script.</summary>
public sealed record Report(Query Query) : Statement;

/// <summary>Stores what a table, a view or one of its columns means. Only lowerings build it, where CREATE has no place for it.</summary>
public sealed record Describe(TableName Table, string? Column, string Description, bool IsView = false) : Statement;

/// <summary>Tells the planner how many rows a table has and what they hold. Only lowerings build it, for an engine that guesses until it is told.</summary>
public sealed record CollectStatistics(TableName Table) : Statement;
