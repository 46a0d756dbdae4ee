using System.Collections.Immutable;
using Warehouse.Compilation.Aggregates;
using Warehouse.Compilation.Dimensions;
using Warehouse.Compilation.Facts;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Refreshes;

/// <summary>
/// The histories that were loaded aside, in place of those that are there. It is what a late change does to its members, done to all: versions
/// that still stand keep their surrogates, and members their durable keys; facts follow. A member that the source has no longer stays as it is;
/// of one of whom it has deletions alone nothing is left.
/// </summary>
internal static class RefreshedDimension
{
    private const string A = "a";
    private const string D = DimensionNames.Dimension;

    /// <param name="load">As if it were fed by changes.</param>
    /// <param name="loaded">As it was loaded aside.</param>
    public static (IEnumerable<LoadStep> Guards, IEnumerable<LoadStep> Rows, BatchCounts Counts) Compile(DimensionLoad load, DimensionLoad loaded, AsideTables aside) => (
        loaded.ChangeStore is { } store ? [ChangesAreThere(loaded, store, aside)] : [],
        [
            .. AggregateGroups.Begin(load.Aggregates),
            new("Name the members that the source has", new CreateTableAs(load.LateMembers(), Members(load, loaded, aside), TableLifetime.Transaction)),
            new("Say which versions they have", new CreateTableAs(load.Changes(), Versions(load, aside), TableLifetime.Transaction)),
            .. TouchedFacts.Of(load),
            .. HistoryStatements.Compile(load),
            .. TouchedFacts.Of(load),
            .. loaded.ChangeStore is { } kept ? Remember(load, kept, aside) : [],
            .. ParentSteps.Compile(load),
            .. load.Awaited.SelectMany(r => LateKeys.Resolve(r, load.Aggregates)),
            .. load.Releases.SelectMany(HeldFacts.Release),
            .. DimensionInvariants.Compile(load),
            .. AggregateSteps.Renew(load.Aggregates),
        ],
        Counts(load, aside));

    private static Select Members(DimensionLoad load, DimensionLoad loaded, AsideTables aside)
    {
        var told = new Select { Items = [.. Pass(A, load.NaturalKey())], From = new TableRelation(aside.Of(load.Table), A), Where = And(IsTold(load), Col(A, GeneratedColumns.IsLast)) };
        // One who was only ever deleted has no row aside, and is remembered all the same.
        var remembered = loaded.ChangeStore is { } store && GoneMembers.CanBe(load) ? new Select { Items = [.. Pass("h", load.NaturalKey())], From = new TableRelation(aside.Of(store), "h") } : null;
        return new()
        {
            Distinct = remembered is not null,
            Items =
            [
                .. load.NaturalKey().Select(k => Col(A, k).As(k)),
                .. new[] { load.Dimension.KeyColumn, load.Dimension.DurableKeyColumn, GeneratedColumns.IsInferred, GeneratedColumns.LastChangeAt }
                    .Select(n => Col(D, n).As(LastVersions.Old(n))),
            ],
            From = new SubqueryRelation(remembered is null ? told : new UnionAll([told, remembered]), A),
            Joins = [new(JoinKind.Left, LastVersions.Of(load), SameKey(D, A, load.NaturalKey()))],
        };
    }

    /// <summary>Special members are there already, and of an inferred one nothing is known.</summary>
    private static SqlExpression IsTold(DimensionLoad load) => And(LastVersions.IsMember(load, A), Not(Col(A, GeneratedColumns.IsInferred)));

    private static Select Versions(DimensionLoad load, AsideTables aside)
    {
        var dimension = load.Dimension;
        WindowFrame inOrder = new([.. load.NaturalKey().Select(k => Col(A, k))], [Col(A, GeneratedColumns.StartedAt).Ascending()]);
        var isNew = IsNull(Col("l", LastVersions.Old(dimension.KeyColumn)));
        SqlExpression isOpen = dimension.HasVersions ? Col(A, GeneratedColumns.IsCurrent) : True;
        return new()
        {
            Items =
            [
                .. load.NaturalKey().Concat(load.AttributeColumns()).Select(n => Col(A, n).As(n)),
                Col(A, GeneratedColumns.StartedAt).As(ChangeColumns.EffectiveAt),
                False.As(Found.IsMet),
                True.As(Found.IsLate),
                Col("l", LastVersions.Old(dimension.DurableKeyColumn)).As(Found.DurableKey),
                Col(A, GeneratedColumns.LastChangeAt).As(Found.LastChangeAt),
                new Window(WindowFunction.RowNumber, [], inOrder).As(Found.Sequence),
                False.As(Found.Overwrites),
                False.As(Found.Drifts),
                False.As(Found.IsAbsent),
                When(isNew, Text(ChangeKinds.New), Text(ChangeKinds.Version)).As(Found.Kind),
                True.As(Found.Opens),
                // Of versions those that still stand are found by their intervals.
                (dimension.HasVersions ? new Literal.Null(new SqlType.Integer()) : (SqlExpression)Col("l", LastVersions.Old(dimension.KeyColumn))).As(Found.OldKey),
                .. dimension.HasVersions
                    ? [Bounds.Read(dimension, A, GeneratedColumns.ValidFrom).As(Found.ValidFrom), When(Not(isOpen), Bounds.Read(dimension, A, GeneratedColumns.ValidTo)).As(Found.EndsAt)]
                    : Array.Empty<SelectItem>(),
                Col(A, GeneratedColumns.IsLast).As(Found.IsLast),
                .. load.Flags() ? [Col(A, GeneratedColumns.IsDeleted).As(GeneratedColumns.IsDeleted)] : Array.Empty<SelectItem>(),
            ],
            From = new TableRelation(aside.Of(load.Table), A),
            Joins = [new(JoinKind.Inner, new TableRelation(load.LateMembers(), "l"), SameKey("l", A, load.NaturalKey()))],
            Where = IsTold(load),
        };
    }

    private static IEnumerable<LoadStep> Remember(DimensionLoad load, TableDesign store, AsideTables aside)
    {
        ImmutableArray<string> columns = [.. store.Columns.Select(c => c.Name)];
        // Who stays as he was keeps what made him so.
        SqlExpression isOfMember(string relation) => Exists(new TableRelation(load.LateMembers(), "m"), SameKey("m", relation, load.NaturalKey()));
        yield return new("Forget what was remembered of them", new Delete(store.ToTable(), "h", isOfMember("h")));
        yield return new("Remember what they were told by", new Insert(store.ToTable(), columns, new Select { Items = [.. Pass(A, columns)], From = new TableRelation(aside.Of(store), A), Where = isOfMember(A) }));
    }

    /// <summary>What was told once, and the source tells no longer, would be gone from its members' histories.</summary>
    private static LoadStep ChangesAreThere(DimensionLoad load, TableDesign store, AsideTables aside) => new("Refuse to lose changes that the source has no longer", new Assert(
        RefreshCompiler.ChangesMissingCode,
        $"the source has changes of {load.Dimension.Name.Text} no longer, and the histories that they made would be lost; load what it has as ever, or accept it by --accept-deletes",
        new Select
        {
            Distinct = true,
            Items = [.. Pass("h", load.NaturalKey().Append(ChangeColumns.EffectiveAt))],
            From = new TableRelation(store.ToTable(), "h"),
            Where = None(new TableRelation(aside.Of(store), A), And(SameKey(A, "h", load.NaturalKey()), Eq(Col(A, ChangeColumns.EffectiveAt), Col("h", ChangeColumns.EffectiveAt)))),
        }))
    {
        LiftedBy = RefreshCompiler.LiftedBy,
    };

    private static BatchCounts Counts(DimensionLoad load, AsideTables aside)
    {
        var found = new Dictionary<string, SqlExpression>(StringComparer.Ordinal)
        {
            [LoadCounts.Read] = RefreshCompiler.Sum(aside, LoadCounts.Read),
            [LoadCounts.Rejected] = RefreshCompiler.Sum(aside, LoadCounts.Rejected),
            [LoadCounts.NewMembers] = CountWhere(And(Col(DimensionNames.Change, Found.IsLast), Eq(Col(DimensionNames.Change, Found.Kind), Text(ChangeKinds.New)))),
        };
        if (load.Dimension.HasVersions)
            found[LoadCounts.NewVersions] = CountWhere(And(OpenedVersions.AreNew, Ne(Col(DimensionNames.Change, Found.Kind), Text(ChangeKinds.New))));
        if (!load.FactRoles.IsEmpty)
            found[LoadCounts.RekeyedFacts] = FactRekeying.Count(load);
        return new(null, new TableRelation(load.Changes(), DimensionNames.Change), found);
    }
}
