using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Writing;

/// <summary>Writes aggregates and window functions.</summary>
internal sealed class WindowWriter(SqlText sql)
{
    public Doc Aggregate(Aggregate node)
    {
        var name = node.Function switch
        {
            AggregateFunction.Count => sql.Dialect.Count,
            AggregateFunction.Sum => "sum",
            AggregateFunction.Min => "min",
            AggregateFunction.Max => "max",
            _ => throw new InvalidOperationException($"no text for {node.Function}"),
        };
        if (node.Operand is null && (node.Function != AggregateFunction.Count || node.Distinct))
        {
            throw new ArgumentException($"{node.Function} has an operand", nameof(node));
        }

        var operand = node.Operand is null ? Doc.Text("*") : sql.Expression(node.Operand);
        var call = Doc.Concat(Function(name), Doc.Parentheses(node.Distinct ? Doc.Concat(Doc.Text("DISTINCT "), operand) : operand));
        return node.Over is null ? call : Doc.Concat(call, Over(node.Over));
    }

    public Doc Window(Window node)
    {
        var name = node.Function switch
        {
            WindowFunction.RowNumber => "row_number",
            WindowFunction.Rank => "rank",
            WindowFunction.DenseRank => "dense_rank",
            WindowFunction.Lag => "lag",
            WindowFunction.Lead => "lead",
            WindowFunction.FirstValue => "first_value",
            WindowFunction.LastValue => "last_value",
            _ => throw new InvalidOperationException($"no text for {node.Function}"),
        };
        var arguments = node.Arguments.IsEmpty ? Doc.Text("()") : Doc.Parentheses(Doc.List(node.Arguments.Select(sql.Expression)));
        return Doc.Concat(Function(name), arguments, Over(node.Over));
    }

    public Doc Orderings(IEnumerable<Ordering> orderings) => Doc.List(orderings.Select(One));

    private Doc Function(string name) => Doc.Text(sql.Dialect.UpperCaseFunctions ? name.ToUpperInvariant() : name);

    private Doc Over(WindowFrame frame)
    {
        var parts = new List<Doc>();
        if (!frame.PartitionBy.IsEmpty)
        {
            parts.Add(Doc.Clause("PARTITION BY", Doc.List(frame.PartitionBy.Select(sql.Expression))));
        }

        if (!frame.OrderBy.IsEmpty)
        {
            parts.Add(Doc.Clause("ORDER BY", Orderings(frame.OrderBy)));
        }

        var extent = frame.Extent switch
        {
            WindowExtent.UpToCurrentRow => "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
            WindowExtent.Whole => "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
            _ => "",
        };
        if (extent.Length > 0)
        {
            parts.Add(Doc.Text(extent));
        }

        return Doc.Concat(Doc.Text(" OVER "), parts.Count == 0 ? Doc.Text("()") : Doc.Parentheses(Doc.Join(Doc.Line, parts)));
    }

    private Doc One(Ordering ordering)
    {
        var direction = ordering.Descending ? " DESC" : "";
        var nulls = ordering.NullsLast == NullOrders.LastByDefault(sql.Dialect.NullOrder, ordering.Descending)
            ? ""
            : ordering.NullsLast ? " NULLS LAST" : " NULLS FIRST";
        return Doc.Concat(sql.Expression(ordering.Expression), Doc.Text(direction + nulls));
    }
}
