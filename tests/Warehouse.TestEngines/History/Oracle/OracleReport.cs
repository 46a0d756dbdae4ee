namespace Warehouse.TestEngines.History.Oracle;

/// <summary>What a batch comes to, beside the rows.</summary>
public sealed class OracleReport
{
    public int Rejected { get; internal set; }

    public int Corrected { get; internal set; }

    /// <summary>The batch is refused as a whole and changes nothing.</summary>
    public bool Refused { get; internal set; }
}
