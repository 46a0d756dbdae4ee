using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>A table made for one batch is counted at once, for an engine whose planner otherwise guesses, and reads a whole dimension for a small batch.</summary>
internal static class StatisticsAfterCreation
{
    public static Lowering Lowering { get; } = new(nameof(StatisticsAfterCreation), (statement, _) => statement is CreateTableAs { Lifetime: not TableLifetime.Permanent } made
        ? [made, new CollectStatistics(made.Table)]
        : [statement]);
}
