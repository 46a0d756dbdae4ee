using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Writing;

/// <summary>What the spelling of a statement writes its parts with.</summary>
internal sealed class SqlText
{
    private readonly ExpressionWriter expressions;
    private readonly WindowWriter windows;
    private readonly QueryWriter queries;

    public SqlText(Dialect dialect, ParameterStyle style)
    {
        Dialect = dialect;
        Style = style;
        expressions = new(this);
        windows = new(this);
        queries = new(this);
    }

    public Dialect Dialect { get; }

    public ParameterStyle Style { get; }

    public Doc Statement(Statement statement) => Dialect.Statements.Write(statement, this);

    public Doc Name(string name) => Doc.Text(Names.Write(name, Dialect));

    /// <summary><c>(a, b)</c>.</summary>
    public Doc NameList(IEnumerable<string> names) => Doc.Parentheses(Doc.List(names.Select(Name)));

    public Doc Table(TableName table) => Doc.Text(Names.Table(table, Dialect));

    public Doc Constant(string text) => Doc.Text(Dialect.Literals.Text(text));

    public Doc Expression(SqlExpression expression) => expressions.Write(expression);

    public Doc Operand(SqlExpression expression, Precedence least) => expressions.Operand(expression, least);

    /// <summary>A keyword and its condition, one line an AND when it does not fit.</summary>
    public Doc Condition(string keyword, SqlExpression condition, bool indented = true) =>
        Doc.Group(Doc.Text(keyword + " "), expressions.Chained(condition, indented));

    public Doc Orderings(IEnumerable<Ordering> orderings) => windows.Orderings(orderings);

    public Doc Query(Query query) => queries.Write(query);

    /// <summary>A query whose rows go to a target that stands inside it.</summary>
    public Doc QueryInto(Query query, Doc target) => queries.WriteInto(query, target);

    /// <summary>The common tables of a query with a line feed after them, and the query without.</summary>
    public (Doc With, Query Body) SplitCommonTables(Query query) => queries.Split(query);

    /// <summary>A query in parentheses, on one line when it is short.</summary>
    public Doc Subquery(Query query) => queries.Subquery(query);

    public Doc Relation(Relation relation) => queries.Relation(relation);

    /// <summary>Each join on a new line.</summary>
    public Doc Joins(IEnumerable<Join> joins) => queries.Joins(joins);
}
