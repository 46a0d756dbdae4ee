namespace Warehouse.Execution.Sessions;

/// <summary>A target to which any number of sessions can be opened.</summary>
public interface ISessionSource : IAsyncDisposable
{
    Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken);
}
