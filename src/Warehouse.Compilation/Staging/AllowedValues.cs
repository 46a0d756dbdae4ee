using Warehouse.Model.Star;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;
using Attribute = Warehouse.Model.Star.Attribute;

namespace Warehouse.Compilation.Staging;

/// <summary>`values` of an attribute: a row that says anything else is turned away. NULL says nothing, and a delete is not asked.</summary>
internal static class AllowedValues
{
    /// <param name="attribute">One with `values`.</param>
    /// <param name="column">The staged column that holds it.</param>
    /// <param name="isDelete">Whether the row deletes; null where no row does.</param>
    public static Screen Of(Attribute attribute, string column, SqlExpression? isDelete)
    {
        var value = Col(StageCompiler.Evaluated, column);
        var allowed = attribute.Values.Where(v => v.Text is not null).ToList();
        SqlExpression isOther = allowed.Count == 0 ? IsNotNull(value) : And(IsNotNull(value), new In(value, [.. allowed.Select(v => Literal(v.Text!, attribute.Type!))], Negated: true));
        return new("not-allowed", isDelete is null ? isOther : And(isOther, Not(isDelete)), $"{attribute.Name.Text} is none of its values: {string.Join(", ", allowed.Select(v => v.Text))}");
    }

    private static SqlExpression Literal(string text, DataType type) => type is DataType.Text ? Text(text) : new Cast(Text(text), SqlTypes.Of(type));
}
