using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>
/// Members of which nothing is left, since a deletion came to the instant of their only upsert. One that something still refers to goes
/// back to being an inferred member under its durable key, so that no reference leads nowhere.
/// </summary>
internal static class GoneMembers
{
    private const string G = "g";
    private const string DurableKey = "_durable_key";

    public static TableName Table(DimensionLoad load) => new(null, $"gone_{load.Dimension.Name.Text}");

    /// <summary>Only a deletion that leaves a trace takes a member away, and only where it is woven into what was said before.</summary>
    public static bool CanBe(DimensionLoad load) => load.ChangeStore is not null && load.Deletes() && load.Source.DeleteWhen is not null;

    public static IEnumerable<LoadStep> Compile(DimensionLoad load)
    {
        if (!CanBe(load))
            yield break;
        var references = Referred(load).ToImmutableArray();
        if (references.IsEmpty && load.Closure is null)
            yield break;
        yield return Find(load);
        if (!references.IsEmpty)
            yield return new("One that is referred to waits as an inferred member", InferAgain(load, references));
    }

    /// <summary>The members that the dimension had before the batch and has no row of now.</summary>
    public static LoadStep Find(DimensionLoad load) => new($"Find members of {load.Dimension.Name.Text} of which nothing is left", new CreateTableAs(
        Table(load),
        new Select
        {
            Items = [Col("l", LastVersions.Old(load.Dimension.DurableKeyColumn)).As(DurableKey), .. load.NaturalKey().Select(k => Col("l", k).As(k))],
            From = new TableRelation(load.LateMembers(), "l"),
            Where = And(
                IsNotNull(Col("l", LastVersions.Old(load.Dimension.DurableKeyColumn))),
                None(new TableRelation(load.Target(), DimensionNames.Dimension), SameKey(DimensionNames.Dimension, "l", load.NaturalKey()))),
        },
        TableLifetime.Transaction));

    /// <summary>The durable keys of those that nothing keeps.</summary>
    public static Select Forgotten(DimensionLoad load) => new()
    {
        Items = [Col(G, DurableKey).As(DurableKey)],
        From = new TableRelation(Table(load), G),
        Where = None(new TableRelation(load.Target(), DimensionNames.Dimension), SameKey(DimensionNames.Dimension, G, load.NaturalKey())),
    };

    private static Insert InferAgain(DimensionLoad load, ImmutableArray<Query> references)
    {
        var members = new Select
        {
            Distinct = true,
            Items = [.. load.NaturalKey().Prepend(DurableKey).Select(c => Col("r", c).As(c))],
            From = new SubqueryRelation(references is [var only] ? only : new UnionAll([.. references]), "r"),
        };
        var row = MemberRow.Columns(load.Dimension, Col("n", DurableKey), k => Col("n", k.Name.Text), inferred: true, BatchParameters.BatchId);
        return new(load.Target(), [.. row.Select(i => i.Name)], new Select { Items = row, From = new SubqueryRelation(members, "n") });
    }

    /// <summary>The members among them to which something refers, once for each that does.</summary>
    private static IEnumerable<Query> Referred(DimensionLoad load)
    {
        foreach (var role in load.FactRoles)
        {
            yield return Members(
                load,
                new(JoinKind.Inner, new TableRelation(FactRekeying.Moved(load), "m"), Eq(Col("m", FactRekeying.DurableKey), Col(G, DurableKey))),
                new(JoinKind.Inner, new TableRelation(role.Fact.ToTable(), "f"), Eq(Col("f", role.Role.KeyColumn), Col("m", FactRekeying.OldKey))));
        }

        foreach (var reference in load.References)
            yield return Members(load, new Join(JoinKind.Inner, new TableRelation(new(reference.Schema, reference.Table), "f"), Eq(Col("f", reference.Column), Col(G, DurableKey))));
        if (load.Dimension.Parent is not null)
        {
            var named = StoredAttributes.OfParent(load.Dimension);
            yield return Members(load, new Join(
                JoinKind.Inner, new TableRelation(load.Target(), "f"), And(load.NaturalKey().Select((k, i) => Eq(Col("f", named[i].Name.Text), Col(G, k))))));
        }
    }

    private static Select Members(DimensionLoad load, params ImmutableArray<Join> referring) => new()
    {
        Items = [.. load.NaturalKey().Prepend(DurableKey).Select(c => Col(G, c).As(c))],
        From = new TableRelation(Table(load), G),
        Joins = referring,
    };
}
