using Warehouse.Model.Star;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Staging;

/// <summary>
/// What an engine's own type holds and no value is: infinities, NaN, years before the first and beyond 9999. From a file they are turned away
/// where the text is converted; from a table of the warehouse they come as they are.
/// </summary>
internal static class ValueBounds
{
    // What every engine and every format of files can tell.
    private static readonly DateTime Earliest = new(1, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Latest = new(9999, 12, 31, 23, 59, 59, 999, 999, DateTimeKind.Utc);

    /// <summary>That it is a value; NULL of NULL. Null for a type all of whose values are.</summary>
    public static SqlExpression? Within(SqlExpression value, DataType type) => type switch
    {
        DataType.Timestamp => Between(value, new Literal.Timestamp(Earliest), new Literal.Timestamp(Latest)),
        DataType.Date => Between(value, new Literal.Date(DateOnly.FromDateTime(Earliest)), new Literal.Date(DateOnly.FromDateTime(Latest))),
        // Where NaN is a number it is the largest, and elsewhere it is in no order with any.
        DataType.Float => Between(value, new Literal.Float(double.MinValue), new Literal.Float(double.MaxValue)),
        _ => null,
    };

    private static SqlExpression Between(SqlExpression value, SqlExpression low, SqlExpression high) => And(AtLeast(value, low), AtMost(value, high));
}
