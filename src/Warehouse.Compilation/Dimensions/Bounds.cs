using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>The bounds of versions: kept as days where the dimension says `validity: date`, and computed with as the instants at which those days begin.</summary>
internal static class Bounds
{
    /// <summary>A bound as an instant.</summary>
    public static SqlExpression Read(SourcedDimension dimension, string? relation, string column)
    {
        var bound = new ColumnReference(relation, column);
        return dimension.Validity == Validity.Date && column is (GeneratedColumns.ValidFrom or GeneratedColumns.ValidTo)
            ? new Cast(bound, new SqlType.Timestamp())
            : bound;
    }

    /// <summary>An instant as the dimension keeps it, and as its bounds are compared with.</summary>
    public static SqlExpression Kept(SourcedDimension dimension, SqlExpression instant) => dimension.Validity != Validity.Date ? instant : instant switch
    {
        Literal.Timestamp time => new Literal.Date(DateOnly.FromDateTime(time.Value)),
        Literal.Null => new Literal.Null(new SqlType.Date()),
        _ => new Call("to_date", [instant]),
    };

    /// <summary>When a change takes effect: at its own instant, or when its day begins.</summary>
    public static SqlExpression Effective(SourcedDimension dimension, SqlExpression instant) =>
        dimension.Validity == Validity.Date ? new Call("date_trunc:timestamp", [Text("day"), instant]) : instant;
}
