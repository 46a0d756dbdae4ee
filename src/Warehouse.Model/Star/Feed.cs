namespace Warehouse.Model.Star;

/// <summary>What a source row says about its member.</summary>
public enum Feed
{
    /// <summary>Something happened at the effective time: a log, in any order.</summary>
    Changes,

    /// <summary>This is the row now.</summary>
    Upserts,

    /// <summary>This is the row now, and these are all the rows.</summary>
    Snapshot,
}

/// <summary>What becomes of differing rows of one member at one instant in one batch.</summary>
public enum OnConflict
{
    Reject,
    Fail,
    Last,
}

/// <summary>What a NULL in a row says: that the value is NULL, or that it was not supplied.</summary>
public enum NullMeans
{
    Value,
    Unchanged,
}
