using System.Collections.Immutable;
using Warehouse.Compilation.Staging;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>
/// What has been said of a member becomes its versions (history.md): the changes of one instant come to one, versions are the runs of
/// equal, present states, and every attribute holds what its type says. One row a change; those that open a version say so.
/// </summary>
internal static class MemberHistories
{
    private const string NextAt = "_next_at";

    /// <summary>The row has values of its own: an upsert, or the version that the batch meets.</summary>
    private const string HasValues = "_has_values";

    /// <summary>How many rows with values there were, this one included: a deletion belongs to the values before it.</summary>
    private const string Values = "_values";

    private const string IsBoundary = "_is_boundary";
    private const string Run = "_run";
    private const string Version = "_version";
    private const string Versions = "_versions";
    private const string Backwards = "_backwards";

    /// <summary>Attributes that open no version differ from the upsert before.</summary>
    private const string Touches = "_touches";

    public static Select Query(DimensionLoad load, StageDesign stage) => new()
    {
        With =
        [
            .. SaidChanges.Compile(load, stage),
            new("ordered", Ordered(load)),
            .. load.Fills() ? PartialRows.Fill(load, "ordered", "filled", [ChangeColumns.EffectiveAt, .. SaidChanges.Columns(load).Except(load.Attributes.Select(a => a.Name.Text)), Found.Sequence, NextAt]) : [],
            new("instants", Instants(load, load.Fills() ? "filled" : "ordered")),
            new("carried", Carried(load)),
            new("judged", Judged(load)),
            new("bounded", Bounded(load)),
            new("runs", Runs(load)),
        ],
        Items = [.. Items(load)],
        From = new CommonTableRelation("runs", "r"),
    };

    private static Select Ordered(DimensionLoad load)
    {
        WindowFrame inOrder = new(Key(load, SaidChanges.Said), SaidChanges.Order(load, SaidChanges.Said));
        return new()
        {
            Items =
            [
                .. Pass(SaidChanges.Said, load.NaturalKey().Append(ChangeColumns.EffectiveAt).Concat(SaidChanges.Columns(load))),
                new Window(WindowFunction.RowNumber, [], inOrder).As(Found.Sequence),
                new Window(WindowFunction.Lead, [Col(SaidChanges.Said, ChangeColumns.EffectiveAt)], inOrder).As(NextAt),
            ],
            From = new CommonTableRelation(SaidChanges.Said),
        };
    }

    /// <summary>Of the changes of one instant the last makes the state; a version between them would be empty.</summary>
    private static Select Instants(DimensionLoad load, string from)
    {
        var hasValues = Or(Not(Col("o", ChangeColumns.IsDelete)), Col("o", Found.IsMet));
        WindowFrame inOrder = new(Key(load, "o"), [Col("o", Found.Sequence).Ascending()], WindowExtent.UpToCurrentRow);
        return new()
        {
            Items =
            [
                .. Pass("o", load.NaturalKey().Append(ChangeColumns.EffectiveAt).Concat(SaidChanges.Columns(load)).Append(Found.Sequence)),
                hasValues.As(HasValues),
                new Aggregate(AggregateFunction.Sum, When(hasValues, Int(1), Int(0)), Over: inOrder).As(Values),
            ],
            From = new CommonTableRelation(from, "o"),
            Where = new IsDistinct([Col("o", ChangeColumns.EffectiveAt)], [Col("o", NextAt)]),
        };
    }

    private static Select Carried(DimensionLoad load)
    {
        var at = Col("i", ChangeColumns.EffectiveAt);
        WindowFrame inOrder = new(Key(load, "i"), [Col("i", Found.Sequence).Ascending()]);
        WindowFrame carried = new([.. Key(load, "i"), Col("i", Values)], [Col("i", Found.Sequence).Ascending()]);
        WindowFrame upserts = new([.. Key(load, "i"), Col("i", HasValues)], [Col("i", Found.Sequence).Ascending()]);
        return new()
        {
            Items =
            [
                .. Pass("i", load.NaturalKey().Append(ChangeColumns.EffectiveAt)
                    .Concat(SaidChanges.Columns(load).Except([Found.LastChangeAt]))
                    .Concat([Found.Sequence, HasValues, Values])),
                new Window(WindowFunction.Lag, [Col("i", ChangeColumns.IsDelete)], inOrder).As(Before(ChangeColumns.IsDelete)),
                .. load.Tracked().Concat(load.KeptByRun()).Select(n => new Window(WindowFunction.FirstValue, [Col("i", n)], carried).As(Held(n))),
                .. load.Overwriting().Concat(load.KeptByRun())
                    .Select(n => new Window(WindowFunction.Lag, [Col("i", n)], upserts).As(Before(n))),
                new Aggregate(AggregateFunction.Max, When(Greater(Col("i", Found.LastChangeAt), at), Col("i", Found.LastChangeAt), at), Over: new(Key(load, "i"), [])).As(Found.LastChangeAt),
            ],
            From = new CommonTableRelation("instants", "i"),
        };
    }

    /// <summary>Every attribute by its type, over the rows from the member's first values on: what was deleted before is not there yet.</summary>
    private static Select Judged(DimensionLoad load)
    {
        var key = Key(load, "c");
        var sequence = Col("c", Found.Sequence);
        WindowFrame first = new(key, [sequence.Ascending()]);
        WindowFrame last = new(key, [Col("c", Values).Descending(), sequence.Ascending()]);
        SqlExpression Last(string name) => new Window(WindowFunction.FirstValue, [Col("c", name)], last);
        SqlExpression Changes(IEnumerable<string> names) => And(
            Col("c", HasValues),
            Greater(Col("c", Values), Int(1)),
            DifferBetween("c", [.. names], n => n, Before));
        SqlExpression PriorOf(string name)
        {
            var changes = Changes([name]);
            var prior = When(changes, Col("c", Before(name)), Col("c", AttributeColumns.Prior(name)));
            return new Window(WindowFunction.FirstValue, [prior], new(key, [When(changes, sequence, Int(0)).Descending(), sequence.Ascending()]));
        }

        var items = ImmutableArray.CreateBuilder<SelectItem>();
        foreach (var attribute in load.Attributes)
        {
            var name = attribute.Name.Text;
            SqlExpression value = attribute.Scd switch
            {
                0 => new Window(WindowFunction.FirstValue, [Col("c", name)], first),
                _ when load.Overwriting().Contains(name) && attribute.Scd != 6 => Last(name),
                _ => Col("c", Held(name)),
            };
            items.Add(value.As(name));
            if (attribute.Scd == 3)
                items.Add(PriorOf(name).As(AttributeColumns.Prior(name)));
            if (attribute.Scd == 6)
                items.Add(Last(name).As(AttributeColumns.Current(name)));
        }

        var renewed = And(
            Col("c", Found.IsMet),
            load.Closes() ? Not(Col("c", ChangeColumns.IsDelete)) : True,
            Or(
                DifferFrom("c", load.Overwriting(), n => n, Last),
                DifferFrom("c", load.WithPrior(), AttributeColumns.Prior, PriorOf)));
        var touches = Changes(load.Overwriting().Concat(load.KeptByRun()));
        items.AddRange(
            renewed.As(Found.Overwrites),
            touches.As(Touches),
            And(Not(Col("c", Found.IsMet)), Col("c", HasValues), DifferFrom("c", load.Original(), n => n, n => new Window(WindowFunction.FirstValue, [Col("c", n)], first))).As(Found.Drifts));
        return new()
        {
            Items =
            [
                .. Pass("c", load.NaturalKey()),
                .. items,
                .. Pass("c", Common(load).Append(Before(ChangeColumns.IsDelete))),
            ],
            From = new CommonTableRelation("carried", "c"),
            Where = Greater(Col("c", Values), Int(0)),
        };
    }

    private static Select Bounded(DimensionLoad load)
    {
        WindowFrame inOrder = new(Key(load, "j"), [Col("j", Found.Sequence).Ascending()]);
        var isFirst = Eq(new Window(WindowFunction.RowNumber, [], inOrder), Int(1));
        var tracked = load.Tracked();
        SqlExpression[] begins =
        [
            isFirst,
            .. load.Deletes() ? [Ne(Col("j", ChangeColumns.IsDelete), Col("j", Before(ChangeColumns.IsDelete)))] : Array.Empty<SqlExpression>(),
            .. tracked.IsEmpty ? [] : new[] { new IsDistinct([.. tracked.Select(n => Col("j", n))], [.. tracked.Select(n => new Window(WindowFunction.Lag, [Col("j", n)], inOrder))]) },
        ];
        return new()
        {
            Items =
            [
                .. Pass("j", Attributed(load)),
                .. Pass("j", Common(load).Concat([Before(ChangeColumns.IsDelete), Found.Overwrites, Touches, Found.Drifts])),
                When(Or(begins), True, False).As(IsBoundary),
            ],
            From = new CommonTableRelation("judged", "j"),
        };
    }

    private static Select Runs(DimensionLoad load)
    {
        WindowFrame inOrder = new(Key(load, "b"), [Col("b", Found.Sequence).Ascending()], WindowExtent.UpToCurrentRow);
        var opening = When(And(Col("b", IsBoundary), IsPresent(load, "b")), Int(1), Int(0));
        return new()
        {
            Items =
            [
                .. Pass("b", Attributed(load)),
                .. Pass("b", Common(load).Concat([Before(ChangeColumns.IsDelete), Found.Overwrites, Touches, Found.Drifts, IsBoundary])),
                new Aggregate(AggregateFunction.Sum, When(Col("b", IsBoundary), Int(1), Int(0)), Over: inOrder).As(Run),
                .. load.Dimension.HasVersions
                    ? [
                        new Aggregate(AggregateFunction.Sum, opening, Over: inOrder).As(Version),
                        new Aggregate(AggregateFunction.Sum, opening, Over: new(Key(load, "b"), [])).As(Versions),
                    ]
                    : new[] { new Window(WindowFunction.RowNumber, [], new(Key(load, "b"), [Col("b", Found.Sequence).Descending()])).As(Backwards) },
            ],
            From = new CommonTableRelation("bounded", "b"),
        };
    }

    private static IEnumerable<SelectItem> Items(DimensionLoad load)
    {
        var at = Col("r", ChangeColumns.EffectiveAt);
        var boundary = Col("r", IsBoundary);
        var isFirst = Eq(Col("r", Run), Int(1));
        var byRun = load.KeptByRun();
        WindowFrame run = new([.. Key(load, "r"), Col("r", Run)], [Col("r", Found.Sequence).Descending()]);
        foreach (var name in Attributed(load))
            yield return (byRun.Contains(name) ? (SqlExpression)new Window(WindowFunction.FirstValue, [Col("r", name)], run) : Col("r", name)).As(name);
        foreach (var name in new[] { ChangeColumns.EffectiveAt, Found.IsMet, Found.IsLate, Found.DurableKey, Found.LastChangeAt, Found.Sequence, Found.Overwrites, Found.Drifts })
            yield return Col("r", name).As(name);
        yield return Kind(load).As(Found.Kind);
        if (load.Dimension.HasVersions)
        {
            yield return And(boundary, IsPresent(load, "r")).As(Found.Opens);
            // Of a late member the versions that still stand are found by their intervals.
            yield return When(And(isFirst, boundary, Not(Col("r", Found.IsLate))), Col("r", Found.OldKey)).As(Found.OldKey);
            yield return When(isFirst, When(Col("r", Found.IsMet), Col("r", Found.ValidFrom), OpenedVersions.FirstFrom(load, at)), at).As(Found.ValidFrom);
            yield return When(boundary, new Window(WindowFunction.Lead, [at], new([.. Key(load, "r"), boundary], [Col("r", Found.Sequence).Ascending()]))).As(Found.EndsAt);
            yield return Eq(Col("r", Version), Col("r", Versions)).As(Found.IsLast);
        }
        else
        {
            yield return Eq(Col("r", Backwards), Int(1)).As(Found.Opens);
            yield return Col("r", Found.OldKey).As(Found.OldKey);
            yield return True.As(Found.IsLast);
        }

        yield return False.As(Found.IsAbsent);
        if (load.Flags())
            yield return Col("r", ChangeColumns.IsDelete).As(GeneratedColumns.IsDeleted);
    }

    private static Case Kind(DimensionLoad load)
    {
        var deleted = Col("r", ChangeColumns.IsDelete);
        var boundary = Col("r", IsBoundary);
        return new(
            [
                .. load.Deletes() ? [new CaseBranch(And(boundary, deleted), Text(ChangeKinds.Delete)), new(deleted, Text(ChangeKinds.Unchanged))] : Array.Empty<CaseBranch>(),
                new(And(Eq(Col("r", Run), Int(1)), boundary), When(Coalesce(Col("r", GeneratedColumns.IsInferred), False), Text(ChangeKinds.Fill), Text(ChangeKinds.New))),
                .. load.Deletes() ? [new CaseBranch(And(boundary, Col("r", Before(ChangeColumns.IsDelete))), Text(ChangeKinds.Reappear))] : Array.Empty<CaseBranch>(),
                new(boundary, Text(ChangeKinds.Version)),
                new(Col("r", Touches), Text(ChangeKinds.Overwrite)),
            ],
            Text(ChangeKinds.Unchanged));
    }

    /// <summary>The member is there: a version that is only flagged as deleted is.</summary>
    private static SqlExpression IsPresent(DimensionLoad load, string relation) => load.Closes() ? Not(Col(relation, ChangeColumns.IsDelete)) : True;

    private static ImmutableArray<string> Attributed(DimensionLoad load) => [.. load.NaturalKey(), .. load.AttributeColumns()];

    private static ImmutableArray<string> Common(DimensionLoad load) =>
    [
        ChangeColumns.EffectiveAt, ChangeColumns.IsDelete, Found.IsMet, Found.IsLate, Found.OldKey, Found.DurableKey, GeneratedColumns.IsInferred,
        .. load.Dimension.HasVersions ? [Found.ValidFrom] : Array.Empty<string>(),
        Found.LastChangeAt, Found.Sequence,
    ];

    private static SqlExpression DifferBetween(string relation, ImmutableArray<string> names, Func<string, string> left, Func<string, string> right) =>
        DifferFrom(relation, names, left, n => Col(relation, right(n)));

    private static SqlExpression DifferFrom(string relation, ImmutableArray<string> names, Func<string, string> left, Func<string, SqlExpression> right) => names.IsEmpty
        ? False
        : new IsDistinct([.. names.Select(n => Col(relation, left(n)))], [.. names.Select(right)]);

    private static ImmutableArray<SqlExpression> Key(DimensionLoad load, string relation) => [.. load.NaturalKey().Select(k => Col(relation, k))];

    private static string Before(string name) => $"_before_{name.TrimStart('_')}";

    private static string Held(string name) => $"_held_{name}";
}
