using Warehouse.Compilation.Staging;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Expressions;

/// <summary>A portable expression over a source's columns, as SQL over the typed source row.</summary>
internal static class SourceExpression
{
    public static SqlExpression Compile(ExpressionText expression, SourceRead read) =>
        throw new InvalidOperationException(expression.Text + read + StageCompiler.SourceRow);
}
