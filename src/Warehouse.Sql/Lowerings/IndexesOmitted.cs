using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>For an engine without indexes: an index changes no row, only what reading one costs.</summary>
internal static class IndexesOmitted
{
    public static Lowering Lowering { get; } = new(nameof(IndexesOmitted), (statement, _) => statement is CreateIndex ? [] : [statement]);
}
