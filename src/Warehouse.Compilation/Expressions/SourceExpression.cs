using Warehouse.Compilation.Staging;
using Warehouse.Model.Expressions;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Expressions;

/// <summary>A portable expression over a source's columns, as SQL over the typed source row.</summary>
internal static class SourceExpression
{
    /// <param name="expression">One that the model's checks have found to be right.</param>
    /// <param name="expected">The type in which the value is stored.</param>
    public static SqlExpression Compile(ExpressionText expression, SourceRead read, DataType expected)
    {
        var columns = read.Columns.ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal);
        var (parsed, _) = PortableExpressionParser.Parse(expression, read.TypeAliases);
        var (bound, diagnostics) = ExpressionBinder.Bind(parsed!, columns, expected);
        return bound is null
            ? throw new InvalidOperationException($"`{expression.Text}` was not checked before it was compiled: {diagnostics[0].Message}")
            : ExpressionCompiler.Compile(bound, column => TreeSyntax.Col(StageCompiler.SourceRow, column));
    }
}
