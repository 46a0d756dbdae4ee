using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>
/// Types 4 and 5: the fast-changing attributes have a history of their own, made by the very statements that make a dimension's, from
/// the same batch in the same transaction. Each version of it has the key of its combination; facts follow its versions.
/// </summary>
internal static class ProfileSteps
{
    private const string D = DimensionNames.Dimension;
    private const string H = "h";
    private const string M = "m";
    private const string From = "_reach_from";
    private const string To = "_reach_to";
    private const string NewKey = "_new_key";

    /// <summary>Before the base judges the batch's rows by its own history: the history of the combinations judges them by its.</summary>
    public static LoadStep CopyStage(ProfileLoad load, StageDesign stage)
    {
        var own = Stage(load);
        ImmutableArray<string> columns =
            [ChangeColumns.Row, .. own.Columns.Select(c => c.Name), ChangeColumns.Outcome, ChangeColumns.Code, ChangeColumns.Reason, ChangeColumns.Payload];
        return new($"Put aside what the batch says of {load.Profile.Name.Text}", new CreateTableAs(own.Table, new Select
        {
            Items = [.. columns.Select(c => Col(StageDesign.Alias, c).As(c))],
            From = stage.Relation,
        }, TableLifetime.Transaction));
    }

    public static IEnumerable<LoadStep> Compile(DimensionLoad load, ProfileLoad profile)
    {
        foreach (var step in DimensionLoadCompiler.Rows(profile.History, Stage(profile)))
            yield return step;
        yield return new($"Find combinations of {profile.Profile.Name.Text} that are met for the first time", new CreateTableAs(Met(profile), NewCombinations(profile), TableLifetime.Transaction));
        yield return new("Give them keys, in the order of their values", Combinations.Insert(profile.Profile, Met(profile)));
        yield return new("Note which combination each member had", SetKeys(profile));
        if (profile.Profile.Mini.Scd == 5)
            yield return new($"Show the current {profile.Profile.Name.Text} on every version of a member", ShowCurrent(load, profile));
    }

    /// <summary>Facts go where their member's history went; those that have got their member only now among them.</summary>
    public static IEnumerable<LoadStep> Follow(DimensionLoad load, ProfileLoad profile)
    {
        if (profile.Roles.IsEmpty)
            yield break;
        yield return new($"Say which events each {profile.Profile.Name.Text} answers for", new CreateTableAs(Reach(profile), Reaches(profile), TableLifetime.Transaction));
        if (GoneMembers.CanBe(profile.History))
            yield return GoneMembers.Find(profile.History);
        foreach (var role in profile.Roles)
        {
            yield return new($"Find facts whose {role.Role.Name.Text} is another one now", new CreateTableAs(
                Rekeyed(role), GoneMembers.CanBe(profile.History) ? new UnionAll([Moves(load, profile, role), Loses(load, profile, role)]) : Moves(load, profile, role), TableLifetime.Transaction));
            yield return new("Give them its key", new Update(
                role.Fact.ToTable(),
                "f",
                [new(role.Role.KeyColumn, Col("r", NewKey)), new(GeneratedColumns.ChangedBy, BatchParameters.BatchId)])
            {
                From = new TableRelation(Rekeyed(role), "r"),
                Where = SameKey("f", "r", FactTable.RowColumns(role.Fact)),
            });
        }
    }

    /// <summary>How many facts have got another combination.</summary>
    public static IEnumerable<SqlExpression> Count(ProfileLoad profile) => profile.Roles.Select(r =>
        (SqlExpression)new ScalarSubquery(new Select { Items = [CountRows().As("facts")], From = new TableRelation(Rekeyed(r)) }));

    private static StageDesign Stage(ProfileLoad load) =>
        DimensionStage.Design(load.History, "") with { Table = new(null, $"profile_{load.Profile.Name.Text}") };

    private static TableName Met(ProfileLoad load) => new(null, $"met_{load.Profile.Name.Text}");

    private static TableName Reach(ProfileLoad load) => new(null, $"reach_{load.Profile.Name.Text}");

    private static TableName Rekeyed(RoleLookup role) => new(null, $"profiled_{role.Fact.Name.Text}_{role.Role.Name.Text}");

    private static SqlExpression SameCombination(ProfileLoad load, string left, string right) => Combinations.Same(
        [.. load.Profile.Mini.Attributes.Select(a => a.Type!)],
        i => Col(left, load.Profile.Mini.Attributes[i].Name.Text),
        i => Col(right, load.Profile.Mini.Attributes[i].Name.Text));

    private static Select NewCombinations(ProfileLoad load) => new()
    {
        Distinct = true,
        Items = [.. load.Profile.Mini.Attributes.Select(a => Col(H, a.Name.Text).As(a.Name.Text))],
        From = new TableRelation(load.History.Target(), H),
        Where = And(Touched(load, H), None(new TableRelation(load.Table.ToTable(), M), And(Greater(Col(M, load.Profile.KeyColumn), Int(0)), SameCombination(load, M, H)))),
    };

    private static Update SetKeys(ProfileLoad load) => new(load.History.Target(), H, [new(load.Profile.KeyColumn, Col(M, load.Profile.KeyColumn))])
    {
        From = new TableRelation(load.Table.ToTable(), M),
        Where = And(
            Greater(Col(M, load.Profile.KeyColumn), Int(0)),
            SameCombination(load, M, H),
            Touched(load, H),
            new IsDistinct([Col(H, load.Profile.KeyColumn)], [Col(M, load.Profile.KeyColumn)])),
    };

    private static Update ShowCurrent(DimensionLoad load, ProfileLoad profile)
    {
        var key = profile.Profile.KeyColumn;
        var changed = Or(IsIn(load.Changes(), load.NaturalKey()), IsIn(profile.History.Changes(), load.NaturalKey()));
        return new(load.Target(), D, [new(key, Col(H, key)), new(GeneratedColumns.ChangedBy, BatchParameters.BatchId)])
        {
            From = new TableRelation(profile.History.Target(), H),
            Where = And(SameKey(D, H, load.NaturalKey()), Col(H, GeneratedColumns.IsLast), Ne(Col(D, key), Col(H, key)), changed),
        };
    }

    /// <summary>The last that began at or before an event, else the first: what a fact load finds.</summary>
    private static Select Reaches(ProfileLoad load)
    {
        var key = load.History.NaturalKey();
        WindowFrame member = new([.. key.Select(k => Col(H, k))], [Col(H, GeneratedColumns.ValidFrom).Ascending()]);
        var from = Bounds.Read(load.History.Dimension, H, GeneratedColumns.ValidFrom);
        return new()
        {
            Items =
            [
                .. key.Append(load.Profile.KeyColumn).Select(c => Col(H, c).As(c)),
                When(Greater(new Window(WindowFunction.RowNumber, [], member), Int(1)), from).As(From),
                new Window(WindowFunction.Lead, [from], member).As(To),
            ],
            From = new TableRelation(load.History.Target(), H),
            Where = Touched(load, H),
        };
    }

    private static Select Moves(DimensionLoad load, ProfileLoad profile, RoleLookup role)
    {
        var at = Col("f", GeneratedColumns.EventAt);
        return new()
        {
            Items = [.. FactTable.RowColumns(role.Fact).Select(c => Col("f", c).As(c)), Col("r", profile.Profile.KeyColumn).As(NewKey)],
            From = new TableRelation(role.Fact.ToTable(), "f"),
            Joins =
            [
                new(JoinKind.Inner, new TableRelation(load.Target(), D), Eq(Col(D, load.Dimension.KeyColumn), Col("f", role.Via!.Role.KeyColumn))),
                new(JoinKind.Inner, new TableRelation(Reach(profile), "r"), And(
                    SameKey("r", D, load.NaturalKey()),
                    Or(IsNull(Col("r", From)), AtLeast(at, Col("r", From))),
                    Or(IsNull(Col("r", To)), Less(at, Col("r", To))))),
            ],
            Where = Ne(Col("f", role.Role.KeyColumn), Col("r", profile.Profile.KeyColumn)),
        };
    }

    /// <summary>Of a member of whose history nothing is left no combination is known.</summary>
    private static Select Loses(DimensionLoad load, ProfileLoad profile, RoleLookup role) => new()
    {
        Items = [.. FactTable.RowColumns(role.Fact).Select(c => Col("f", c).As(c)), Int((long)SpecialMember.Unknown).As(NewKey)],
        From = new TableRelation(role.Fact.ToTable(), "f"),
        Joins =
        [
            new(JoinKind.Inner, new TableRelation(load.Target(), D), Eq(Col(D, load.Dimension.KeyColumn), Col("f", role.Via!.Role.KeyColumn))),
            new(JoinKind.Inner, new TableRelation(GoneMembers.Table(profile.History), "g"), SameKey("g", D, load.NaturalKey())),
        ],
        Where = Ne(Col("f", role.Role.KeyColumn), Int((long)SpecialMember.Unknown)),
    };

    private static Exists Touched(ProfileLoad load, string relation) => Exists(new TableRelation(load.History.Changes(), DimensionNames.Change), SameKey(DimensionNames.Change, relation, load.History.NaturalKey()));

    private static Exists IsIn(TableName changes, ImmutableArray<string> key) => Exists(new TableRelation(changes, DimensionNames.Change), SameKey(DimensionNames.Change, D, key));
}
