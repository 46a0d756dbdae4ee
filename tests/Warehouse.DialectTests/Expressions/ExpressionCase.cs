using System.Collections.Immutable;
using Shouldly;
using Warehouse.Compilation;
using Warehouse.Compilation.Expressions;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Expressions;
using Warehouse.Model.Star;
using Warehouse.Sql.Tree;
using Warehouse.TestEngines.Results;

namespace Warehouse.DialectTests.Expressions;

/// <summary>An expression over columns with given values, and the value it has on every engine, which is stated by hand.</summary>
/// <param name="Text">As a user writes it, over the columns of <see cref="Types"/>.</param>
/// <param name="Expected">Its canonical text; null: NULL.</param>
/// <param name="Columns">Values of the columns that it reads; a column without one is NULL.</param>
public sealed record ExpressionCase(string Text, string? Expected, params (string Column, object? Value)[] Columns)
{
    /// <summary>The columns of every case: two or three of each type.</summary>
    public static IReadOnlyDictionary<string, DataType> Types { get; } = new Dictionary<string, DataType>
    {
        ["s"] = DataType.String, ["t"] = DataType.String, ["u"] = DataType.String,
        ["i"] = DataType.Int64, ["j"] = DataType.Int64, ["k"] = DataType.Int64,
        ["d"] = new DataType.Decimal(18, 2), ["e"] = new DataType.Decimal(18, 6), ["w"] = new DataType.Decimal(38, 10),
        ["f"] = DataType.Float64, ["g"] = DataType.Float64,
        ["b"] = DataType.Bool, ["c"] = DataType.Bool,
        ["day"] = DataType.Day, ["other_day"] = DataType.Day,
        ["at"] = DataType.Instant, ["other_at"] = DataType.Instant,
    };

    public string Name => Columns.Length == 0
        ? Text
        : $"{Text} with {string.Join(", ", Columns.Select(column => $"{column.Column} = {CanonicalText.Of(column.Value)}"))}";

    public PortableExpression Bound
    {
        get
        {
            var (parsed, faults) = PortableExpressionParser.Parse(new ExpressionText(Text, SourceSpan.None));
            faults.ShouldBeEmpty(Text);
            var (bound, problems) = ExpressionBinder.Bind(parsed!, Types);
            problems.ShouldBeEmpty(Text);
            return bound!;
        }
    }

    /// <summary>Two equal rows of the columns, so that no engine computes the expression before it runs; the expression over each.</summary>
    public Query Query
    {
        get
        {
            var bound = Bound;
            ImmutableArray<SelectItem> items = [.. bound.ColumnsRead().DefaultIfEmpty("i").Select(name => new SelectItem(Value(name), name))];
            var row = new Select { Items = items };
            var value = ExpressionCompiler.Compile(bound, name => new ColumnReference("r", name));
            return new Select
            {
                Items = [new SelectItem(IsLong(bound.Type) ? new Cast(value, new SqlType.Text()) : value, "result")],
                From = new SubqueryRelation(new UnionAll([row, row]), "r"),
            };
        }
    }

    /// <summary>Whether an engine's value is the one that is stated; floats may differ in the last places.</summary>
    public void ShouldBe(ResultSet result, string sql)
    {
        result.Rows.Count.ShouldBe(2, sql);
        foreach (var actual in result.Rows.Select(row => row.Single()))
        {
            var text = actual is null ? null : IsLong(Bound.Type) ? Trimmed(CanonicalText.Of(actual)) : CanonicalText.Of(actual);
            if (text != Expected && !(Bound.Type is DataType.Float && IsNear(text, Expected)))
            {
                throw new ShouldAssertException($"{Name}\n  is {text ?? "NULL"}\n  not {Expected ?? "NULL"}\nin:\n{sql}");
            }
        }
    }

    public override string ToString() => Name;

    /// <summary>Whether a decimal has more digits than those that drivers read; then the engine writes it as a text.</summary>
    private static bool IsLong(DataType? type) => type is DataType.Decimal { Precision: > 28 };

    private static string Trimmed(string number)
    {
        var whole = number.StartsWith('.') ? "0" + number : number;
        return whole.Contains('.') ? whole.TrimEnd('0').TrimEnd('.') : whole;
    }

    private static bool IsNear(string? actual, string? expected) =>
        double.TryParse(actual, out var a) && double.TryParse(expected, out var e) && Math.Abs(a - e) <= 1e-12 * Math.Abs(e);

    private Cast Value(string column)
    {
        var type = SqlTypes.Of(Types[column]);
        return new Cast(
            Columns.FirstOrDefault(given => given.Column == column).Value switch
            {
                null => new Literal.Null(type),
                string text => new Literal.Text(text),
                int number => new Literal.Integer(number),
                long number => new Literal.Integer(number),
                decimal number => new Literal.Decimal(number),
                double number => new Literal.Float(number),
                bool truth => new Literal.Boolean(truth),
                DateOnly date => new Literal.Date(date),
                DateTime instant => new Literal.Timestamp(instant),
                var other => throw new ArgumentException($"{column}: a {other.GetType().Name}"),
            },
            type);
    }
}
