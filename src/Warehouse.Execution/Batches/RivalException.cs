namespace Warehouse.Execution.Batches;

/// <summary>A statement wrote another number of rows than it must: somebody else was here.</summary>
internal sealed class RivalException(string purpose, long expected, long written) : Exception(purpose)
{
    public long Expected => expected;

    public long Written => written;
}
