using System.Collections.Immutable;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Lowerings;

/// <summary>What a rewrite makes of each direct child of a node, by the place where the child stands.</summary>
internal sealed record TreeMap
{
    /// <summary>An expression where a value is asked.</summary>
    public required Func<SqlExpression, SqlExpression> Value { get; init; }

    /// <summary>An expression where a condition is asked: WHERE, ON, WHEN, the sides of AND.</summary>
    public required Func<SqlExpression, SqlExpression> Condition { get; init; }

    public required Func<Query, Query> Query { get; init; }

    public Func<Ordering, IEnumerable<Ordering>>? Ordering { get; init; }

    /// <summary>Another relation in the place of one; null: the relation itself, with its own children rewritten.</summary>
    public Func<Relation, Relation?>? Replacement { get; init; }

    /// <summary>Rewrites every expression from the leaves up, subqueries included.</summary>
    public static TreeMap BottomUp(
        Func<SqlExpression, SqlExpression> expression, Func<Query, Query>? query = null, Func<Ordering, IEnumerable<Ordering>>? ordering = null,
        Func<Relation, Relation?>? relation = null)
    {
        TreeMap? self = null;
        SqlExpression Visit(SqlExpression node) => expression(self!.Children(node));
        self = new TreeMap
        {
            Value = Visit,
            Condition = Visit,
            Query = node => query is null ? self!.Children(node) : query(self!.Children(node)),
            Replacement = relation,
            Ordering = ordering is null ? null : node => ordering(node with { Expression = Visit(node.Expression) }),
        };
        return self;
    }

    public SqlExpression Children(SqlExpression node) => node switch
    {
        Literal or ColumnReference or Parameter or RowAsJson => node,
        Binary { Operator: BinaryOperator.And or BinaryOperator.Or } n => n with { Left = Condition(n.Left), Right = Condition(n.Right) },
        Binary n => n with { Left = Value(n.Left), Right = Value(n.Right) },
        Not n => n with { Operand = Condition(n.Operand) },
        Negate n => n with { Operand = Value(n.Operand) },
        IsNull n => n with { Operand = Value(n.Operand) },
        IsDistinct n => n with { Left = Values(n.Left), Right = Values(n.Right) },
        In n => n with { Operand = Value(n.Operand), Values = Values(n.Values) },
        Like n => n with { Operand = Value(n.Operand), Pattern = Value(n.Pattern) },
        Case n => new Case([.. n.Branches.Select(b => new CaseBranch(Condition(b.When), Value(b.Then)))], n.Else is null ? null : Value(n.Else)),
        Cast n => n with { Operand = Value(n.Operand) },
        TryConvert n => n with { Operand = Value(n.Operand) },
        ByCodePoint n => n with { Operand = Value(n.Operand) },
        Call n => n with { Arguments = Values(n.Arguments) },
        Aggregate n => n with { Operand = n.Operand is null ? null : Value(n.Operand), Over = n.Over is null ? null : Frame(n.Over) },
        Window n => n with { Arguments = Values(n.Arguments), Over = Frame(n.Over) },
        Exists n => n with { Query = Query(n.Query) },
        ScalarSubquery n => n with { Query = Query(n.Query) },
        Spelled n => n with { Arguments = Values(n.Arguments) },
        _ => throw new InvalidOperationException($"{node.GetType().Name} has no children here"),
    };

    public Query Children(Query node) => node switch
    {
        RawQuery => node,
        UnionAll n => new UnionAll([.. n.Queries.Select(Query)]),
        Select n => n with
        {
            With = [.. n.With.Select(c => c with { Query = Query(c.Query) })],
            Items = [.. n.Items.Select(i => i with { Expression = Value(i.Expression) })],
            From = n.From is null ? null : Relation(n.From),
            Joins = Joins(n.Joins),
            Where = Optional(n.Where),
            GroupBy = Values(n.GroupBy),
            Having = Optional(n.Having),
            Qualify = Optional(n.Qualify),
            OrderBy = Orderings(n.OrderBy),
        },
        _ => throw new InvalidOperationException($"{node.GetType().Name} has no children here"),
    };

    public Statement Children(Statement node) => node switch
    {
        CreateTableAs n => n with { Query = Query(n.Query) },
        CreateView n => n with { Query = Query(n.Query) },
        Insert n => n with { Query = Query(n.Query) },
        Update n => n with
        {
            Assignments = [.. n.Assignments.Select(a => a with { Value = Value(a.Value) })],
            From = n.From is null ? null : Relation(n.From),
            Joins = Joins(n.Joins),
            Where = Condition(n.Where),
        },
        Delete n => n with { Where = Condition(n.Where) },
        Assert n => n with { Violations = Query(n.Violations) },
        Report n => n with { Query = Query(n.Query) },
        CreateSchema or CreateTable or CreateIndex or DropTable or DropView or BeginTransaction or CommitTransaction or Describe or CollectStatistics => node,
        _ => throw new InvalidOperationException($"{node.GetType().Name} has no children here"),
    };

    private Relation Relation(Relation node) => Replacement?.Invoke(node) ?? node switch
    {
        SubqueryRelation n => n with { Query = Query(n.Query) },
        TableRelation or CommonTableRelation => node,
        _ => throw new InvalidOperationException($"{node.GetType().Name} has no children here"),
    };

    private SqlExpression? Optional(SqlExpression? condition) => condition is null ? null : Condition(condition);

    private ImmutableArray<SqlExpression> Values(ImmutableArray<SqlExpression> nodes) => [.. nodes.Select(Value)];

    private ImmutableArray<Ordering> Orderings(ImmutableArray<Ordering> nodes) => Ordering is null
        ? [.. nodes.Select(o => o with { Expression = Value(o.Expression) })]
        : [.. nodes.SelectMany(Ordering)];

    private ImmutableArray<Join> Joins(ImmutableArray<Join> nodes) =>
        [.. nodes.Select(j => j with { Relation = Relation(j.Relation), On = Optional(j.On) })];

    private WindowFrame Frame(WindowFrame node) => node with { PartitionBy = Values(node.PartitionBy), OrderBy = Orderings(node.OrderBy) };
}
