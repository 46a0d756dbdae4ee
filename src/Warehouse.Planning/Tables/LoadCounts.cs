using System.Collections.Immutable;

namespace Warehouse.Planning.Tables;

/// <summary>What a batch counts, in the order in which the ledger keeps it and <c>load --json</c> shows it.</summary>
public static class LoadCounts
{
    /// <summary>Rows that the source delivered.</summary>
    public const string Read = "read";

    public const string Rejected = "rejected";

    /// <summary>Rows that said what another row of the batch had said, or that a later row of it overtook.</summary>
    public const string Superseded = "superseded";

    /// <summary>Members that were not known before.</summary>
    public const string NewMembers = "new_members";

    /// <summary>Versions opened for members that were known before.</summary>
    public const string NewVersions = "new_versions";

    public const string ClosedVersions = "closed_versions";

    /// <summary>Members whose type 1 attributes were overwritten.</summary>
    public const string Overwritten = "overwritten";

    public const string Corrected = "corrected";

    public const string Unchanged = "unchanged";

    public const string Deleted = "deleted";

    public const string Reappeared = "reappeared";

    public const string Late = "late";

    public const string RekeyedFacts = "rekeyed_facts";

    /// <summary>Members that a fact asked for before their source did.</summary>
    public const string Inferred = "inferred";

    public const string Resolved = "resolved";

    public const string Inserted = "inserted";

    public const string Updated = "updated";

    /// <summary>Type 0 attributes whose source now says something else.</summary>
    public const string Drifted = "drifted";

    /// <summary>Values of a hierarchy's level that have more than one parent, each in the target's check results.</summary>
    public const string LevelConflicts = "level_conflicts";

    /// <summary>Rows of a grain that the fact already holds, where its first row stands (<c>on_duplicate: ignore</c>).</summary>
    public const string Ignored = "ignored";

    /// <summary>Rows that wait for a member that has not come (<c>late: hold</c>).</summary>
    public const string Held = "held";

    /// <summary>Rows of a periodic snapshot that no source row delivered: what <c>fill</c> put in.</summary>
    public const string Filled = "filled";

    /// <summary>Rows of a periodic snapshot whose period was delivered again without them.</summary>
    public const string Removed = "removed";

    /// <summary>Rows of an accumulating snapshot that the batch wrote and whose milestones are not in their order.</summary>
    public const string OutOfOrder = "out_of_order";

    /// <summary>Amounts that the batch wrote and that no rate converts.</summary>
    public const string Unconverted = "unconverted";

    public static ImmutableArray<string> Names { get; } =
    [
        Read, Rejected, Superseded, NewMembers, NewVersions, ClosedVersions, Overwritten, Corrected, Unchanged, Deleted, Reappeared,
        Late, RekeyedFacts, Inferred, Resolved, Inserted, Updated, Drifted, Ignored, Held, Filled, Removed, OutOfOrder, Unconverted, LevelConflicts,
    ];
}
