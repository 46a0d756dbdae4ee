using System.Collections.Immutable;
using Warehouse.Compilation.Tables;
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

    public static TableName Target(this DimensionLoad load) => load.Dimension.ToTable();

    /// <summary>The temporary table of what the batch changes.</summary>
    public static TableName Changes(this DimensionLoad load) => new(null, $"change_{load.Dimension.Name.Text}");

    /// <summary>The temporary table of the batch's rows beside the last versions of their members.</summary>
    public static TableName Met(this DimensionLoad load) => new(null, $"met_{load.Dimension.Name.Text}");

    /// <summary>The temporary table of the members that a late change makes anew.</summary>
    public static TableName LateMembers(this DimensionLoad load) => new(null, $"late_{load.Dimension.Name.Text}");

    /// <summary>The temporary table of the remembered changes that are needed no longer.</summary>
    public static TableName Forgotten(this DimensionLoad load) => new(null, $"forgotten_{load.Dimension.Name.Text}");

    public static TableName Store(this DimensionLoad load) => load.ChangeStore!.ToTable();

    public static ImmutableArray<string> NaturalKey(this DimensionLoad load) => [.. load.Dimension.NaturalKey.Select(k => k.Name.Text)];

    /// <summary>Every column that the attributes have in the dimension, in its order.</summary>
    public static ImmutableArray<string> AttributeColumns(this DimensionLoad load) =>
        [.. load.Attributes.SelectMany(a => Planning.Tables.AttributeColumns.Of(a)).Select(c => c.Name)];

    /// <summary>The attributes of which a change opens a version.</summary>
    public static ImmutableArray<string> Tracked(this DimensionLoad load) => load.Named(a => a.TracksHistory);

    public static ImmutableArray<string> Original(this DimensionLoad load) => load.Named(a => a.Scd == 0);

    /// <summary>The attributes of type 3.</summary>
    public static ImmutableArray<string> WithPrior(this DimensionLoad load) => load.Named(a => a.Scd == 3);

    /// <summary>The attributes of type 6.</summary>
    public static ImmutableArray<string> WithCurrent(this DimensionLoad load) => load.Named(a => a.Scd == 6);

    /// <summary>Type 1 attributes that each version keeps as its own run left them.</summary>
    public static ImmutableArray<string> KeptByRun(this DimensionLoad load) => load.Named(load.IsKeptByRun);

    /// <summary>The attributes whose last value stands on every version: of type 1, of type 3, and what type 6 shows beside its own.</summary>
    public static ImmutableArray<string> Overwriting(this DimensionLoad load) => load.Named(a => a.Scd is 3 or 6 || (a.Scd == 1 && !load.IsKeptByRun(a)));

    /// <summary>The columns that hold the same on every version of a member, and may change.</summary>
    public static ImmutableArray<string> Overwritten(this DimensionLoad load) =>
    [
        .. load.Attributes.SelectMany(a => a.Scd switch
        {
            1 when !load.IsKeptByRun(a) => [a.Name.Text],
            3 => [a.Name.Text, Planning.Tables.AttributeColumns.Prior(a.Name.Text)],
            6 => [Planning.Tables.AttributeColumns.Current(a.Name.Text)],
            _ => Array.Empty<string>(),
        }),
    ];

    public static bool Closes(this DimensionLoad load) => load.Dimension.OnDelete == OnDelete.Close && load.Dimension.HasVersions;

    public static bool Flags(this DimensionLoad load) => load.Dimension.OnDelete == OnDelete.Flag;

    /// <summary>Whether a deletion leaves a trace in the dimension.</summary>
    public static bool Deletes(this DimensionLoad load) => load.Closes() || load.Flags();

    /// <summary>A row says only what it supplies; what it leaves NULL is as the change before it has it.</summary>
    public static bool Fills(this DimensionLoad load) => load.Source.NullMeans == NullMeans.Unchanged;

    /// <summary>A dimension without versions has one run, in which the last value is the member's.</summary>
    private static bool IsKeptByRun(this DimensionLoad load, Model.Star.Attribute attribute) =>
        attribute is { Scd: 1, Scope: AttributeScope.Run } && load.Dimension.HasVersions;

    private static ImmutableArray<string> Named(this DimensionLoad load, Func<Model.Star.Attribute, bool> which) =>
        [.. load.Attributes.Where(which).Select(a => a.Name.Text)];
}
