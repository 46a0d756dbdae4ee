using System.Globalization;

namespace Warehouse.Planning.Tables;

/// <summary>The columns of a change beside its key and attributes, in staging and in the change store.</summary>
public static class ChangeColumns
{
    public const string EffectiveAt = "_effective_at";

    public const string IsDelete = "_is_delete";

    /// <summary>The column of <c>on_conflict: last</c>, of which the largest wins among changes that tie.</summary>
    public const string WinsBy = "_wins_by";

    /// <summary>Where the row stood in its batch: its identity within staging.</summary>
    public const string Row = "_row";

    /// <summary>In a landing table: what is wrong with the row as its file has it, such as a field too many; NULL for nearly every row.</summary>
    public const string Problem = "_problem";

    /// <summary>What became of the row: accepted, duplicate, superseded or rejected.</summary>
    public const string Outcome = "_outcome";

    /// <summary>Why a row was rejected.</summary>
    public const string Code = "_code";

    public const string Reason = "_reason";

    /// <summary>The whole source row as JSON, kept for rejected rows only.</summary>
    public const string Payload = "_payload";

    /// <summary>The column of the source's n-th <c>order_by</c>.</summary>
    public static string Order(int index) => string.Create(CultureInfo.InvariantCulture, $"_order_by_{index + 1}");
}
