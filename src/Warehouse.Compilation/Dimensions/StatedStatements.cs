using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>The statements that write what a batch of `upserts` or `snapshot` changes, each touching only the members that changed.</summary>
internal static class StatedStatements
{
    private const string C = DimensionNames.Change;
    private const string D = DimensionNames.Dimension;

    /// <summary>Whether a change of this kind opens a version.</summary>
    public static SqlExpression Opens(DimensionLoad load, SqlExpression kind)
    {
        if (!load.Dimension.HasVersions)
            return Eq(kind, Text(ChangeKinds.New));
        var kinds = new List<SqlExpression> { Text(ChangeKinds.New), Text(ChangeKinds.Reappear), Text(ChangeKinds.Version) };
        if (load.Flags())
            kinds.Add(Text(ChangeKinds.Delete));
        return new In(kind, [.. kinds]);
    }

    public static IEnumerable<LoadStep> Compile(DimensionLoad load)
    {
        foreach (var step in FactRekeying.FindMoved(load))
            yield return step;
        if (load.Dimension.HasVersions)
            yield return new("End the versions that the changes replace", Close(load));
        yield return new("Give inferred members their own values, in place", Fill(load));
        if (!load.Dimension.HasVersions)
            yield return new("Overwrite the members that changed", OverwriteMembers(load));
        foreach (var step in OpenedVersions.Overwrite(load))
            yield return step;
        if (load.Dimension.HasVersions && !(load.Overwritten().IsEmpty && load.KeptByRun().IsEmpty))
            yield return new("Record the change on the version that stands", Stand(load));
        yield return OpenedVersions.Insert(load, Col(C, Found.Opens));
        foreach (var step in FactRekeying.Compile(load))
            yield return step;
    }

    private static Update Close(DimensionLoad load)
    {
        var at = Bounds.Kept(load.Dimension, Col(C, ChangeColumns.EffectiveAt));
        var closes = new In(Col(C, Found.Kind), [Text(ChangeKinds.Version), Text(ChangeKinds.Delete)]);
        return new(
            load.Target(),
            D,
            [
                // A member that reappears after a gap has no open version to end: its old one only stops being the last.
                new(GeneratedColumns.ValidTo, load.Flags() ? at : When(closes, at, Col(D, GeneratedColumns.ValidTo))),
                new(GeneratedColumns.IsCurrent, False),
                new(GeneratedColumns.IsLast, Not(Col(C, Found.Opens))),
                new(GeneratedColumns.LastChangeAt, When(Not(Col(C, Found.Opens)), Col(C, Found.LastChangeAt))),
                new(GeneratedColumns.ChangedBy, BatchParameters.BatchId),
            ])
        {
            From = new TableRelation(load.Changes(), C),
            Where = And(
                Eq(Col(D, load.Dimension.KeyColumn), Col(C, Found.OldKey)),
                new In(Col(C, Found.Kind), [Text(ChangeKinds.Version), Text(ChangeKinds.Delete), Text(ChangeKinds.Reappear)])),
        };
    }

    private static Update Fill(DimensionLoad load)
    {
        var assignments = ImmutableArray.CreateBuilder<Assignment>();
        assignments.AddRange(load.AttributeColumns().Select(a => new Assignment(a, Col(C, a))));
        if (load.Dimension.HasVersions)
            assignments.Add(new(GeneratedColumns.ValidFrom, Bounds.Kept(load.Dimension, Col(C, Found.ValidFrom))));
        assignments.AddRange(
            new(GeneratedColumns.IsInferred, False),
            new(GeneratedColumns.StartedAt, Col(C, ChangeColumns.EffectiveAt)),
            new(GeneratedColumns.LastChangeAt, Col(C, Found.LastChangeAt)),
            new(GeneratedColumns.ChangedBy, BatchParameters.BatchId));
        return new(load.Target(), D, assignments.ToImmutable())
        {
            From = new TableRelation(load.Changes(), C),
            Where = And(Eq(Col(D, load.Dimension.KeyColumn), Col(C, Found.OldKey)), Eq(Col(C, Found.Kind), Text(ChangeKinds.Fill))),
        };
    }

    private static Update OverwriteMembers(DimensionLoad load)
    {
        var state = load.Overwritten();
        if (load.Flags())
            state = state.Add(GeneratedColumns.IsDeleted);
        return new(
            load.Target(),
            D,
            [
                .. state.Select(n => new Assignment(n, Col(C, n))),
                new(GeneratedColumns.LastChangeAt, Col(C, Found.LastChangeAt)),
                new(GeneratedColumns.ChangedBy, BatchParameters.BatchId),
            ])
        {
            From = new TableRelation(load.Changes(), C),
            Where = And(Eq(Col(D, load.Dimension.KeyColumn), Col(C, Found.OldKey)), Differ(D, C, state)),
        };
    }

    /// <summary>A change that opens no version is recorded on the member's last, with what that version alone keeps.</summary>
    private static Update Stand(DimensionLoad load) => new(
        load.Target(),
        D,
        [
            .. load.KeptByRun().Select(n => new Assignment(n, Col(C, n))),
            new(GeneratedColumns.LastChangeAt, Col(C, Found.LastChangeAt)),
            new(GeneratedColumns.ChangedBy, BatchParameters.BatchId),
        ])
    {
        From = new TableRelation(load.Changes(), C),
        Where = And(Eq(Col(D, load.Dimension.KeyColumn), Col(C, Found.OldKey)), Eq(Col(C, Found.Kind), Text(ChangeKinds.Overwrite))),
    };
}
