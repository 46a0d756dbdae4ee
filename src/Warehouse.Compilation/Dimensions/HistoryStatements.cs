using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>The statements that bring the dimension to what its members' histories say, where it does not say so yet.</summary>
internal static class HistoryStatements
{
    private const string C = DimensionNames.Change;
    private const string D = DimensionNames.Dimension;

    public static IEnumerable<LoadStep> Compile(DimensionLoad load)
    {
        var makesAnew = load.ChangeStore is not null && load.Dimension.HasVersions;
        if (makesAnew)
            yield return new("Let versions that still stand keep their surrogates, whatever their bounds", StandingVersions.Find(load));
        foreach (var step in FactRekeying.FindMoved(load))
            yield return step;
        // Without versions a member vanishes all the same where a deletion comes to the instant of its only upsert.
        if (makesAnew || (load.ChangeStore is not null && load.Deletes()))
            yield return new(load.Dimension.HasVersions ? "Remove versions that stand no longer" : "Remove members of which nothing is left", StandingVersions.RemoveOthers(load));
        yield return new("Give versions that stand their bounds and values", Stand(load));
        foreach (var step in OpenedVersions.Overwrite(load))
            yield return step;
        yield return OpenedVersions.Insert(load, OpenedVersions.AreNew);
        foreach (var step in GoneMembers.Compile(load))
            yield return step;
        foreach (var step in FactRekeying.Compile(load))
            yield return step;
    }

    /// <summary>An inferred member is filled in place by the same statement: it is the version before the first.</summary>
    private static Update Stand(DimensionLoad load)
    {
        var columns = ImmutableArray.CreateBuilder<(string Name, SqlExpression Value)>();
        columns.AddRange(load.AttributeColumns().Select(n => (n, (SqlExpression)Col(C, n))));
        if (load.Dimension.HasVersions)
        {
            columns.Add((GeneratedColumns.ValidFrom, Bounds.Kept(load.Dimension, Col(C, Found.ValidFrom))));
            columns.Add((GeneratedColumns.ValidTo, OpenedVersions.EndOr(load, Col(C, Found.EndsAt))));
            columns.Add((GeneratedColumns.IsCurrent, IsNull(Col(C, Found.EndsAt))));
        }

        if (load.Flags())
            columns.Add((GeneratedColumns.IsDeleted, Col(C, GeneratedColumns.IsDeleted)));
        columns.Add((GeneratedColumns.IsInferred, False));
        columns.Add((GeneratedColumns.StartedAt, Col(C, ChangeColumns.EffectiveAt)));
        columns.Add((GeneratedColumns.LastChangeAt, When(Col(C, Found.IsLast), Col(C, Found.LastChangeAt))));
        columns.Add((GeneratedColumns.IsLast, Col(C, Found.IsLast)));
        return new(load.Target(), D, [.. columns.Select(c => new Assignment(c.Name, c.Value)), new(GeneratedColumns.ChangedBy, BatchParameters.BatchId)])
        {
            From = new TableRelation(load.Changes(), C),
            Where = And(
                Eq(Col(D, load.Dimension.KeyColumn), Col(C, Found.OldKey)),
                // Said for the planner, which otherwise looks for changes without an old version too.
                IsNotNull(Col(C, Found.OldKey)),
                Col(C, Found.Opens),
                new IsDistinct([.. columns.Select(c => Col(D, c.Name))], [.. columns.Select(c => c.Value)])),
        };
    }
}
