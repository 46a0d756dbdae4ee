using System.Collections.Immutable;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>
/// For an engine on which a column of an inner query hides the relation of an outer one that has its name, and on which SET takes the
/// alias of an UPDATE for the whole row: a relation that an inner query refers to, and one that is updated, bear names of their own.
/// </summary>
internal static class RelationsApart
{
    private const string Prefix = "row_";

    private static readonly ImmutableDictionary<string, string> None = ImmutableDictionary<string, string>.Empty;

    public static Lowering Lowering { get; } = new(nameof(RelationsApart), (statement, _) => [Apart(statement)]);

    private static Statement Apart(Statement statement)
    {
        var names = statement switch
        {
            Update update => Within(None, Aliases(update.From, update.Joins), c => c.Children(update)).SetItem(update.Alias, Prefix + update.Alias),
            Delete delete => Within(None, [delete.Alias], c => c.Children(delete)),
            _ => None,
        };
        return Renaming(names).Children(statement) switch
        {
            Update update => update with { Alias = Named(update.Alias, names), From = update.From is null ? null : Named(update.From, names), Joins = Named(update.Joins, names) },
            Delete delete => delete with { Alias = Named(delete.Alias, names) },
            var other => other,
        };
    }

    private static Query Apart(Query query, ImmutableDictionary<string, string> outer)
    {
        if (query is not Select select)
            return Renaming(outer).Children(query);
        var names = Within(outer, Aliases(select), c => c.Children(select));
        var renamed = (Select)Renaming(names).Children(select);
        return renamed with { From = renamed.From is null ? null : Named(renamed.From, names), Joins = Named(renamed.Joins, names) };
    }

    // The names that hold within a scope: those from outside that it does not give anew, and those of its own that inner queries use.
    private static ImmutableDictionary<string, string> Within(
        ImmutableDictionary<string, string> outer, ImmutableArray<string> own, Action<TreeMap> visitChildren)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        visitChildren(Collecting(_ => { }, query => used.UnionWith(Free(query))));
        return outer.RemoveRange(own).AddRange(own.Distinct().Where(used.Contains).Select(a => KeyValuePair.Create(a, Prefix + a)));
    }

    /// <summary>The relations that a query refers to and does not have.</summary>
    private static HashSet<string> Free(Query query)
    {
        var free = new HashSet<string>(StringComparer.Ordinal);
        Collecting(name => free.Add(name), inner => free.UnionWith(Free(inner))).Children(query);
        free.ExceptWith(query is Select select ? Aliases(select) : []);
        return free;
    }

    private static TreeMap Collecting(Action<string> reference, Action<Query> inner)
    {
        TreeMap? map = null;
        SqlExpression Visit(SqlExpression node)
        {
            if (Relation(node) is { } relation)
                reference(relation);
            return map!.Children(node);
        }

        return map = new TreeMap
        {
            Value = Visit,
            Condition = Visit,
            Query = query =>
            {
                inner(query);
                return query;
            },
        };
    }

    private static TreeMap Renaming(ImmutableDictionary<string, string> names)
    {
        TreeMap? map = null;
        SqlExpression Visit(SqlExpression node) => map!.Children(node) switch
        {
            ColumnReference { Relation: { } relation } column => column with { Relation = Named(relation, names) },
            RowAsJson row => row with { Relation = Named(row.Relation, names) },
            var other => other,
        };
        return map = new TreeMap { Value = Visit, Condition = Visit, Query = query => Apart(query, names) };
    }

    private static string? Relation(SqlExpression node) => node switch
    {
        ColumnReference column => column.Relation,
        RowAsJson row => row.Relation,
        _ => null,
    };

    private static ImmutableArray<string> Aliases(Select select) => Aliases(select.From, select.Joins);

    private static ImmutableArray<string> Aliases(Relation? from, ImmutableArray<Join> joins) =>
        [.. joins.Select(j => j.Relation).Prepend(from).Select(r => r?.Alias).OfType<string>()];

    private static string Named(string name, ImmutableDictionary<string, string> names) => names.GetValueOrDefault(name, name);

    private static Relation Named(Relation relation, ImmutableDictionary<string, string> names) =>
        relation.Alias is { } alias && names.TryGetValue(alias, out var other) ? relation with { Alias = other } : relation;

    private static ImmutableArray<Join> Named(ImmutableArray<Join> joins, ImmutableDictionary<string, string> names) =>
        [.. joins.Select(j => j with { Relation = Named(j.Relation, names) })];
}
