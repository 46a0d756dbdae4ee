namespace Warehouse.Compilation.Dimensions;

/// <summary>The columns of a batch's change table beside key, attributes and effective time.</summary>
internal static class Found
{
    /// <summary>One of <see cref="ChangeKinds"/>.</summary>
    public const string Kind = "_kind";

    /// <summary>The surrogate of the version that the change meets or stands for; NULL: there is none.</summary>
    public const string OldKey = "_old_key";

    public const string DurableKey = "_durable_key";

    /// <summary>A version begins with the change, and is new to the dimension unless it has an <see cref="OldKey"/>.</summary>
    public const string Opens = "_opens";

    /// <summary>Where the version that the change opens begins, drawn back if it is the member's first.</summary>
    public const string ValidFrom = "_valid_from";

    /// <summary>When the version that the change opens or fills ends; NULL: it stays open.</summary>
    public const string EndsAt = "_ends_at";

    /// <summary>The version that the change opens is the member's last.</summary>
    public const string IsLast = "_is_last";

    /// <summary>Attributes that are the same on every version of the member differ from before.</summary>
    public const string Overwrites = "_overwrites";

    /// <summary>A type 0 attribute's source says something else than at first.</summary>
    public const string Drifts = "_drifts";

    /// <summary>The member was deleted by its absence, so that no source row stands for the change.</summary>
    public const string IsAbsent = "_is_absent";

    /// <summary>The effective time of the member's last recorded change, this batch included.</summary>
    public const string LastChangeAt = "_last_change_at";

    /// <summary>The member's place among its changes: 1, 2, … in their order.</summary>
    public const string Sequence = "_sequence";

    /// <summary>Not a change of the batch, but the version that the batch meets.</summary>
    public const string IsMet = "_is_met";

    /// <summary>A late change makes the member's whole history anew.</summary>
    public const string IsLate = "_is_late";
}
