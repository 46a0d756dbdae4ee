using System.Globalization;

namespace Warehouse.ExecutionTests.Proofs;

/// <summary>How long the parts of a proof have taken.</summary>
internal sealed class ProofProfile
{
    public TimeSpan Creating { get; set; }

    public TimeSpan Delivering { get; set; }

    public TimeSpan Loading { get; set; }

    public TimeSpan Reading { get; set; }

    public int Batches { get; set; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Batches} batches; {Loading.TotalMilliseconds / Math.Max(1, Batches):0.0} ms a load; creating {Creating.TotalSeconds:0.0} s, delivering {Delivering.TotalSeconds:0.0} s, loading {Loading.TotalSeconds:0.0} s, reading {Reading.TotalSeconds:0.0} s");
}
