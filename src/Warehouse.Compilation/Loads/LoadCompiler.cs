using System.Diagnostics;
using Warehouse.Planning.Loads;

namespace Warehouse.Compilation.Loads;

/// <summary>A pipeline's load as statements.</summary>
public static class LoadCompiler
{
    /// <param name="suffix">What tells this batch's staging tables from another's; empty in a committed script.</param>
    public static LoadScript Compile(PipelineLoad load, SourceShape? shape, string suffix) => load switch
    {
        _ => throw new UnreachableException(load.Pipeline + shape + suffix),
    };
}
