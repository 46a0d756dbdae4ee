namespace Warehouse.Compilation.Dimensions;

/// <summary>The columns of a batch's change table beside key, attributes and effective time.</summary>
internal static class Found
{
    /// <summary>One of <see cref="ChangeKinds"/>.</summary>
    public const string Kind = "_kind";

    /// <summary>The surrogate of the member's last version before the batch.</summary>
    public const string OldKey = "_old_key";

    public const string DurableKey = "_durable_key";

    /// <summary>The member's place in the batch: 1, 2, … in the order of its changes.</summary>
    public const string Sequence = "_sequence";

    /// <summary>The change opens a version.</summary>
    public const string Opens = "_opens";

    /// <summary>How many versions the member's changes of the batch have opened, this one included.</summary>
    public const string Opening = "_opening";

    /// <summary>How many versions all the member's changes of the batch open.</summary>
    public const string Opened = "_opened";

    /// <summary>The change begins or ends a version; the first of a member is the one that meets the version of before.</summary>
    public const string IsFirstBoundary = "_is_first_boundary";

    /// <summary>When the version that the change opens or fills ends within the batch; NULL: it stays open.</summary>
    public const string EndsAt = "_ends_at";

    /// <summary>The member's last change of the batch.</summary>
    public const string IsFinal = "_is_final";

    /// <summary>Type 1 attributes of the member differ from before.</summary>
    public const string Overwrites = "_overwrites";

    /// <summary>A type 0 attribute's source says something else than at first.</summary>
    public const string Drifts = "_drifts";

    /// <summary>The member was deleted by its absence, so that no source row stands for the change.</summary>
    public const string IsAbsent = "_is_absent";

    /// <summary>The effective time of the member's last change of the batch.</summary>
    public const string LastChangeAt = "_last_change_at";
}
