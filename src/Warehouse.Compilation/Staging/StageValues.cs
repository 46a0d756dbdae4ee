using Warehouse.Compilation.Expressions;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Staging;

/// <summary>Staged values, over the typed source row.</summary>
internal static class StageValues
{
    /// <summary>A source column in the type that the model gives it.</summary>
    public static SqlExpression Column(SourceRead read, string column, DataType type)
    {
        var value = Col(StageCompiler.SourceRow, column);
        return read.TypeOf(column) == type ? value : new Cast(value, SqlTypes.Of(type));
    }

    public static SqlExpression Attribute(SourceRead read, Model.Star.Attribute attribute) => attribute.Band is { } band
        ? Bands.Label(read, band)
        : ColumnOrExpression(read, attribute.SourceColumn, attribute.Expression, attribute.Type!);

    public static SqlExpression ColumnOrExpression(SourceRead read, Name column, ExpressionText? expression, DataType type) =>
        expression is null ? Column(read, column.Text, type) : SourceExpression.Compile(expression, read, type);
}
