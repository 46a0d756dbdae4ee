namespace Warehouse.Planning.Tables;

/// <summary>The columns that the toolkit adds to a dimension or a fact.</summary>
public static class GeneratedColumns
{
    /// <summary>The instant from which a version holds, inclusive.</summary>
    public const string ValidFrom = "valid_from";

    /// <summary>The instant at which a version ends, exclusive.</summary>
    public const string ValidTo = "valid_to";

    /// <summary>Whether the version's end is open.</summary>
    public const string IsCurrent = "is_current";

    /// <summary>Whether the version says that the member was deleted (<c>on_delete: flag</c>).</summary>
    public const string IsDeleted = "is_deleted";

    /// <summary>Whether a fact asked for the member before its source did.</summary>
    public const string IsInferred = "is_inferred";

    /// <summary>The batch that inserted the row.</summary>
    public const string LoadedBy = "loaded_by";

    /// <summary>The batch that last wrote the row.</summary>
    public const string ChangedBy = "changed_by";

    /// <summary>The true effective time of a version's first change, which an open first version hides.</summary>
    public const string StartedAt = "_started_at";

    /// <summary>On a member's last version: the effective time of its last recorded change.</summary>
    public const string LastChangeAt = "_last_change_at";

    /// <summary>Whether the version is its member's last, which a deleted member has without a current one.</summary>
    public const string IsLast = "_is_last";

    /// <summary>Whether a fact's row takes back an earlier one (<c>on_duplicate: append_reversal</c>).</summary>
    public const string IsReversal = "is_reversal";

    /// <summary>Which of its grain's statements a row is, where corrections are appended.</summary>
    public const string Statement = "_statement";

    /// <summary>Whether <c>fill</c> put a periodic snapshot's row in, for a member that its period was delivered without.</summary>
    public const string IsFilled = "is_filled";

    /// <summary>The first day of the period that a periodic snapshot's row lies in.</summary>
    public const string Period = "_period";

    /// <summary>The event time of a fact, by which it is keyed again when history changes.</summary>
    public const string EventAt = "_event_at";
}
