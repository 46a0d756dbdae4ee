using System.Collections.Immutable;
using Warehouse.Compilation.Aggregates;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>
/// `late: unknown`: a fact of a member that has not come takes the unknown one and remembers the natural key on its own row, so that
/// whatever becomes of the row, what it asked for goes with it. A load that meets the member gives the row its key.
/// </summary>
internal static class LateKeys
{
    private const string F = "f";
    private const string Key = "_key";
    private const string DurableKey = "_durable_key";
    private const string Facts = "_facts";
    private const string Rank = "_rank";

    /// <summary>The members that have come, each with the number of facts that waited for it.</summary>
    public static TableName Come(RoleLookup lookup) => new(null, $"come_{lookup.Fact.Name.Text}_{lookup.Role.Name.Text}");

    /// <summary>The same of the members that only held rows name which the batch lets in.</summary>
    public static TableName Named(RoleLookup lookup) => new(null, $"named_{lookup.Fact.Name.Text}_{lookup.Role.Name.Text}");

    /// <summary>Rows whose member was not found take the unknown one, over the resolved rows of a batch.</summary>
    public static LoadStep TakeUnknown(FactLoad load, RoleLookup lookup) => new(
        $"A {lookup.Role.Name.Text} that has not come is unknown, and the row remembers it",
        new Update(
            KeyResolution.Resolved(load),
            "t",
            [
                new(lookup.Role.KeyColumn, Int((long)SpecialMember.Unknown)),
                .. lookup.Role.MemberColumn is { } member ? [new Assignment(member, Int((long)SpecialMember.Unknown))] : Array.Empty<Assignment>(),
                .. lookup.LateColumns.Select((c, i) => new Assignment(c, Col("t", lookup.StagedColumns[i]))),
            ])
        {
            Where = IsNull(Col("t", lookup.Role.KeyColumn)),
        });

    /// <summary>The fact's rows that wait for members which are there now get their keys, by the time of their events.</summary>
    /// <param name="aggregates">What the batch keeps in step, of this fact and of others.</param>
    public static IEnumerable<LoadStep> Resolve(RoleLookup lookup, IReadOnlyCollection<AggregateLoad> aggregates) => Resolve(Come(lookup), lookup, aggregates);

    /// <param name="come">The table of the members that have come.</param>
    public static IEnumerable<LoadStep> Resolve(TableName come, RoleLookup lookup, IReadOnlyCollection<AggregateLoad> aggregates)
    {
        var name = lookup.Role.Name.Text;
        yield return new($"Find the members of {name} for which rows of {lookup.Fact.Name.Text} have waited", new CreateTableAs(come, Members(lookup), TableLifetime.Transaction));
        var sameEvent = new IsDistinct([Col(F, GeneratedColumns.EventAt)], [Col(AggregateGroups.Rows, GeneratedColumns.EventAt)], Negated: true);
        foreach (var step in TouchedFacts.Of(lookup, come, aggregates, $"of the facts that have waited for a {name}", And(SameKey(F, AggregateGroups.Rows, lookup.LateColumns), sameEvent)))
            yield return step;
        yield return new("Give those rows their keys", new Update(
            lookup.Fact.ToTable(),
            F,
            [
                new(lookup.Role.KeyColumn, Col("k", Key)),
                .. lookup.Role.MemberColumn is { } member ? [new Assignment(member, Col("k", DurableKey))] : Array.Empty<Assignment>(),
                .. lookup.LateColumns.Select((c, i) => new Assignment(c, new Literal.Null(SqlTypes.Of(lookup.NaturalKey[i].Type)))),
                new(GeneratedColumns.ChangedBy, BatchParameters.BatchId),
            ])
        {
            From = new TableRelation(come, "k"),
            Where = And(
                SameKey(F, "k", lookup.LateColumns),
                new IsDistinct([Col(F, GeneratedColumns.EventAt)], [Col("k", GeneratedColumns.EventAt)], Negated: true)),
        });
        foreach (var step in TouchedFacts.Of(lookup, come, aggregates, $"of the facts that have got their {name}", And(Eq(Col(F, lookup.Role.KeyColumn), Col(AggregateGroups.Rows, Key)), sameEvent)))
            yield return step;
    }

    /// <summary>How many rows have got the key that they waited for.</summary>
    public static SqlExpression Count(RoleLookup lookup) => Count(Come(lookup));

    public static SqlExpression Count(TableName come) => new ScalarSubquery(new Select
    {
        Items = [Coalesce(new Sql.Tree.Aggregate(AggregateFunction.Sum, Col("k", Facts)), Int(0)).As(Facts)],
        From = new TableRelation(come, "k"),
    });

    private static Select Members(RoleLookup lookup)
    {
        ImmutableArray<string> asked = [.. lookup.LateColumns, GeneratedColumns.EventAt];
        var waiting = new Select
        {
            Items = [.. asked.Select(c => Col(F, c).As(c)), CountRows().As(Facts)],
            From = new TableRelation(lookup.Fact.ToTable(), F),
            Where = And(lookup.LateColumns.Select(c => IsNotNull(Col(F, c)))),
            GroupBy = [.. asked.Select(c => Col(F, c))],
        };
        var nearest = lookup.HasVersions()
            ? new Window(WindowFunction.RowNumber, [], new([.. asked.Select(c => Col("w", c))], KeyResolution.NearestFirst(lookup, "d", Col("w", GeneratedColumns.EventAt))))
            : (SqlExpression)Int(1);
        var ranked = new Select
        {
            Items =
            [
                .. asked.Append(Facts).Select(c => Col("w", c).As(c)),
                Col("d", lookup.Dimension.KeyColumn).As(Key),
                .. lookup.Role.MemberColumn is not null ? [Col("d", lookup.DurableKey()).As(DurableKey)] : Array.Empty<SelectItem>(),
                nearest.As(Rank),
            ],
            From = new SubqueryRelation(waiting, "w"),
            Joins = [new(JoinKind.Inner, lookup.Relation("d"), lookup.SameMember("d", "w", lookup.LateColumns))],
        };
        return new()
        {
            Items = [.. asked.Append(Facts).Append(Key).Concat(lookup.Role.MemberColumn is not null ? [DurableKey] : []).Select(c => Col("r", c).As(c))],
            From = new SubqueryRelation(ranked, "r"),
            Where = Eq(Col("r", Rank), Int(1)),
        };
    }
}
