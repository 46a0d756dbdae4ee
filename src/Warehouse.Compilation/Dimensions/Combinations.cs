using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>A dimension of distinct combinations, junk or mini: a combination has one key for ever, and NULL is a value like others.</summary>
internal static class Combinations
{
    /// <summary>The combination of one relation is that of another, in whatever columns it has there.</summary>
    /// <remarks>Equality comes first, of values that stand for NULL: it is what engines can hash, and the rest makes it exact.</remarks>
    public static SqlExpression Same(IReadOnlyList<DataType> types, Func<int, SqlExpression> left, Func<int, SqlExpression> right) => And(
        types.SelectMany((type, i) => Stand(type) is { } stand ? [Eq(Coalesce(left(i), stand), Coalesce(right(i), stand))] : Array.Empty<SqlExpression>())
            .Append(new IsDistinct([.. types.Select((_, i) => left(i))], [.. types.Select((_, i) => right(i))], Negated: true)));

    /// <summary>Adds combinations that the dimension has not yet, numbered after those it has, in the order of their values.</summary>
    public static Insert Insert(JunkDimension dimension, TableName met) =>
        Insert(dimension.ToTable(), dimension.KeyColumn, dimension.Attributes, met);

    public static Insert Insert(ProfileDimension dimension, TableName met) =>
        Insert(dimension.ToTable(), dimension.KeyColumn, dimension.Mini.Attributes, met);

    private static Insert Insert(TableName table, string key, ImmutableArray<Model.Star.Attribute> attributes, TableName met)
    {
        var last = new ScalarSubquery(new Select
        {
            Items = [Coalesce(new Sql.Tree.Aggregate(AggregateFunction.Max, Col(key)), Int(0)).As("last_key")],
            From = new TableRelation(table),
            Where = Greater(Col(key), Int(0)),
        });
        ImmutableArray<Ordering> order = [.. attributes.Select(a => Col("m", a.Name.Text).Ascending(isText: a.Type is DataType.Text))];
        ImmutableArray<string> names = [.. attributes.Select(a => a.Name.Text)];
        return new(table, [key, .. names, GeneratedColumns.LoadedBy], new Select
        {
            Items =
            [
                Plus(last, new Window(WindowFunction.RowNumber, [], new([], order))).As(key),
                .. names.Select(n => Col("m", n).As(n)),
                BatchParameters.BatchId.As(GeneratedColumns.LoadedBy),
            ],
            From = new TableRelation(met, "m"),
        });
    }

    private static SqlExpression? Stand(DataType type) => type switch
    {
        DataType.Text => Text(""),
        DataType.Integer => Int(0),
        DataType.Decimal d => new Cast(Int(0), SqlTypes.Of(d)),
        DataType.Boolean => False,
        DataType.Date => new Literal.Date(new DateOnly(1900, 1, 1)),
        DataType.Timestamp => Instants.Beginning,
        _ => null,
    };
}
