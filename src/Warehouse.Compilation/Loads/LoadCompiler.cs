using System.Diagnostics;
using Warehouse.Compilation.Calendars;
using Warehouse.Compilation.Dimensions;
using Warehouse.Compilation.Facts;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Loads;

/// <summary>A pipeline's load as statements: the meaning written once, for every engine.</summary>
public static class LoadCompiler
{
    /// <param name="shape">How the source's rows lie; null for a load without a source.</param>
    /// <param name="suffix">What tells this batch's staging tables from another's; empty in a committed script.</param>
    public static LoadScript Compile(PipelineLoad load, SourceShape? shape, string suffix) => load switch
    {
        CalendarLoad calendar => CalendarLoadCompiler.Compile(calendar),
        ClockLoad clock => ClockLoadCompiler.Compile(clock),
        DimensionLoad dimension => DimensionLoadCompiler.Compile(dimension, Required(load, shape), suffix),
        FactLoad fact => FactLoadCompiler.Compile(fact, Required(load, shape), suffix),
        _ => throw new UnreachableException(load.Pipeline),
    };

    /// <summary>Where a file's rows are landed for a pipeline.</summary>
    public static TableName Landing(PipelineLoad load, string suffix)
    {
        ArgumentNullException.ThrowIfNull(load);
        return new(StateTables.Schema, $"landing_{load.Pipeline}{suffix}");
    }

    private static SourceShape Required(PipelineLoad load, SourceShape? shape) =>
        shape ?? throw new ArgumentException($"{load.Pipeline} reads a source, and its shape is not given", nameof(shape));
}
