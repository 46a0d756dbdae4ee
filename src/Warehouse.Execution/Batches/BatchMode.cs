namespace Warehouse.Execution.Batches;

/// <summary>What a batch is made for; a part of its identity.</summary>
public static class BatchMode
{
    public const string Incremental = "incremental";
}
