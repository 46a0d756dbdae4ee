using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>The versions that a batch adds, numbered in the order of natural key and time, so that every engine gives the same keys.</summary>
internal static class OpenedVersions
{
    private const string C = DimensionNames.Change;
    private const string N = "n";
    private const string Key = "_key";

    /// <summary>The changes that open a version which the dimension has not yet.</summary>
    public static SqlExpression AreNew { get; } = And(Col(C, Found.Opens), IsNull(Col(C, Found.OldKey)));

    public static LoadStep Insert(DimensionLoad load, SqlExpression opens)
    {
        var dimension = load.Dimension;
        var columns = ImmutableArray.CreateBuilder<(string Name, SqlExpression Value)>();
        columns.Add((dimension.KeyColumn, Col(N, Key)));
        WindowFrame inOrder = new([.. load.NaturalKey().Select(k => Col(N, k))], [Col(N, ChangeColumns.EffectiveAt).Ascending()]);
        columns.Add((dimension.DurableKeyColumn, Coalesce(Col(N, Found.DurableKey), new Window(WindowFunction.FirstValue, [Col(N, Key)], inOrder))));
        columns.AddRange(load.NaturalKey().Concat(load.AttributeColumns()).Select(n => (n, (SqlExpression)Col(N, n))));
        if (dimension.HasVersions)
        {
            columns.Add((GeneratedColumns.ValidFrom, Bounds.Kept(dimension, Col(N, Found.ValidFrom))));
            columns.Add((GeneratedColumns.ValidTo, EndOr(load, Col(N, Found.EndsAt))));
            columns.Add((GeneratedColumns.IsCurrent, IsNull(Col(N, Found.EndsAt))));
        }

        if (load.Flags())
            columns.Add((GeneratedColumns.IsDeleted, Col(N, GeneratedColumns.IsDeleted)));
        columns.Add((GeneratedColumns.IsInferred, False));
        columns.Add((GeneratedColumns.LoadedBy, BatchParameters.BatchId));
        columns.Add((GeneratedColumns.ChangedBy, BatchParameters.BatchId));
        columns.Add((GeneratedColumns.StartedAt, Col(N, ChangeColumns.EffectiveAt)));
        columns.Add((GeneratedColumns.LastChangeAt, When(Col(N, Found.IsLast), Col(N, Found.LastChangeAt))));
        columns.Add((GeneratedColumns.IsLast, Col(N, Found.IsLast)));

        var numbered = new Select
        {
            Items =
            [
                (dimension.Surrogate == Surrogate.Hash ? HashKey.OfVersion(load, C) : NextKey.After(load.Target(), dimension, KeyOrder(load), GivenToLateMembers(load))).As(Key),
                .. load.NaturalKey().Concat(load.AttributeColumns())
                    .Append(ChangeColumns.EffectiveAt)
                    .Concat(dimension.HasVersions ? [Found.ValidFrom, Found.EndsAt] : Array.Empty<string>())
                    .Concat([Found.DurableKey, Found.LastChangeAt, Found.IsLast])
                    .Concat(load.Flags() ? [GeneratedColumns.IsDeleted] : [])
                    .Select(n => Col(C, n).As(n)),
            ],
            From = new TableRelation(load.Changes(), C),
            Where = opens,
        };
        return new("Open versions, numbered in the order of natural key and time", new Insert(load.Target(), [.. columns.Select(c => c.Name)], new Select
        {
            With = [new("numbered", numbered)],
            Items = [.. columns.Select(c => c.Value.As(c.Name))],
            From = new CommonTableRelation("numbered", N),
        }));
    }

    /// <summary>Where a member's first version begins.</summary>
    public static SqlExpression FirstFrom(DimensionLoad load, SqlExpression at) => load.Dimension.FirstVersion == FirstVersion.Actual
        ? at
        : When(Greater(at, Instants.Beginning), Instants.Beginning, at);

    /// <summary>The end of a version as the dimension writes it.</summary>
    public static SqlExpression EndOr(DimensionLoad load, SqlExpression ends)
    {
        var kept = Bounds.Kept(load.Dimension, ends);
        return load.Dimension.OpenEnd == OpenEnd.Null ? kept : Coalesce(kept, Bounds.Kept(load.Dimension, Instants.End(load.Dimension)));
    }

    /// <summary>What is the same on every version of a member is written on all of them.</summary>
    public static IEnumerable<LoadStep> Overwrite(DimensionLoad load)
    {
        var columns = load.Overwritten();
        if (!load.Dimension.HasVersions || columns.IsEmpty)
            yield break;
        yield return new("Overwrite what every version of a member shares", new Update(
            load.Target(),
            DimensionNames.Dimension,
            [.. columns.Select(n => new Assignment(n, Col(C, n))), new(GeneratedColumns.ChangedBy, BatchParameters.BatchId)])
        {
            From = new TableRelation(load.Changes(), C),
            Where = And(
                SameKey(DimensionNames.Dimension, C, load.NaturalKey()),
                Col(C, Found.Overwrites),
                Differ(DimensionNames.Dimension, C, columns)),
        });
    }

    /// <summary>A member that is made anew may have lost its every version, and keeps its durable key.</summary>
    private static (TableName Table, string Column)? GivenToLateMembers(DimensionLoad load) =>
        load.ChangeStore is null ? null : (load.LateMembers(), LastVersions.Old(load.Dimension.DurableKeyColumn));

    private static ImmutableArray<Ordering> KeyOrder(DimensionLoad load) =>
    [
        .. load.Dimension.NaturalKey.Select(k => Col(C, k.Name.Text).Ascending(isText: k.Type is DataType.Text)),
        Col(C, ChangeColumns.EffectiveAt).Ascending(),
    ];
}
