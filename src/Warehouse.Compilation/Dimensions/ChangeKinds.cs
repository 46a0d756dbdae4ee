namespace Warehouse.Compilation.Dimensions;

/// <summary>What an accepted change does to its member.</summary>
internal static class ChangeKinds
{
    /// <summary>The member was not known.</summary>
    public const string New = "new";

    /// <summary>The member was inferred by a fact, and gets its own values in place.</summary>
    public const string Fill = "fill";

    /// <summary>The member had been deleted.</summary>
    public const string Reappear = "reappear";

    /// <summary>A tracked attribute differs.</summary>
    public const string Version = "version";

    /// <summary>Only attributes that keep no history differ.</summary>
    public const string Overwrite = "overwrite";

    public const string Delete = "delete";

    /// <summary>Nothing differs: what a log says again, or a delete of what is not there.</summary>
    public const string Unchanged = "unchanged";
}
