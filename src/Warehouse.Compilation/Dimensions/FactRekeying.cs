using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>
/// Facts follow the versions whose bounds moved: a fact belongs to the last version that began at or before its event, else to the
/// first, which is what a fact load finds.
/// </summary>
internal static class FactRekeying
{
    private const string C = DimensionNames.Change;
    private const string D = DimensionNames.Dimension;
    public const string OldKey = "_old_key";
    private const string NewKey = "_new_key";
    public const string DurableKey = "_durable_key";
    private const string From = "_reach_from";
    private const string To = "_reach_to";

    /// <summary>The versions from which facts may move, as they were before the batch.</summary>
    public static TableName Moved(DimensionLoad load) => new(null, $"moved_{load.Dimension.Name.Text}");

    private static TableName Reach(DimensionLoad load) => new(null, $"reach_{load.Dimension.Name.Text}");

    /// <summary>The facts that follow, a table of them for each role: what a batch counts as re-keyed.</summary>
    public static TableName Rekeyed(FactRole role) => new(null, $"rekeyed_{role.Fact.Name.Text}_{role.Role.Name.Text}");

    /// <summary>The keys that facts may have and whose versions move, noted before they do.</summary>
    public static IEnumerable<LoadStep> FindMoved(DimensionLoad load)
    {
        if (load.FactRoles.IsEmpty)
            yield break;
        var moved = new List<Query>();
        if (load.Dimension is { RekeyFacts: true, HasVersions: true })
            moved.Add(Split(load));
        if (load.ChangeStore is not null)
            moved.Add(MadeAnew(load));
        yield return new("Note the versions from which facts may move", new CreateTableAs(Moved(load), moved is [var only] ? only : new UnionAll([.. moved]), TableLifetime.Transaction));
    }

    /// <summary>The versions that a newer one ends: an event may have been later than the change.</summary>
    private static Select Split(DimensionLoad load)
    {
        var splits = load.OneChangeAMember
            ? Col(C, Found.Opens)
            : And(Not(Col(C, Found.IsLate)), Exists(new TableRelation(load.Changes(), "n"), And(SameKey("n", C, load.NaturalKey()), Col("n", Found.Opens), IsNull(Col("n", Found.OldKey)))));
        return new()
        {
            Items = [Col(C, Found.OldKey).As(OldKey), Col(C, Found.DurableKey).As(DurableKey), .. load.NaturalKey().Select(k => Col(C, k).As(k))],
            From = new TableRelation(load.Changes(), C),
            Where = And(IsNotNull(Col(C, Found.OldKey)), splits),
        };
    }

    /// <summary>Every version of a member whose history is made anew or, where facts keep their keys, those that vanish.</summary>
    private static Select MadeAnew(DimensionLoad load)
    {
        var stands = Exists(new TableRelation(load.Changes(), C), And(Col(C, Found.IsLate), Eq(Col(C, Found.OldKey), Col(D, load.Dimension.KeyColumn))));
        return new()
        {
            Items =
            [
                Col(D, load.Dimension.KeyColumn).As(OldKey),
                Col(D, load.Dimension.DurableKeyColumn).As(DurableKey),
                .. load.NaturalKey().Select(k => Col(D, k).As(k)),
            ],
            From = new TableRelation(load.LateMembers(), "l"),
            Joins = [new(JoinKind.Inner, new TableRelation(load.Target(), D), SameKey(D, "l", load.NaturalKey()))],
            Where = load.Dimension.RekeyFacts ? null : stands with { Negated = true },
        };
    }

    public static IEnumerable<LoadStep> Compile(DimensionLoad load)
    {
        if (load.FactRoles.IsEmpty)
            yield break;
        yield return new("Say which events each version of those members answers for", new CreateTableAs(Reach(load), Reaches(load), TableLifetime.Transaction));
        foreach (var role in load.FactRoles)
        {
            yield return new($"Find facts whose {role.Role.Name.Text} is another version now", new CreateTableAs(Rekeyed(role), Moves(load, role), TableLifetime.Transaction));
            yield return new("Key them again", Rekey(role));
        }
    }

    private static Select Reaches(DimensionLoad load)
    {
        WindowFrame member = new([Col(D, load.Dimension.DurableKeyColumn)], [Col(D, GeneratedColumns.ValidFrom).Ascending()]);
        SqlExpression always = new Literal.Null(new SqlType.Timestamp());
        return new()
        {
            Items =
            [
                Col(D, load.Dimension.KeyColumn).As(NewKey),
                Col(D, load.Dimension.DurableKeyColumn).As(DurableKey),
                (load.Dimension.HasVersions ? When(Greater(new Window(WindowFunction.RowNumber, [], member), Int(1)), Bounds.Read(load.Dimension, D, GeneratedColumns.ValidFrom)) : always).As(From),
                (load.Dimension.HasVersions ? new Window(WindowFunction.Lead, [Bounds.Read(load.Dimension, D, GeneratedColumns.ValidFrom)], member) : always).As(To),
            ],
            From = new TableRelation(load.Target(), D),
            Where = Exists(new TableRelation(Moved(load), "m"), SameKey("m", D, load.NaturalKey())),
        };
    }

    private static Select Moves(DimensionLoad load, FactRole role)
    {
        var at = Col("f", GeneratedColumns.EventAt);
        return new()
        {
            Items = [.. FactTable.RowColumns(role.Fact).Select(g => Col("f", g).As(g)), Col("r", NewKey).As(NewKey)],
            From = new TableRelation(role.Fact.ToTable(), "f"),
            Joins =
            [
                new(JoinKind.Inner, new TableRelation(Moved(load), "m"), Eq(Col("m", OldKey), Col("f", role.Role.KeyColumn))),
                new(JoinKind.Inner, new TableRelation(Reach(load), "r"), And(
                    Eq(Col("r", DurableKey), Col("m", DurableKey)),
                    Or(IsNull(Col("r", From)), AtLeast(at, Col("r", From))),
                    Or([IsNull(Col("r", To)), Less(at, Col("r", To)), .. role.Fact.EventTime is null ? [And(IsNull(at), IsNull(Col("r", From)))] : Array.Empty<SqlExpression>()]))),
            ],
            Where = Ne(Col("f", role.Role.KeyColumn), Col("r", NewKey)),
        };
    }

    private static Update Rekey(FactRole role) => new(
        role.Fact.ToTable(),
        "f",
        [new(role.Role.KeyColumn, Col("r", NewKey)), new(GeneratedColumns.ChangedBy, BatchParameters.BatchId)])
    {
        From = new TableRelation(Rekeyed(role), "r"),
        Where = SameKey("f", "r", FactTable.RowColumns(role.Fact)),
    };

    /// <summary>How many facts the batch keyed again, through whichever role.</summary>
    public static SqlExpression Count(DimensionLoad load) => load.FactRoles
        .Select(r => (SqlExpression)new ScalarSubquery(new Select { Items = [CountRows().As("facts")], From = new TableRelation(Rekeyed(r)) }))
        .Aggregate(Plus);

    /// <summary>Facts that have still the key of a version which is no longer there.</summary>
    public static Select LeftBehind(DimensionLoad load, FactRole role) => new()
    {
        Items = [Col("f", role.Role.KeyColumn).As(role.Role.KeyColumn)],
        From = new TableRelation(load.LateMembers(), "l"),
        Joins =
        [
            new(JoinKind.Inner, new TableRelation(Moved(load), "m"), SameKey("m", "l", load.NaturalKey())),
            new(JoinKind.Inner, new TableRelation(role.Fact.ToTable(), "f"), Eq(Col("f", role.Role.KeyColumn), Col("m", OldKey))),
        ],
        Where = None(new TableRelation(load.Target(), D), Eq(Col(D, load.Dimension.KeyColumn), Col("f", role.Role.KeyColumn))),
    };
}
