using System.Collections.Immutable;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>The last version of every member: what a new change is compared with.</summary>
internal static class LastVersions
{
    public static SubqueryRelation Of(DimensionLoad load) => new(
        new Select
        {
            Items = [.. Columns(load).Select(c => Bounds.Read(load.Dimension, null, c).As(c))],
            From = new TableRelation(load.Target()),
            Where = And(Col(GeneratedColumns.IsLast), IsMember(load, null)),
        },
        DimensionNames.Dimension);

    /// <summary>Whether the member that a change meets is there and not deleted; of an inferred member nothing is known yet.</summary>
    public static SqlExpression IsLive(DimensionLoad load) => And(
        IsNotNull(Of(load.Dimension.KeyColumn)),
        Not(Of(GeneratedColumns.IsInferred)),
        load.Closes() ? Of(GeneratedColumns.IsCurrent) : load.Flags() ? Not(Of(GeneratedColumns.IsDeleted)) : True);

    /// <summary>Whether a known member is deleted.</summary>
    public static SqlExpression IsDeleted(DimensionLoad load) =>
        load.Closes() ? Not(Of(GeneratedColumns.IsCurrent)) : load.Flags() ? Of(GeneratedColumns.IsDeleted) : False;

    /// <summary>Real members have keys of their own; the special ones have negative keys, and are never touched.</summary>
    public static SqlExpression IsMember(DimensionLoad load, string? relation) => Greater(new ColumnReference(relation, load.Dimension.KeyColumn), Int(0));

    /// <summary>What is read of a last version: its keys, its attributes, its bounds where it has some, and what is remembered of its member.</summary>
    public static ImmutableArray<string> Columns(DimensionLoad load)
    {
        var columns = ImmutableArray.CreateBuilder<string>();
        columns.AddRange(load.Dimension.KeyColumn, load.Dimension.DurableKeyColumn);
        columns.AddRange(load.NaturalKey());
        columns.AddRange(load.AttributeColumns());
        if (load.Dimension.HasVersions && !load.OneChangeAMember)
            columns.AddRange(GeneratedColumns.ValidFrom, GeneratedColumns.ValidTo);
        if (load.Closes())
            columns.Add(GeneratedColumns.IsCurrent);
        if (load.Flags())
            columns.Add(GeneratedColumns.IsDeleted);
        columns.Add(GeneratedColumns.IsInferred);
        if (!load.OneChangeAMember)
            columns.Add(GeneratedColumns.StartedAt);
        columns.Add(GeneratedColumns.LastChangeAt);
        return columns.ToImmutable();
    }

    /// <summary>The name of a last version's column where it stands beside a row of the batch.</summary>
    public static string Old(string name) => $"_old_{name.TrimStart('_')}";

    private static ColumnReference Of(string column) => Col(DimensionNames.Dimension, column);
}
