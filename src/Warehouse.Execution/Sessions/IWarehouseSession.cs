using System.Collections.Immutable;
using Warehouse.Execution.Landing;
using Warehouse.Model.Star;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Sessions;

/// <summary>One connection to a target: statements run on it one after the other.</summary>
/// <remarks>A failure is an <see cref="EngineException"/>; a cancelled statement is an <see cref="OperationCanceledException"/>.</remarks>
public interface IWarehouseSession : IAsyncDisposable
{
    /// <summary>Runs a statement and says how many rows it wrote; 0 for one that writes none.</summary>
    Task<long> ExecuteAsync(SqlCommandText command, CancellationToken cancellationToken);

    Task<RowSet> QueryAsync(SqlCommandText command, CancellationToken cancellationToken);

    /// <summary>Begins a transaction in which a statement sees what was committed before the statement began (READ COMMITTED).</summary>
    Task BeginAsync(CancellationToken cancellationToken);

    /// <summary>Commits. Where the connection is lost, the outcome is unknown, and the ledger has to be asked.</summary>
    Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>Rolls back what is open; does nothing where nothing is, or where the connection is gone.</summary>
    Task RollbackAsync();

    /// <summary>Takes a claim, which one session of the target has at a time. It lives as long as the session, and ends with it however that ends.</summary>
    /// <remarks>A claim that the session has already is given again. No claim says that what is written is right: the fence does.</remarks>
    /// <param name="name">What is claimed, by all who load into this target.</param>
    /// <param name="atMost">How long another session is waited for.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>False where another session has kept it for so long.</returns>
    Task<bool> ClaimAsync(string name, TimeSpan atMost, CancellationToken cancellationToken);

    Task<bool> SchemaExistsAsync(string schema, CancellationToken cancellationToken);

    /// <summary>Drops a schema, where there is one, with all that is in it.</summary>
    Task DropSchemaAsync(string schema, CancellationToken cancellationToken);

    /// <summary>The names of a schema's tables, in their order; empty where there is no such schema.</summary>
    Task<ImmutableArray<string>> TablesAsync(string schema, CancellationToken cancellationToken);

    /// <summary>The columns of a table or view in their order; empty where there is none of that name.</summary>
    Task<ImmutableArray<CatalogColumn>> ColumnsAsync(TableName table, CancellationToken cancellationToken);

    /// <summary>The columns that a query yields, in their order, without running it; what may be NULL is not told.</summary>
    Task<ImmutableArray<CatalogColumn>> ColumnsOfQueryAsync(string query, CancellationToken cancellationToken);

    /// <summary>Makes the landing table anew and puts the file's rows into it: its columns as text, and <c>_row</c>, counted from 1.</summary>
    /// <returns>How many rows there are.</returns>
    /// <exception cref="LandingException">The file does not hold what its format says; nothing is left in the table.</exception>
    Task<long> LandAsync(TableName table, LandingFile file, CancellationToken cancellationToken);
}

/// <summary>A column that a target has; its type is null where the model has no word for it.</summary>
public sealed record CatalogColumn(string Name, DataType? Type, bool Nullable);
