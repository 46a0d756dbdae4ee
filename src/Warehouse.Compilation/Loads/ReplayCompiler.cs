using System.Collections.Immutable;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Loads;

/// <summary>Rows that a batch has rejected, loaded again once their cause is mended: as if they came now, at the time of their batch.</summary>
public static class ReplayCompiler
{
    /// <param name="rejected">The batch that has rejected them.</param>
    /// <param name="codes">For which reasons.</param>
    /// <param name="rows">How many they are; where another load has replayed some of them meanwhile, this one is rolled back.</param>
    /// <param name="areStaged">Their staged columns were kept, and not the source's.</param>
    public static LoadScript Compile(PipelineLoad load, string suffix, string rejected, ImmutableArray<string> codes, long rows, bool areStaged)
    {
        ArgumentNullException.ThrowIfNull(load);
        var script = LoadCompiler.Compile(Single(load), SourceShape.Landed(LoadCompiler.Landing(load, suffix)) with { AreStaged = areStaged }, suffix);
        return script with
        {
            Apply = script.Apply.Add(new("Name the batch by which they were replayed", new Update(StateTables.RejectedRow.ToTable(), "r", [new("replayed_by", BatchParameters.BatchId)])
            {
                Where = And(
                    Eq(Col("r", "batch_id"), Text(rejected)), Eq(Col("r", "target"), Text(load.Pipeline)),
                    new In(Col("r", "code"), [.. codes.Select(Text)]), IsNull(Col("r", "replayed_by"))),
            })
            {
                ExpectedRows = rows,
            }),
        };
    }

    /// <summary>Some rows of a snapshot are no snapshot: those that are not among them are not gone.</summary>
    private static PipelineLoad Single(PipelineLoad load) => load is DimensionLoad { Source.Feed: Feed.Snapshot } dimension
        ? dimension with { Read = dimension.Read with { Source = dimension.Source with { Feed = Feed.Upserts } } }
        : load;
}
