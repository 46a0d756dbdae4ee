using Warehouse.Compilation.Loads;
using Warehouse.Execution.Sessions;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Batches;

/// <summary>The values of a batch, by the names that its statements use.</summary>
internal sealed class BatchValues(Batch batch, DateTime startedAt, TimeProvider clock)
{
    public IEnumerable<SqlArgument> Arguments() =>
    [
        Give(BatchParameters.BatchId, batch.BatchId.ToString()),
        Give(BatchParameters.BatchAt, batch.BatchAt),
        Give(BatchParameters.ModelHash, batch.ModelHash),
        Give(BatchParameters.Mode, batch.Mode),
        Give(BatchParameters.FileName, batch.File?.Name),
        Give(BatchParameters.FileHash, batch.FileHash),
        Give(BatchParameters.Low, batch.Range.Low),
        Give(BatchParameters.High, batch.Range.High),
        Give(BatchParameters.ReadFrom, batch.Range.ReadFrom),
        Give(BatchParameters.LowNumber, batch.Range.LowNumber),
        Give(BatchParameters.HighNumber, batch.Range.HighNumber),
        Give(BatchParameters.StartedAt, startedAt),
        // Asked anew for each statement: the ledger's row is the last one before the commit.
        Give(BatchParameters.CommittedAt, clock.UtcMicroseconds()),
    ];

    private static SqlArgument Give(Parameter parameter, object? value) => new(parameter.Name, parameter.Type, value);
}
