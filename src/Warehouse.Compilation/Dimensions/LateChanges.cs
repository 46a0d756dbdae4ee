using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>
/// Changes that are not newer than what is recorded of their member. One that the store knows is a repetition, one that takes the place
/// of another corrects it, and every member with such a change is made anew from the store. Without a store they are rejected.
/// </summary>
internal static class LateChanges
{
    private const string T = "t";
    private const string H = "h";
    private const string M = "m";

    public static IEnumerable<LoadStep> Compile(DimensionLoad load, StageDesign stage)
    {
        yield return MetVersions.Compile(load, stage);
        yield return new("Find changes that are not newer than their member's last", new Update(stage.Table, T, [new(ChangeColumns.Outcome, Text(Outcomes.Late))])
        {
            From = new TableRelation(load.Met(), M),
            Where = And(
                Eq(Col(T, ChangeColumns.Row), Col(M, ChangeColumns.Row)),
                AtMost(Col(T, ChangeColumns.EffectiveAt), Col(M, LastVersions.Old(GeneratedColumns.LastChangeAt)))),
        });
        if (load.ChangeStore is null)
        {
            yield return new("Set them aside, whole: the dimension remembers nothing that they could be woven into", Reject(stage, "the dimension remembers none", True));
            yield break;
        }

        if (load.Deletes() && load.Source.DeleteWhen is not null)
            yield return new("Find changes of members that were deleted before they came", FindDeletedBefore(load, stage));
        if (ForgottenChanges.Horizon(load) is { } horizon)
        {
            yield return new("Set aside what is older than the dimension remembers", Reject(
                stage, "it is older than the dimension remembers", Less(Col(T, ChangeColumns.EffectiveAt), horizon)));
        }

        yield return new("What is known already is a repetition", new Update(stage.Table, T, [new(ChangeColumns.Outcome, Text(Outcomes.Duplicate))])
        {
            Where = And(MayBeKnown(load), Remembered(load, And(SameKey(H, T, load.NaturalKey()), Same([.. Identity(load), .. Content(load)])))),
        });
        yield return new("What takes the place of a known change corrects it", new Update(stage.Table, T, [new(ChangeColumns.Outcome, Text(Outcomes.Corrected))])
        {
            Where = And(MayBeKnown(load), Remembered(load, And(SameKey(H, T, load.NaturalKey()), Same(Identity(load))))),
        });
        yield return new("Name the members whose history is made anew", new CreateTableAs(load.LateMembers(), new Select
        {
            Distinct = true,
            Items =
            [
                .. load.NaturalKey().Select(k => Col(StageDesign.Alias, k).As(k)),
                .. new[] { load.Dimension.KeyColumn, load.Dimension.DurableKeyColumn, GeneratedColumns.IsInferred, GeneratedColumns.LastChangeAt }
                    .Select(n => Col(M, LastVersions.Old(n)).As(LastVersions.Old(n))),
            ],
            From = stage.Relation,
            Joins = [new(JoinKind.Inner, new TableRelation(load.Met(), M), Eq(Col(M, ChangeColumns.Row), Col(StageDesign.Alias, ChangeColumns.Row)))],
            Where = new In(Col(StageDesign.Alias, ChangeColumns.Outcome), [Text(Outcomes.Late), Text(Outcomes.Corrected)]),
        }, TableLifetime.Transaction));
        yield return new("Their newer changes go with the late ones", new Update(stage.Table, T, [new(ChangeColumns.Outcome, Text(Outcomes.Late))])
        {
            From = new TableRelation(load.LateMembers(), "l"),
            Where = And(Is(T, Outcomes.Accepted), SameKey("l", T, load.NaturalKey())),
        });
    }

    /// <summary>All that was said is remembered, what changed nothing and what was overtaken within its instant too.</summary>
    public static IEnumerable<LoadStep> Remember(DimensionLoad load, StageDesign stage)
    {
        if (load.ChangeStore is not { } store)
            yield break;
        yield return new("Correct the changes that are remembered", new Update(
            load.Store(),
            H,
            [.. Content(load).Select(n => new Assignment(n, Col(T, n))), new(GeneratedColumns.LoadedBy, BatchParameters.BatchId)])
        {
            From = new TableRelation(stage.Table, T),
            Where = And(SameKey(H, T, load.NaturalKey()), Same(Identity(load)), Is(T, Outcomes.Corrected)),
        });
        ImmutableArray<string> columns = [.. store.Columns.Select(c => c.Name)];
        yield return new("Remember the accepted changes, for a late one to be woven in", new Insert(load.Store(), columns, new Select
        {
            Items = [.. columns.Select(c => (c == GeneratedColumns.LoadedBy ? (SqlExpression)BatchParameters.BatchId : Col(StageDesign.Alias, c)).As(c))],
            From = stage.Relation,
            Where = StageDesign.IsTaken,
        }));
    }

    private static Update Reject(StageDesign stage, string because, SqlExpression where) => new(
        stage.Table,
        T,
        [
            new(ChangeColumns.Outcome, Text(Outcomes.Rejected)),
            new(ChangeColumns.Code, Text("too-late")),
            new(ChangeColumns.Reason, Text($"not newer than the member's last change, and {because}")),
            new(ChangeColumns.Payload, new RowAsJson(T, [])),
        ])
    {
        Where = And(Is(T, Outcomes.Late), where),
    };

    /// <summary>What is late; and a deletion that leaves no trace in the dimension, of which the store alone knows, overtaken within its instant or not.</summary>
    private static SqlExpression MayBeKnown(DimensionLoad load) => load.Deletes() || load.Source.DeleteWhen is null
        ? Is(T, Outcomes.Late)
        : Or(Is(T, Outcomes.Late), And(new In(Col(T, ChangeColumns.Outcome), [Text(Outcomes.Accepted), Text(Outcomes.Superseded)]), Col(T, ChangeColumns.IsDelete)));

    /// <summary>Only the store knows of a deletion that came before anything else of its member.</summary>
    private static Update FindDeletedBefore(DimensionLoad load, StageDesign stage)
    {
        var isUnknown = Or(IsNull(Col(M, LastVersions.Old(GeneratedColumns.IsInferred))), Col(M, LastVersions.Old(GeneratedColumns.IsInferred)));
        var later = And(SameKey(H, T, load.NaturalKey()), AtLeast(Col(H, ChangeColumns.EffectiveAt), Col(T, ChangeColumns.EffectiveAt)));
        return new(stage.Table, T, [new(ChangeColumns.Outcome, Text(Outcomes.Late))])
        {
            From = new TableRelation(load.Met(), M),
            Where = And(Eq(Col(T, ChangeColumns.Row), Col(M, ChangeColumns.Row)), isUnknown, Remembered(load, later)),
        };
    }

    /// <summary>What tells a change from another of its member: its time, its order, and whether it deletes.</summary>
    private static ImmutableArray<string> Identity(DimensionLoad load) =>
    [
        ChangeColumns.EffectiveAt,
        .. load.ChangeStore!.Columns.Select(c => c.Name).Where(n => n == ChangeColumns.IsDelete || n == ChangeColumns.WinsBy || load.Source.OrderBy.Select((_, i) => ChangeColumns.Order(i)).Contains(n)),
    ];

    private static ImmutableArray<string> Content(DimensionLoad load) => [.. load.Attributes.Select(a => a.Name.Text)];

    private static IsDistinct Same(ImmutableArray<string> columns) =>
        new([.. columns.Select(n => Col(H, n))], [.. columns.Select(n => Col(T, n))], Negated: true);

    private static SqlExpression Is(string relation, string outcome) => Eq(Col(relation, ChangeColumns.Outcome), Text(outcome));

    private static Exists Remembered(DimensionLoad load, SqlExpression where) =>
        Exists(new TableRelation(load.Store(), H), where);
}
