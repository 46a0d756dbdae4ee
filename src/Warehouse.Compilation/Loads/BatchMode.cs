namespace Warehouse.Compilation.Loads;

/// <summary>What a batch is made for; a part of its identity, and a column of the ledger.</summary>
public static class BatchMode
{
    /// <summary>What is new in the source.</summary>
    public const string Incremental = "incremental";

    /// <summary>A range of the source that is read again, or out of its turn: the watermark stays where it is.</summary>
    public const string Backfill = "backfill";

    /// <summary>Rows that were rejected, once their cause is mended.</summary>
    public const string Replay = "replay";

    /// <summary>All that the source has, loaded aside and put in place of what is there.</summary>
    public const string FullRefresh = "full-refresh";
}
