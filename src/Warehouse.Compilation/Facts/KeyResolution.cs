using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>Natural keys become surrogates, all roles in one pass: the version that held at the event.</summary>
internal static class KeyResolution
{
    private const string S = StageDesign.Alias;

    public static TableName Resolved(FactLoad load) => new(null, $"resolved_{load.Fact.Name.Text}");

    public static IEnumerable<LoadStep> Compile(FactLoad load, StageDesign stage)
    {
        yield return new("Look up every role's key at the event's time, in one pass", new CreateTableAs(Resolved(load), Query(load, stage), TableLifetime.Transaction));
        foreach (var lookup in load.Roles.Where(r => r.HasVersions()))
            yield return new($"Where no version of a known {lookup.Role.Name.Text} held at the event, take the one before it, else the first", Nearest(load, lookup));
        foreach (var lookup in load.Roles.Where(r => r.TakesUnknown))
            yield return LateKeys.TakeUnknown(load, lookup);
        foreach (var lookup in load.Roles.Where(r => r.Via is not null))
        {
            yield return new($"Of a member that has not come no {lookup.Role.Name.Text} is known", new Update(
                Resolved(load), "t", [new(lookup.Role.KeyColumn, Int((long)SpecialMember.Unknown))])
            {
                Where = IsNull(Col("t", lookup.Role.KeyColumn)),
            });
        }
    }

    private static Select Query(FactLoad load, StageDesign stage)
    {
        var items = ImmutableArray.CreateBuilder<SelectItem>();
        items.Add(Col(S, ChangeColumns.Row).As(ChangeColumns.Row));
        items.AddRange(stage.Columns.Select(c => Col(S, c.Name).As(c.Name)));
        var joins = ImmutableArray.CreateBuilder<Join>();
        foreach (var lookup in load.Roles)
        {
            var alias = Alias(lookup);
            var missing = lookup.IsMissing(S);
            var special = Int((long)(lookup.Via ?? lookup).Role.Missing);
            items.Add(Key(load, lookup, missing, special, Col(alias, lookup.Dimension.KeyColumn)).As(lookup.Role.KeyColumn));
            if (lookup.Role.MemberColumn is { } member)
                items.Add(Key(load, lookup, missing, special, Col(alias, lookup.DurableKey())).As(member));
            items.AddRange(lookup.LateColumns.Select((c, i) => new Literal.Null(SqlTypes.Of(lookup.NaturalKey[i].Type)).As(c)));
            var on = lookup.SameMember(alias, S);
            if (lookup.HasVersions())
                on = And(on, lookup.HeldAt(alias, Col(S, GeneratedColumns.EventAt)));
            joins.Add(new(JoinKind.Left, lookup.Relation(alias), on));
        }

        return new() { Items = items.ToImmutable(), From = stage.Relation, Joins = joins.ToImmutable(), Where = StageDesign.Accepted };
    }

    /// <summary>A row that deletes asks for no combination.</summary>
    private static SqlExpression Key(FactLoad load, RoleLookup lookup, SqlExpression missing, SqlExpression special, SqlExpression found) =>
        !lookup.Collects ? When(missing, special, found) : load.Deletes() ? Coalesce(found, special) : found;

    /// <summary>The order of a member's versions by which the one of an event is the first: the last that began by then, else the member's first.</summary>
    public static ImmutableArray<Ordering> NearestFirst(RoleLookup lookup, string dimension, SqlExpression at)
    {
        var from = Col(dimension, GeneratedColumns.ValidFrom);
        var isEarlier = AtMost(from, lookup.Moment(at));
        return [When(isEarlier, Int(0), Int(1)).Ascending(), When(isEarlier, from).Descending(), from.Ascending()];
    }

    /// <summary>An event in a gap of its member's history, or before it, belongs to the member all the same.</summary>
    private static Update Nearest(FactLoad load, RoleLookup lookup)
    {
        WindowFrame nearestFirst = new([Col("r", ChangeColumns.Row)], NearestFirst(lookup, "d", Col("r", GeneratedColumns.EventAt)));
        var ranked = new Select
        {
            Items =
            [
                Col("r", ChangeColumns.Row).As(ChangeColumns.Row),
                Col("d", lookup.Dimension.KeyColumn).As("_key"),
                Col("d", lookup.DurableKey()).As("_durable_key"),
                new Window(WindowFunction.RowNumber, [], nearestFirst).As("_rank"),
            ],
            From = new TableRelation(Resolved(load), "r"),
            Joins = [new(JoinKind.Inner, new TableRelation(lookup.Table(), "d"), lookup.SameMember("d", "r"))],
            Where = IsNull(Col("r", lookup.Role.KeyColumn)),
        };
        return new(
            Resolved(load),
            "t",
            [
                new(lookup.Role.KeyColumn, Col("n", "_key")),
                .. lookup.Role.MemberColumn is { } member ? [new Assignment(member, Col("n", "_durable_key"))] : Array.Empty<Assignment>(),
            ])
        {
            From = new SubqueryRelation(ranked, "n"),
            Where = And(Eq(Col("t", ChangeColumns.Row), Col("n", ChangeColumns.Row)), Eq(Col("n", "_rank"), Int(1))),
        };
    }

    private static string Alias(RoleLookup lookup) => $"{lookup.Role.Name.Text}_d";
}
