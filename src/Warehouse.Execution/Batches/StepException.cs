using Warehouse.Execution.Sessions;

namespace Warehouse.Execution.Batches;

/// <summary>The engine's error, with what the statement was for.</summary>
internal sealed class StepException(string purpose, EngineException error) : Exception(error.Message, error)
{
    public string Purpose => purpose;

    public EngineException Error => error;

    /// <summary>The rival has been waited for as long as it may: there is no further try.</summary>
    public bool HasWaited { get; init; }
}
