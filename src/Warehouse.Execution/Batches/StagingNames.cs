using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Execution.Batches;

/// <summary>What tells the staging tables of one batch from another's, and from all other tables.</summary>
internal static class StagingNames
{
    /// <summary>How many digits of the batch's id the name of a table has: two batches of one pipeline with the same ones are never staged at the same time.</summary>
    private const int Digits = 8;

    /// <summary>What a batch's staging tables end with.</summary>
    public static string SuffixOf(Guid batchId) => $"_{batchId.ToString("N")[..Digits]}";

    /// <summary>Those of a pipeline among the tables of the state's schema, of whatever batch.</summary>
    public static IEnumerable<TableName> Of(string pipeline, IEnumerable<string> tables) =>
        tables.Where(t => IsOf($"stage_{pipeline}_", t) || IsOf($"landing_{pipeline}_", t)).Select(t => new TableName(StateTables.Schema, t));

    private static bool IsOf(string start, string table) =>
        table.Length == start.Length + Digits && table.StartsWith(start, StringComparison.Ordinal) && table[start.Length..].All(char.IsAsciiHexDigitLower);
}
