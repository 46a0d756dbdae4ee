using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>
/// What a batch of `upserts` or `snapshot` changes: one join of the staged rows with the members' last versions finds new, changed and
/// gone members, and everything after it touches only those.
/// </summary>
internal static class StatedChanges
{
    private const string D = DimensionNames.Dimension;
    private const string S = StageDesign.Alias;

    public static Select Query(DimensionLoad load, StageDesign stage)
    {
        var snapshot = load.Source.Feed == Feed.Snapshot && load.Deletes();
        var compared = new Select
        {
            Items = [.. Compared(load, snapshot)],
            From = new SubqueryRelation(Accepted(load, stage), S),
            Joins = [new(snapshot ? JoinKind.Full : JoinKind.Left, LastVersions.Of(load), SameKey(D, S, load.NaturalKey()))],
            Where = snapshot ? Or(IsNotNull(Col(S, ChangeColumns.Row)), Gone(load, stage)) : null,
        };
        return new()
        {
            With = [new("compared", compared)],
            Items = [.. Items(load)],
            From = new CommonTableRelation("compared", "x"),
            Where = IsNotNull(Col("x", Found.Kind)),
        };
    }

    private static Select Accepted(DimensionLoad load, StageDesign stage) => new()
    {
        Items =
        [
            .. load.NaturalKey().Concat(load.Attributes.Select(a => a.Name.Text))
                .Concat([ChangeColumns.EffectiveAt, ChangeColumns.IsDelete, ChangeColumns.Row])
                .Select(c => Col(S, c).As(c)),
        ],
        From = stage.Relation,
        Where = StageDesign.Accepted,
    };

    private static IEnumerable<SelectItem> Compared(DimensionLoad load, bool snapshot)
    {
        var key = Col(D, load.Dimension.KeyColumn);
        var unknown = IsNull(key);
        var inferred = Col(D, GeneratedColumns.IsInferred);
        var absent = snapshot ? IsNull(Col(S, ChangeColumns.Row)) : False;
        var gone = Or(absent, load.Source.DeleteWhen is null ? False : Col(S, ChangeColumns.IsDelete));
        var live = LastVersions.IsLive(load);

        foreach (var name in load.NaturalKey())
            yield return (snapshot ? Coalesce(Col(S, name), Col(D, name)) : Col(S, name)).As(name);
        var compares = And(IsNotNull(key), Not(inferred), gone is Literal.Boolean ? True : Not(gone));
        foreach (var attribute in load.Attributes)
        {
            var name = attribute.Name.Text;
            var (stated, known) = (Col(S, name), Col(D, name));
            var value = attribute.Scd == 0
                ? When(Or(unknown, inferred), stated, known)
                : Either(gone, known, stated);
            yield return value.As(name);
            if (attribute.Scd == 3)
                yield return When(And(compares, Differ(S, D, [name])), known, Col(D, AttributeColumns.Prior(name))).As(AttributeColumns.Prior(name));
            if (attribute.Scd == 6)
                yield return Either(gone, Col(D, AttributeColumns.Current(name)), stated).As(AttributeColumns.Current(name));
        }

        yield return Effective(load).As(ChangeColumns.EffectiveAt);
        yield return key.As(Found.OldKey);
        yield return Col(D, load.Dimension.DurableKeyColumn).As(Found.DurableKey);
        yield return absent.As(Found.IsAbsent);
        yield return And(compares, Differ(S, D, load.Overwriting())).As(Found.Overwrites);
        yield return And(compares, Differ(S, D, load.Original())).As(Found.Drifts);
        yield return new Case(
            [
                .. Goes(load, gone, live),
                new(unknown, Text(ChangeKinds.New)),
                new(inferred, Text(ChangeKinds.Fill)),
                .. load.Deletes() ? [new CaseBranch(LastVersions.IsDeleted(load), Text(ChangeKinds.Reappear))] : Enumerable.Empty<CaseBranch>(),
                .. Branch(Differ(S, D, load.Tracked()), ChangeKinds.Version),
                .. Branch(Differ(S, D, load.Overwriting().AddRange(load.KeptByRun())), ChangeKinds.Overwrite),
                .. Branch(Differ(S, D, load.Original()), ChangeKinds.Unchanged),
            ],
            null).As(Found.Kind);
    }

    private static IEnumerable<CaseBranch> Goes(DimensionLoad load, SqlExpression gone, SqlExpression live)
    {
        if (gone is Literal.Boolean)
            yield break;
        if (load.Deletes())
            yield return new(And(gone, live), Text(ChangeKinds.Delete));
        yield return new(gone, NullText);
    }

    private static IEnumerable<CaseBranch> Branch(SqlExpression differs, string kind) =>
        differs is Literal.Boolean ? [] : [new(differs, Text(kind))];

    private static SqlExpression Either(SqlExpression condition, SqlExpression then, SqlExpression otherwise) =>
        condition is Literal.Boolean { Value: false } ? otherwise : When(condition, then, otherwise);

    /// <summary>The row's own time where it is later than the member's last recorded change, else the batch's; never before what is recorded.</summary>
    private static Case Effective(DimensionLoad load)
    {
        var last = Col(D, GeneratedColumns.LastChangeAt);
        var stated = Col(S, ChangeColumns.EffectiveAt);
        var branches = ImmutableArray.CreateBuilder<CaseBranch>();
        if (load.Source.EffectiveAt is not null)
            branches.Add(new(And(IsNotNull(stated), Or(IsNull(last), Greater(stated, last))), stated));
        var batch = Bounds.Effective(load.Dimension, BatchParameters.BatchAt);
        branches.Add(new(Or(IsNull(last), Greater(batch, last)), batch));
        // The next moment that there is.
        return new(branches.ToImmutable(), new Call(load.Dimension.Validity == Validity.Date ? "add_days:timestamp" : "add_microseconds", [last, Int(1)]));
    }

    /// <summary>A live member that the snapshot does not mention, not even in a rejected row, within the scope that it does mention.</summary>
    private static SqlExpression Gone(DimensionLoad load, StageDesign stage)
    {
        var mentioned = None(new TableRelation(stage.Table, "m"), SameKey("m", D, load.NaturalKey()));
        if (load.Source.DeleteScope.IsEmpty)
            return And(LastVersions.IsLive(load), mentioned);

        var scope = load.Source.DeleteScope.Select(c =>
            load.Dimension.NaturalKey.FirstOrDefault(k => k.SourceColumn == c)?.Name.Text ?? load.Attributes.First(a => a.SourceColumn == c && a is { IsComputed: false, Outrigger: null }).Name.Text).ToImmutableArray();
        var inScope = Exists(new TableRelation(stage.Table, "m"), new IsDistinct([.. scope.Select(c => Col("m", c))], [.. scope.Select(c => Col(D, c))], Negated: true));
        return And(LastVersions.IsLive(load), mentioned, inScope);
    }

    private static IEnumerable<SelectItem> Items(DimensionLoad load)
    {
        var kind = Col("x", Found.Kind);
        var at = Col("x", ChangeColumns.EffectiveAt);
        var opens = StatedStatements.Opens(load, kind);
        foreach (var name in load.NaturalKey().Concat(load.AttributeColumns()))
            yield return Col("x", name).As(name);
        foreach (var name in new[] { ChangeColumns.EffectiveAt, Found.Kind, Found.OldKey, Found.DurableKey, Found.IsAbsent, Found.Overwrites, Found.Drifts })
            yield return Col("x", name).As(name);
        yield return opens.As(Found.Opens);
        if (load.Dimension.HasVersions)
        {
            var isFirst = new In(kind, [Text(ChangeKinds.New), Text(ChangeKinds.Fill)]);
            yield return When(isFirst, OpenedVersions.FirstFrom(load, at), at).As(Found.ValidFrom);
            yield return new Literal.Null(new SqlType.Timestamp()).As(Found.EndsAt);
        }

        yield return True.As(Found.IsLast);
        yield return at.As(Found.LastChangeAt);
        if (load.Flags())
            yield return Eq(kind, Text(ChangeKinds.Delete)).As(GeneratedColumns.IsDeleted);
    }
}
