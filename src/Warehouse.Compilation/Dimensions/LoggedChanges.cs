using System.Collections.Immutable;
using Warehouse.Compilation.Staging;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>
/// What a batch of `changes` changes: each member's changes in order, the first of them after the member's last version, each after
/// the one before it.
/// </summary>
internal static class LoggedChanges
{
    private const string D = DimensionNames.Dimension;
    private const string S = StageDesign.Alias;
    private const string WasLive = "_was_live";
    private const string IsFirstUpsert = "_is_first_upsert";
    private const string OldInferred = "_old_inferred";
    private const string Boundary = "_is_boundary";
    private const string Backwards = "_backwards";

    public static Select Query(DimensionLoad load, StageDesign stage) => new()
    {
        With = [new("sequenced", Sequenced(load, stage)), new("judged", Judged(load)), new("bounded", Bounded(load))],
        Items = [.. Items(load)],
        From = new CommonTableRelation("bounded", "b"),
    };

    /// <summary>Each change beside the state that it meets: of the member's first change its last version, of a later one the change before it.</summary>
    private static Select Sequenced(DimensionLoad load, StageDesign stage)
    {
        var key = Columns(S, load.NaturalKey());
        var at = Col(S, ChangeColumns.EffectiveAt);
        var deleted = Col(S, ChangeColumns.IsDelete);
        WindowFrame forwards = new(key, [at.Ascending()]);
        WindowFrame upsertsFirst = new(key, [deleted.Ascending(), at.Ascending()]);
        WindowFrame upsertsFirstBackwards = new(key, [deleted.Ascending(), at.Descending()]);
        var items = ImmutableArray.CreateBuilder<SelectItem>();
        items.AddRange(load.NaturalKey().Select(k => Col(S, k).As(k)));
        items.AddRange(
            at.As(ChangeColumns.EffectiveAt),
            deleted.As(ChangeColumns.IsDelete),
            new Window(WindowFunction.RowNumber, [], forwards).As(Found.Sequence),
            new Window(WindowFunction.RowNumber, [], new(key, [at.Descending()])).As(Backwards),
            And(Not(deleted), Eq(new Window(WindowFunction.RowNumber, [], upsertsFirst), Int(1))).As(IsFirstUpsert),
            Coalesce(Not(new Window(WindowFunction.Lag, [deleted], forwards)), LastVersions.IsLive(load), False).As(WasLive),
            Coalesce(Col(D, GeneratedColumns.IsInferred), False).As(OldInferred),
            Col(D, load.Dimension.KeyColumn).As(Found.OldKey),
            Col(D, load.Dimension.DurableKeyColumn).As(Found.DurableKey),
            new Aggregate(AggregateFunction.Max, at, Over: new(key, [])).As(Found.LastChangeAt));
        foreach (var name in load.Attributes.Select(a => a.Name.Text))
        {
            var value = Col(S, name);
            items.Add(value.As(name));
            items.Add(Col(D, name).As(Old(name)));
            items.Add(When(
                IsNull(new Window(WindowFunction.Lag, [deleted], forwards)),
                Col(D, name),
                new Window(WindowFunction.Lag, [value], forwards)).As(Before(name)));
        }

        // Of a member whose changes are all deletes the first and last upsert are those that the dimension holds.
        var noUpsert = new Window(WindowFunction.FirstValue, [deleted], upsertsFirst);
        foreach (var name in load.Original())
            items.Add(When(noUpsert, Col(D, name), new Window(WindowFunction.FirstValue, [Col(S, name)], upsertsFirst)).As(First(name)));
        foreach (var name in load.Overwritten())
            items.Add(When(noUpsert, Col(D, name), new Window(WindowFunction.FirstValue, [Col(S, name)], upsertsFirstBackwards)).As(Last(name)));
        return new()
        {
            Items = items.ToImmutable(),
            From = stage.Relation,
            Joins = [new(JoinKind.Left, LastVersions.Of(load), SameKey(D, S, load.NaturalKey()))],
            // Deletes that leave no trace take no part: the change after one is compared with the change before it.
            Where = load.Deletes() ? StageDesign.Accepted : And(StageDesign.Accepted, Not(deleted)),
        };
    }

    private static Select Judged(DimensionLoad load)
    {
        var deleted = Col("q", ChangeColumns.IsDelete);
        var live = Col("q", WasLive);
        var known = And(IsNotNull(Col("q", Found.OldKey)), Not(Col("q", OldInferred)));
        var items = ImmutableArray.CreateBuilder<SelectItem>();
        items.AddRange(load.NaturalKey().Select(k => Col("q", k).As(k)));
        foreach (var attribute in load.Attributes)
        {
            var name = attribute.Name.Text;
            SqlExpression value = attribute.Scd switch
            {
                0 => When(known, Col("q", Old(name)), Col("q", First(name))),
                1 => Col("q", Last(name)),
                _ => When(deleted, Col("q", Before(name)), Col("q", name)),
            };
            items.Add(value.As(name));
        }

        foreach (var name in new[] { ChangeColumns.EffectiveAt, Found.Sequence, Backwards, Found.OldKey, Found.DurableKey, Found.LastChangeAt })
            items.Add(Col("q", name).As(name));
        var tracked = load.Tracked();
        var others = load.Overwritten();
        items.Add(And(known, DifferBetween(others, Last, Old)).As(Found.Overwrites));
        items.Add(And(known, Not(deleted), DifferBetween(load.Original(), n => n, Old)).As(Found.Drifts));
        items.Add(new Case(
            [
                new(And(deleted, live), Text(load.Deletes() ? ChangeKinds.Delete : ChangeKinds.Unchanged)),
                new(deleted, Text(ChangeKinds.Unchanged)),
                new(And(Col("q", IsFirstUpsert), Col("q", OldInferred)), Text(ChangeKinds.Fill)),
                new(And(Col("q", IsFirstUpsert), IsNull(Col("q", Found.OldKey))), Text(ChangeKinds.New)),
                .. load.Deletes() ? [new CaseBranch(Not(live), Text(ChangeKinds.Reappear))] : Enumerable.Empty<CaseBranch>(),
                .. tracked.IsEmpty ? [] : new[] { new CaseBranch(DifferBetween(tracked, n => n, Before), Text(ChangeKinds.Version)) },
                .. others.IsEmpty ? [] : new[] { new CaseBranch(DifferBetween(others, n => n, Before), Text(ChangeKinds.Overwrite)) },
            ],
            Text(ChangeKinds.Unchanged)).As(Found.Kind));
        if (load.Flags())
            items.Add((load.Dimension.HasVersions ? (SqlExpression)deleted : new Window(WindowFunction.FirstValue, [deleted], new(Columns("q", load.NaturalKey()), [Col("q", Backwards).Ascending()]))).As(GeneratedColumns.IsDeleted));
        return new() { Items = items.ToImmutable(), From = new CommonTableRelation("sequenced", "q") };
    }

    private static Select Bounded(DimensionLoad load)
    {
        var kind = Col("j", Found.Kind);
        var opens = ChangeStatements.Opens(load, kind);
        return new()
        {
            Items =
            [
                .. Passed(load).Select(n => Col("j", n).As(n)),
                Col("j", Backwards).As(Backwards),
                opens.As(Found.Opens),
                When(opens, Int(1), Int(0)).As(Found.Opening),
                new In(kind, [Text(ChangeKinds.New), Text(ChangeKinds.Fill), Text(ChangeKinds.Reappear), Text(ChangeKinds.Version), Text(ChangeKinds.Delete)]).As(Boundary),
            ],
            From = new CommonTableRelation("judged", "j"),
        };
    }

    private static IEnumerable<SelectItem> Items(DimensionLoad load)
    {
        var key = Columns("b", load.NaturalKey());
        var sequence = Col("b", Found.Sequence).Ascending();
        var boundary = Col("b", Boundary);
        WindowFrame boundaries = new([.. key, boundary], [sequence]);
        foreach (var name in Passed(load))
            yield return Col("b", name).As(name);
        yield return Col("b", Found.Opens).As(Found.Opens);
        yield return new Aggregate(AggregateFunction.Sum, Col("b", Found.Opening), Over: new(key, [sequence], WindowExtent.UpToCurrentRow)).As(Found.Opening);
        yield return new Aggregate(AggregateFunction.Sum, Col("b", Found.Opening), Over: new(key, [])).As(Found.Opened);
        yield return And(boundary, Eq(new Window(WindowFunction.RowNumber, [], boundaries), Int(1))).As(Found.IsFirstBoundary);
        yield return When(boundary, new Window(WindowFunction.Lead, [Col("b", ChangeColumns.EffectiveAt)], boundaries)).As(Found.EndsAt);
        yield return Eq(Col("b", Backwards), Int(1)).As(Found.IsFinal);
        yield return False.As(Found.IsAbsent);
    }

    private static IEnumerable<string> Passed(DimensionLoad load) =>
    [
        .. load.NaturalKey(), .. load.Attributes.Select(a => a.Name.Text),
        ChangeColumns.EffectiveAt, Found.Kind, Found.OldKey, Found.DurableKey, Found.LastChangeAt, Found.Sequence, Found.Overwrites, Found.Drifts,
        .. load.Flags() ? [GeneratedColumns.IsDeleted] : Array.Empty<string>(),
    ];

    private static SqlExpression DifferBetween(ImmutableArray<string> names, Func<string, string> left, Func<string, string> right) => names.IsEmpty
        ? False
        : new IsDistinct([.. names.Select(n => Col("q", left(n)))], [.. names.Select(n => Col("q", right(n)))]);

    private static string Old(string name) => $"_old_{name}";

    private static string Before(string name) => $"_before_{name}";

    private static string First(string name) => $"_first_{name}";

    private static string Last(string name) => $"_last_{name}";

    private static ImmutableArray<SqlExpression> Columns(string relation, IEnumerable<string> names) => [.. names.Select(n => Col(relation, n))];
}
