using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Dimensions;

/// <summary>The names and column groups that the statements of a dimension's load share.</summary>
internal static class DimensionNames
{
    /// <summary>The alias of the dimension, or of its members' last versions.</summary>
    public const string Dimension = "d";

    /// <summary>The alias of the batch's changes.</summary>
    public const string Change = "c";

    public static TableName Target(this DimensionLoad load) => new(load.Dimension.Schema, load.Dimension.TableName);

    /// <summary>The temporary table of what the batch changes: one row a change, with the version that it meets.</summary>
    public static TableName Changes(this DimensionLoad load) => new(null, $"change_{load.Dimension.Name.Text}");

    public static ImmutableArray<string> NaturalKey(this DimensionLoad load) => [.. load.Dimension.NaturalKey.Select(k => k.Name.Text)];

    public static ImmutableArray<string> AttributesOf(this DimensionLoad load, params ReadOnlySpan<int> scd)
    {
        var wanted = scd.ToArray();
        return [.. load.Attributes.Where(a => wanted.Contains(a.Scd)).Select(a => a.Name.Text)];
    }

    /// <summary>The attributes of which a change opens a version.</summary>
    public static ImmutableArray<string> Tracked(this DimensionLoad load) => load.AttributesOf(2, 6, 7);

    public static ImmutableArray<string> Overwritten(this DimensionLoad load) => load.AttributesOf(1);

    public static ImmutableArray<string> Original(this DimensionLoad load) => load.AttributesOf(0);

    public static bool Closes(this DimensionLoad load) => load.Dimension.OnDelete == OnDelete.Close && load.Dimension.HasVersions;

    public static bool Flags(this DimensionLoad load) => load.Dimension.OnDelete == OnDelete.Flag;

    /// <summary>Whether a deletion leaves a trace in the dimension.</summary>
    public static bool Deletes(this DimensionLoad load) => load.Closes() || load.Flags();
}
