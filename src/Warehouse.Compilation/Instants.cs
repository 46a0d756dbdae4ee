using Warehouse.Model.Star;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation;

/// <summary>The ends of time, as a dimension writes them.</summary>
internal static class Instants
{
    /// <summary>Where an open first version begins.</summary>
    public static Literal.Timestamp Beginning { get; } = new(new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    public static Literal.Timestamp HighDate { get; } = new(new DateTime(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc));

    /// <summary>The end of an open version.</summary>
    public static SqlExpression End(SourcedDimension dimension) =>
        dimension.OpenEnd == OpenEnd.Null ? new Literal.Null(new SqlType.Timestamp()) : HighDate;
}
