using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>The statements that write a batch's changes into the dimension, each touching only the members that changed.</summary>
internal static class ChangeStatements
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
        if (load.Dimension.HasVersions)
            yield return new("End the versions that the changes replace", Close(load));
        yield return new("Give inferred members their own values, in place", Fill(load));
        if (!load.Dimension.HasVersions)
            yield return new("Overwrite the members that changed", OverwriteMembers(load));
        else if (!load.Overwritten().IsEmpty)
            yield return new("Overwrite type 1 attributes on every version of the members that changed", OverwriteVersions(load));
        yield return new("Open versions, numbered in the order of natural key and time", Insert(load));
        if (!load.OneChangeAMember)
            yield return new("Remember the last change of members whose version still stands", Remember(load));
    }

    private static Update Close(DimensionLoad load)
    {
        var at = Col(C, ChangeColumns.EffectiveAt);
        var closes = new In(
            Col(C, Found.Kind),
            load.Flags()
                ? [Text(ChangeKinds.Version), Text(ChangeKinds.Delete), Text(ChangeKinds.Reappear)]
                : [Text(ChangeKinds.Version), Text(ChangeKinds.Delete)]);
        return new(
            load.Target(),
            D,
            [
                // A member that reappears after a gap has no open version to end: its old one only stops being the last.
                new(GeneratedColumns.ValidTo, load.Flags() ? at : When(closes, at, Col(D, GeneratedColumns.ValidTo))),
                new(GeneratedColumns.IsCurrent, False),
                new(GeneratedColumns.IsLast, Eq(Col(C, Found.Opened), Int(0))),
                new(GeneratedColumns.LastChangeAt, Col(C, Found.LastChangeAt)),
                new(GeneratedColumns.ChangedBy, BatchParameters.BatchId),
            ])
        {
            From = new TableRelation(load.Changes(), C),
            Where = And(
                Eq(Col(D, load.Dimension.KeyColumn), Col(C, Found.OldKey)),
                Col(C, Found.IsFirstBoundary),
                new In(Col(C, Found.Kind), [Text(ChangeKinds.Version), Text(ChangeKinds.Delete), Text(ChangeKinds.Reappear)])),
        };
    }

    private static Update Fill(DimensionLoad load)
    {
        var assignments = ImmutableArray.CreateBuilder<Assignment>();
        assignments.AddRange(load.Attributes.Select(a => new Assignment(a.Name.Text, Col(C, a.Name.Text))));
        if (load.Dimension.HasVersions)
        {
            assignments.Add(new(GeneratedColumns.ValidTo, EndOr(load, Col(C, Found.EndsAt))));
            assignments.Add(new(GeneratedColumns.IsCurrent, IsNull(Col(C, Found.EndsAt))));
            assignments.Add(new(GeneratedColumns.IsLast, Eq(Col(C, Found.Opened), Int(0))));
        }

        if (load.Flags())
            assignments.Add(new(GeneratedColumns.IsDeleted, Col(C, GeneratedColumns.IsDeleted)));
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

    private static Update OverwriteVersions(DimensionLoad load) => new(
        load.Target(),
        D,
        [
            .. load.Overwritten().Select(n => new Assignment(n, Col(C, n))),
            new(GeneratedColumns.LastChangeAt, Col(C, Found.LastChangeAt)),
            new(GeneratedColumns.ChangedBy, BatchParameters.BatchId),
        ])
    {
        From = new TableRelation(load.Changes(), C),
        Where = And(SameKey(D, C, load.NaturalKey()), Col(C, Found.IsFinal), Col(C, Found.Overwrites)),
    };

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
            Where = And(Eq(Col(D, load.Dimension.KeyColumn), Col(C, Found.OldKey)), Col(C, Found.IsFinal), Differ(D, C, state)),
        };
    }

    private static Insert Insert(DimensionLoad load)
    {
        var dimension = load.Dimension;
        var columns = ImmutableArray.CreateBuilder<(string Name, SqlExpression Value)>();
        var at = Col("n", ChangeColumns.EffectiveAt);
        columns.Add((dimension.KeyColumn, Col("n", "_key")));
        columns.Add((dimension.DurableKeyColumn, Coalesce(
            Col("n", Found.DurableKey),
            new Window(WindowFunction.FirstValue, [Col("n", "_key")], new(Columns("n", load.NaturalKey()), [Col("n", Found.Sequence).Ascending()])))));
        columns.AddRange(load.NaturalKey().Concat(load.Attributes.Select(a => a.Name.Text)).Select(n => (n, (SqlExpression)Col("n", n))));
        if (dimension.HasVersions)
        {
            columns.Add((GeneratedColumns.ValidFrom, ValidFrom(dimension, at)));
            columns.Add((GeneratedColumns.ValidTo, EndOr(load, Col("n", Found.EndsAt))));
            columns.Add((GeneratedColumns.IsCurrent, IsNull(Col("n", Found.EndsAt))));
        }

        if (load.Flags())
            columns.Add((GeneratedColumns.IsDeleted, Col("n", GeneratedColumns.IsDeleted)));
        columns.Add((GeneratedColumns.IsInferred, False));
        columns.Add((GeneratedColumns.LoadedBy, BatchParameters.BatchId));
        columns.Add((GeneratedColumns.ChangedBy, BatchParameters.BatchId));
        columns.Add((GeneratedColumns.StartedAt, at));
        columns.Add((GeneratedColumns.LastChangeAt, Col("n", Found.LastChangeAt)));
        columns.Add((GeneratedColumns.IsLast, Eq(Col("n", Found.Opening), Col("n", Found.Opened))));

        var numbered = new Select
        {
            Items =
            [
                Plus(NextKey.After(load.Target(), dimension.KeyColumn), new Window(WindowFunction.RowNumber, [], new([], KeyOrder(load)))).As("_key"),
                .. load.NaturalKey().Concat(load.Attributes.Select(a => a.Name.Text))
                    .Concat([ChangeColumns.EffectiveAt, Found.Kind, Found.DurableKey, Found.Sequence, Found.EndsAt, Found.LastChangeAt, Found.Opening, Found.Opened])
                    .Concat(load.Flags() ? [GeneratedColumns.IsDeleted] : [])
                    .Select(n => Col(C, n).As(n)),
            ],
            From = new TableRelation(load.Changes(), C),
            Where = Col(C, Found.Opens),
        };
        return new(load.Target(), [.. columns.Select(c => c.Name)], new Select
        {
            With = [new("numbered", numbered)],
            Items = [.. columns.Select(c => c.Value.As(c.Name))],
            From = new CommonTableRelation("numbered", "n"),
        });
    }

    private static SqlExpression ValidFrom(SourcedDimension dimension, SqlExpression at) => dimension.FirstVersion == FirstVersion.Actual
        ? at
        : When(And(Eq(Col("n", Found.Kind), Text(ChangeKinds.New)), Greater(at, Instants.Beginning)), Instants.Beginning, at);

    private static Update Remember(DimensionLoad load) => new(load.Target(), D, [new(GeneratedColumns.LastChangeAt, Col(C, Found.LastChangeAt))])
    {
        From = new TableRelation(load.Changes(), C),
        Where = And(
            Eq(Col(D, load.Dimension.KeyColumn), Col(C, Found.OldKey)),
            Col(C, Found.IsFinal),
            Col(D, GeneratedColumns.IsLast),
            Or(IsNull(Col(D, GeneratedColumns.LastChangeAt)), Less(Col(D, GeneratedColumns.LastChangeAt), Col(C, Found.LastChangeAt)))),
    };

    private static ImmutableArray<Ordering> KeyOrder(DimensionLoad load) =>
    [
        .. load.Dimension.NaturalKey.Select(k => Col(C, k.Name.Text).Ascending(isText: k.Type is DataType.Text)),
        Col(C, ChangeColumns.EffectiveAt).Ascending(),
    ];

    private static SqlExpression EndOr(DimensionLoad load, SqlExpression ends) =>
        load.Dimension.OpenEnd == OpenEnd.Null ? ends : Coalesce(ends, Instants.End(load.Dimension));

    private static ImmutableArray<SqlExpression> Columns(string relation, IEnumerable<string> names) => [.. names.Select(n => Col(relation, n))];
}
