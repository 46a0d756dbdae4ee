using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Loads;

/// <summary>What of a source cannot be loaded yet.</summary>
internal static class SourceLoadability
{
    public static IEnumerable<Diagnostic> Check(Source source)
    {
        if (source.Origin is SourceOrigin.Files { BatchTime: BatchTime.FromColumn column, Format: FileFormat.Parquet })
            yield return Loadability.Refuse(column.Column, "a batch time from a column of Parquet");
    }
}
