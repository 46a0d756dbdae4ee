using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Writing;

/// <summary>Writes expressions with no more parentheses than some engine needs.</summary>
internal sealed class ExpressionWriter(SqlText sql)
{
    private readonly record struct Piece(Doc Doc, Precedence Precedence);

    private readonly WindowWriter windows = new(sql);
    private readonly SpelledWriter spelled = new(sql);

    public Doc Write(SqlExpression expression) => Piecewise(expression).Doc;

    /// <summary>A condition whose ANDs or ORs stand one a line when they do not fit, below the first or one step in; the group is the caller's.</summary>
    public Doc Chained(SqlExpression expression, bool indented) =>
        expression is Binary chain && Operators.Associates(chain.Operator) ? Chain(chain, indented) : Write(expression);

    /// <summary>In parentheses when it binds more loosely than its place asks.</summary>
    public Doc Operand(SqlExpression expression, Precedence least)
    {
        var (doc, precedence) = Piecewise(expression);
        return precedence >= least ? doc : Doc.Parentheses(Chained(expression, indented: false));
    }

    private Piece Piecewise(SqlExpression expression) => expression switch
    {
        Literal literal => new(Doc.Text(Literals.Write(literal, sql.Dialect)), Literals.IsNegative(literal) ? Precedence.Sign : Precedence.Atom),
        ColumnReference { Relation: { } relation } column => Atom(sql.Name(relation), Doc.Text("."), sql.Name(column.Name)),
        ColumnReference column => Atom(sql.Name(column.Name)),
        Parameter parameter => Atom(Doc.Text(sql.Dialect.Parameters.Write(parameter, sql.Dialect.Types, sql.Style))),
        Binary chain when Operators.Associates(chain.Operator) => new(Doc.Group(Chain(chain, indented: true)), Operators.Rank(chain.Operator)),
        Binary binary => Operation(binary),
        Not not => new(Doc.Concat(Doc.Text("NOT "), Operand(not.Operand, Precedence.Comparison)), Precedence.Not),
        Negate negate => new(Doc.Concat(Doc.Text("-"), Operand(negate.Operand, Precedence.Atom)), Precedence.Sign),
        IsNull test => Comparison(test.Operand, Doc.Text(test.Negated ? " IS NOT NULL" : " IS NULL")),
        IsDistinct test => Distinct(test),
        In test => Inside(test),
        Like test => Comparison(test.Operand, Doc.Text(test.Negated ? " NOT LIKE " : " LIKE "), Operand(test.Pattern, Precedence.Concatenation)),
        Case choice => Atom(Choice(choice)),
        Cast cast => Atom(Doc.Group(Doc.Text("CAST("), Write(cast.Operand), Doc.Text($" AS {sql.Dialect.Types.Value(cast.Type)})"))),
        Aggregate aggregate => Atom(windows.Aggregate(aggregate)),
        Window window => Atom(windows.Window(window)),
        Exists { Negated: true } test => new(Doc.Concat(Doc.Text("NOT EXISTS "), sql.Subquery(test.Query)), Precedence.Not),
        Exists test => Atom(Doc.Text("EXISTS "), sql.Subquery(test.Query)),
        ScalarSubquery scalar => Atom(sql.Subquery(scalar.Query)),
        Spelled text => new(spelled.Write(text), text.Precedence),
        ByCodePoint or Call or TryConvert or RowAsJson => throw new InvalidOperationException(
            $"{expression.GetType().Name} is spelled by a lowering of the dialect before anything is written"),
        _ => throw new InvalidOperationException($"no text for {expression.GetType().Name}"),
    };

    private static Piece Atom(params ReadOnlySpan<Doc> parts) => new(Doc.Concat(parts), Precedence.Atom);

    private Piece Comparison(SqlExpression left, params ReadOnlySpan<Doc> test) =>
        new(Doc.Concat([Operand(left, Precedence.Concatenation), .. test]), Precedence.Comparison);

    private Piece Operation(Binary binary)
    {
        // Comparisons do not chain; arithmetic of one rank is taken from the left.
        var rank = Operators.Rank(binary.Operator);
        var (left, right) = rank == Precedence.Comparison ? (rank + 1, rank + 1) : (rank, rank + 1);
        return new(
            Doc.Group(
                Operand(binary.Left, left),
                Doc.Indent(Doc.Line, Doc.Text(Operators.Text(binary.Operator, sql.Dialect) + " "), Operand(binary.Right, right))),
            rank);
    }

    private Doc Chain(Binary chain, bool indented)
    {
        var parts = new List<SqlExpression>();
        Flatten(chain, chain.Operator, parts);

        // Engines rank || differently: `a || b + c` is `a || (b + c)` on one and `(a || b) + c` on another.
        // An AND within an OR needs no parentheses, but its readers do.
        var least = chain.Operator switch
        {
            BinaryOperator.Concatenate => Precedence.Sign,
            BinaryOperator.Or => Precedence.Not,
            _ => Operators.Rank(chain.Operator) + 1,
        };
        var word = Doc.Text(Operators.Text(chain.Operator, sql.Dialect) + " ");
        var rest = parts.Skip(1).Select(part => Doc.Concat(Doc.Line, word, Operand(part, least)));
        return Doc.Concat([Operand(parts[0], least), .. rest.Select(part => indented ? Doc.Indent(part) : part)]);
    }

    private static void Flatten(SqlExpression expression, BinaryOperator @operator, List<SqlExpression> parts)
    {
        if (expression is Binary binary && binary.Operator == @operator)
        {
            Flatten(binary.Left, @operator, parts);
            Flatten(binary.Right, @operator, parts);
        }
        else
        {
            parts.Add(expression);
        }
    }

    private Piece Distinct(IsDistinct test)
    {
        if (test.Left.Length != test.Right.Length || test.Left.IsEmpty)
        {
            throw new ArgumentException("IsDistinct compares as many expressions as it has on the other side, at least one", nameof(test));
        }

        var words = test.Negated ? "IS NOT DISTINCT FROM " : "IS DISTINCT FROM ";
        return new(Doc.Group(Side(test.Left), Doc.Indent(Doc.Line, Doc.Text(words), Side(test.Right))), Precedence.Comparison);

        Doc Side(IReadOnlyList<SqlExpression> side) => side.Count == 1
            ? Operand(side[0], Precedence.Concatenation)
            : Doc.Parentheses(Doc.List(side.Select(Write)));
    }

    private Piece Inside(In test) => test.Values.IsEmpty
        ? throw new ArgumentException("IN has at least one value", nameof(test))
        : Comparison(test.Operand, Doc.Text(test.Negated ? " NOT IN " : " IN "), Doc.Parentheses(Doc.List(test.Values.Select(Write))));

    private Doc Choice(Case choice)
    {
        if (choice.Branches.IsEmpty)
        {
            throw new ArgumentException("CASE has at least one branch", nameof(choice));
        }

        var branches = choice.Branches.Select(branch => Doc.Group(
            Doc.Text("WHEN "), Chained(branch.When, indented: true), Doc.Indent(Doc.Line, Doc.Text("THEN "), Write(branch.Then))));
        var otherwise = choice.Else is null ? [] : new[] { Doc.Concat(Doc.Text("ELSE "), Write(choice.Else)) };
        return Doc.Group(
            Doc.Text("CASE"), Doc.Indent(Doc.Line, Doc.Join(Doc.Line, [.. branches, .. otherwise])), Doc.Line, Doc.Text("END"));
    }
}
