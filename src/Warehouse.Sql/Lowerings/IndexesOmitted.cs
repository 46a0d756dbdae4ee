using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>An index changes no row, only what reading one costs.</summary>
internal static class IndexesOmitted
{
    /// <summary>For an engine without indexes.</summary>
    public static Lowering Lowering { get; } = new(nameof(IndexesOmitted), (statement, _) => statement is CreateIndex ? [] : [statement]);

    /// <summary>For an engine that reads its columns as fast, and on which an index stands in the way of changes of the table: only those that were asked for.</summary>
    public static Lowering UnlessRequested { get; } = new(
        $"{nameof(IndexesOmitted)}{nameof(UnlessRequested)}", (statement, _) => statement is CreateIndex { IsRequested: false } ? [] : [statement]);
}
