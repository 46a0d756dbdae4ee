namespace Warehouse.Planning.Lineage;

/// <summary>How a column that is read makes a column, or a table, what it is: the words of OpenLineage's column lineage.</summary>
public enum Influence
{
    /// <summary>The value is taken as it is; it may be converted to the declared type.</summary>
    Identity,

    /// <summary>The value is worked out of it.</summary>
    Transformation,

    /// <summary>The value is worked out of many rows' values of it.</summary>
    Aggregation,

    /// <summary>A row of another table is found by it.</summary>
    Join,

    /// <summary>Rows are put together by it.</summary>
    GroupBy,

    /// <summary>It decides whether a row counts.</summary>
    Filter,

    /// <summary>It decides which of several rows is the last.</summary>
    Sort,

    /// <summary>Its order among a member's rows decides.</summary>
    Window,

    /// <summary>It decides which of several values is taken.</summary>
    Conditional,
}

/// <summary>The two kinds of influence.</summary>
public static class InfluenceKinds
{
    /// <summary>Whether the value itself comes from the column, and is not only decided by it.</summary>
    public static bool IsDirect(this Influence influence) => influence is Influence.Identity or Influence.Transformation or Influence.Aggregation;
}
