using Warehouse.Execution.Sessions;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Batches;

/// <summary>An assertion of the load found rows that must not be.</summary>
/// <param name="isGuard">Nothing had been written yet: the batch is refused. Otherwise an invariant is broken: it has failed.</param>
internal sealed class AssertionException(Assert assertion, RowSet violations, bool isGuard) : Exception(assertion.Message)
{
    public Assert Assertion => assertion;

    public RowSet Violations => violations;

    public bool IsGuard => isGuard;
}
