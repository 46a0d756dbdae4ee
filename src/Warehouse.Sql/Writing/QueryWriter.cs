using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Writing;

/// <summary>Writes queries, a clause a line.</summary>
internal sealed class QueryWriter(SqlText sql)
{
    public Doc Write(Query query) => Write(query, Doc.HardLine, null);

    /// <summary>A query that puts its rows somewhere, as SELECT … INTO does.</summary>
    public Doc WriteInto(Query query, Doc target) => query is Select select
        ? Clauses(select, Doc.HardLine, target)
        : Doc.Concat(
            Doc.Text("SELECT given.*"), Doc.HardLine, Doc.Text("INTO "), target, Doc.HardLine, Doc.Text("FROM "), Subquery(query), Doc.Text(" AS given"));

    /// <summary>The common tables of a query, and the query without them, for an engine that has WITH only at the head of a statement.</summary>
    public (Doc With, Query Body) Split(Query query) => query is Select { With.IsEmpty: false } select
        ? (Doc.Concat(With(select), Doc.HardLine), select with { With = [] })
        : (Doc.Empty, query);

    /// <summary>In parentheses, on one line when it is short and simple.</summary>
    public Doc Subquery(Query query) => query is Select { With.IsEmpty: true }
        ? Doc.Parentheses(Write(query, Doc.Line, null))
        : Doc.Block(Write(query));

    public Doc Relation(Relation relation)
    {
        var source = relation switch
        {
            TableRelation table => sql.Table(table.Table),
            CommonTableRelation common => sql.Name(common.Name),
            SubqueryRelation subquery => sql.Subquery(subquery.Query),
            _ => throw new InvalidOperationException($"no text for {relation.GetType().Name}"),
        };
        return Alias(relation) is { } alias ? Doc.Concat(source, Doc.Text(" AS "), sql.Name(alias)) : source;
    }

    public Doc Joins(IEnumerable<Join> joins) => Doc.Concat([.. joins.Select(join => Doc.Concat(Doc.HardLine, Join(join)))]);

    // A temporary table that bears a prefix is called without it everywhere else.
    private string? Alias(Relation relation) => relation switch
    {
        TableRelation { Table: { Schema: null } table } when sql.Dialect.Identifiers.TemporaryPrefix.Length > 0 => relation.Alias ?? table.Name,
        TableRelation { Table: { Schema: null } table } when relation.Alias == table.Name => null,
        CommonTableRelation common when relation.Alias == common.Name => null,
        _ => relation.Alias,
    };

    private Doc Join(Join join)
    {
        var words = join.Kind switch
        {
            JoinKind.Inner => "JOIN ",
            JoinKind.Left => "LEFT JOIN ",
            JoinKind.Full => "FULL JOIN ",
            JoinKind.Cross => "CROSS JOIN ",
            _ => throw new InvalidOperationException($"no text for {join.Kind}"),
        };
        if ((join.On is null) != (join.Kind == JoinKind.Cross))
        {
            throw new ArgumentException("a join has a condition unless it is a cross join", nameof(join));
        }

        var relation = Doc.Concat(Doc.Text(words), Relation(join.Relation));
        return join.On is null
            ? relation
            : Doc.Concat(relation, Doc.Indent(Doc.HardLine, sql.Condition("ON", join.On, indented: false)));
    }

    private Doc Write(Query query, Doc between, Doc? into) => query switch
    {
        Select select => Clauses(select, between, into),
        UnionAll union => Union(union, between),
        RawQuery raw => Raw(raw),
        _ => throw new InvalidOperationException($"no text for {query.GetType().Name}"),
    };

    private Doc Clauses(Select query, Doc between, Doc? into)
    {
        var clauses = new List<Doc>();
        var top = sql.Dialect.RowLimit == RowLimit.Top && query.Limit is { } rows ? Invariant($" TOP ({rows})") : "";
        clauses.Add(Doc.Clause($"SELECT{(query.Distinct ? " DISTINCT" : "")}{top}", Doc.List(query.Items.Select(Item))));
        if (into is not null)
        {
            clauses.Add(Doc.Concat(Doc.Text("INTO "), into));
        }

        if (query.From is not null)
        {
            clauses.Add(Doc.Concat(Doc.Text("FROM "), Relation(query.From)));
        }

        clauses.AddRange(query.Joins.Select(Join));
        Condition(clauses, "WHERE", query.Where);
        if (!query.GroupBy.IsEmpty)
        {
            clauses.Add(Doc.Clause("GROUP BY", Doc.List(query.GroupBy.Select(sql.Expression))));
        }

        Condition(clauses, "HAVING", query.Having);
        Condition(clauses, "QUALIFY", query.Qualify);
        if (!query.OrderBy.IsEmpty)
        {
            clauses.Add(Doc.Clause("ORDER BY", sql.Orderings(query.OrderBy)));
        }

        if (sql.Dialect.RowLimit == RowLimit.Limit && query.Limit is { } limit)
        {
            clauses.Add(Doc.Text(Invariant($"LIMIT {limit}")));
        }

        var body = Doc.Join(between, clauses);
        return query.With.IsEmpty ? body : Doc.Concat(With(query), Doc.HardLine, body);
    }

    private Doc With(Select query) => Doc.Concat(
        Doc.Text("WITH "),
        Doc.Join(
            Doc.Concat(Doc.Text(","), Doc.HardLine),
            query.With.Select(common => Doc.Concat(sql.Name(common.Name), Doc.Text(common.Materialized ? " AS MATERIALIZED " : " AS "), Doc.Block(Write(common.Query))))));

    private void Condition(List<Doc> clauses, string keyword, SqlExpression? condition)
    {
        if (condition is not null)
        {
            clauses.Add(sql.Condition(keyword, condition));
        }
    }

    private Doc Item(SelectItem item) =>
        item.Expression is ColumnReference column && column.Name == item.Name
            ? sql.Expression(item.Expression)
            : Doc.Concat(sql.Expression(item.Expression), Doc.Text(" AS "), sql.Name(item.Name));

    // A branch with an order, a limit or common tables of its own would give them to the whole union.
    private Doc Union(UnionAll union, Doc between) => Doc.Join(
        Doc.Concat(between, Doc.Text("UNION ALL"), between),
        union.Queries.Select(branch => branch is Select { With.IsEmpty: true, OrderBy.IsEmpty: true, Limit: null }
            ? Write(branch, between, null)
            : Doc.Block(Write(branch))));

    // The user's text is opaque: not even its indentation is touched, it may be inside a constant. Its last line may be a comment.
    private Doc Raw(RawQuery raw)
    {
        var text = OpaqueQuery.WithoutTerminator(raw.Text.ReplaceLineEndings("\n").Trim(), sql.Dialect.Texts).TrimEnd(';').TrimEnd();
        if (text.Length == 0 || text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("a query of the user's own is a text without NUL characters", nameof(raw));
        }

        return Doc.Text(text);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
