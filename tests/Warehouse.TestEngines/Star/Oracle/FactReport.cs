namespace Warehouse.TestEngines.Star.Oracle;

/// <summary>To which end each row of a batch of the fact comes.</summary>
public sealed record FactReport
{
    public int Read { get; set; }

    public int Rejected { get; set; }

    public int Superseded { get; set; }

    public int Held { get; set; }

    public int Inserted { get; set; }

    public int Updated { get; set; }

    public int Deleted { get; set; }

    public int Unchanged { get; set; }

    public int Ignored { get; set; }

    /// <summary>No row is lost or doubled.</summary>
    public bool IsWhole => Read == Rejected + Superseded + Held + Inserted + Updated + Deleted + Unchanged + Ignored;
}
