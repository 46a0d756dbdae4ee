using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>
/// `null_means: unchanged`: several rows of one grain in a batch come to the same as each in a batch of its own. The last row says what it
/// does and, where it is NULL, what the last one before it did, back to a delete; rows that the fact has overtaken say nothing.
/// </summary>
internal static class PartialFacts
{
    private const string P = "p";
    private const string R = "r";
    private const string IsStale = "_is_stale";
    private const string Deletes = "_deletes";

    /// <summary>How many rows of its grain come after a row in the batch, itself among them.</summary>
    public const string Place = "_place";

    /// <summary>A delete in the batch comes before the row: what the fact knows is of another.</summary>
    public const string StartsAnew = "_starts_anew";

    public static TableName Told(FactLoad load) => new(null, $"told_{load.Fact.Name.Text}");

    /// <summary>What a row leaves out is as the fact has it.</summary>
    public static bool FillsIn(FactLoad load) => load.Source.NullMeans == NullMeans.Unchanged && load.Fact.Type is FactType.Transaction or FactType.Factless;

    /// <summary>Rows of one grain in one batch have an order, in which they complete each other.</summary>
    public static bool Folds(FactLoad load) => FillsIn(load) && !load.Order.IsEmpty;

    public static IEnumerable<LoadStep> Compile(FactLoad load)
    {
        if (!Folds(load))
            yield break;
        yield return new("Complete the last row of each grain by those before it", new CreateTableAs(Told(load), Folded(load), TableLifetime.Transaction));
        foreach (var lookup in load.Roles.Where(r => r.HasVersions()))
            yield return VersionAtEvent.Find(lookup, Told(load), [ChangeColumns.Row]);
    }

    /// <summary>A member that the row leaves out is there in the version of the row's own event.</summary>
    public static IEnumerable<LoadStep> FindVersions(FactLoad load) =>
        FillsIn(load) ? load.Roles.Where(r => r.HasVersions()).Select(r => VersionAtEvent.Find(r, FactEffects.Effects(load), [ChangeColumns.Row])) : [];

    private static Select Folded(FactLoad load)
    {
        ImmutableArray<SqlExpression> grain = [.. FactTable.GrainColumns(load.Fact).Select(g => Col(P, g))];
        ImmutableArray<SqlExpression> told = [.. grain, Col(P, IsStale), .. load.Deletes() ? [Col(P, Deletes)] : Array.Empty<SqlExpression>()];
        return new()
        {
            Items =
            [
                .. Kept(load).Select(c => Col(P, c).As(c)),
                .. Completed(load).Select(c => LastGiven(load, c, told).As(c)),
                Col(P, Place).As(Place),
                .. load.Deletes() ? [Greater(new Sql.Tree.Aggregate(AggregateFunction.Max, Col(P, Deletes), Over: new(grain, [])), Int(0)).As(StartsAnew)] : Array.Empty<SelectItem>(),
            ],
            From = new SubqueryRelation(Placed(load), P),
        };
    }

    /// <summary>What each row says of itself: which it is, what it is of, where it stands.</summary>
    private static ImmutableArray<string> Kept(FactLoad load) =>
    [
        ChangeColumns.Row, .. FactTable.GrainColumns(load.Fact), .. load.Order.Select(o => o.Name),
        .. load.Deletes() ? [ChangeColumns.IsDelete] : Array.Empty<string>(),
    ];

    /// <summary>What a row may leave out, and the natural keys that tell whether it does.</summary>
    private static ImmutableArray<string> Completed(FactLoad load) => [.. FactEffects.Filled(load).Concat(load.Roles.SelectMany(r => r.StagedColumns)).Distinct().Except(Kept(load))];

    private static Window LastGiven(FactLoad load, string column, ImmutableArray<SqlExpression> told)
    {
        var role = load.Roles.FirstOrDefault(r => r.Role.KeyColumn == column || r.Role.MemberColumn == column || r.LateColumns.Contains(column) || r.StagedColumns.Contains(column));
        var isLeftOut = role is null ? IsNull(Col(P, column)) : role.IsMissing(P);
        return new(WindowFunction.FirstValue, [Col(P, column)], new(told, [When(isLeftOut, Int(1), Int(0)).Ascending(), .. Latest(load, P)], WindowExtent.Whole));
    }

    /// <summary>The rows of each grain, latest first, and how many deletes come at or after each.</summary>
    private static Select Placed(FactLoad load)
    {
        ImmutableArray<SqlExpression> grain = [.. FactTable.GrainColumns(load.Fact).Select(g => Col(R, g))];
        ImmutableArray<Ordering> latest = [Col(R, IsStale).Ascending(), .. Latest(load, R)];
        var deletes = new Sql.Tree.Aggregate(AggregateFunction.Sum, When(Col(R, ChangeColumns.IsDelete), Int(1), Int(0)), Over: new(grain, latest, WindowExtent.UpToCurrentRow));
        return new()
        {
            Items =
            [
                .. Kept(load).Concat(Completed(load)).Select(c => Col(R, c).As(c)),
                Col(R, IsStale).As(IsStale),
                new Window(WindowFunction.RowNumber, [], new(grain, latest)).As(Place),
                .. load.Deletes() ? [When(Eq(Col(R, IsStale), Int(1)), Int(0), deletes).As(Deletes)] : Array.Empty<SelectItem>(),
            ],
            From = new SubqueryRelation(Judged(load), R),
        };
    }

    private static Select Judged(FactLoad load) => new()
    {
        Items = [.. Kept(load).Concat(Completed(load)).Select(c => Col(R, c).As(c)), When(FactEffects.IsOvertaken(load), Int(1), Int(0)).As(IsStale)],
        From = new TableRelation(KeyResolution.Resolved(load), R),
        Joins = FactEffects.Known(load),
    };

    /// <summary>Of one place a delete is the later row.</summary>
    private static IEnumerable<Ordering> Latest(FactLoad load, string relation)
    {
        foreach (var ordering in RowOrder.LatestFirst(relation, load.Order))
            yield return ordering;
        if (load.Deletes())
            yield return When(Col(relation, ChangeColumns.IsDelete), Int(0), Int(1)).Ascending();
    }
}
