using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>
/// `surrogate: hash`: a key that writers who cannot coordinate agree on. A member's first key, which is its durable key, is the hash of
/// its natural key alone; that of a later version adds when it began. The parts bear their lengths, so that no two lists of parts make one text.
/// </summary>
internal static class HashKey
{
    /// <summary>The key of a member of which nothing but the natural key is known.</summary>
    public static SqlExpression OfMember(SourcedDimension dimension, string relation) => Hash(Parts(dimension, relation));

    /// <summary>The key of a version that a batch opens, over the batch's changes.</summary>
    public static SqlExpression OfVersion(DimensionLoad load, string relation)
    {
        var dimension = load.Dimension;
        var parts = Parts(dimension, relation);
        var began = parts.Add(new Call("timestamp_text", [Col(relation, ChangeColumns.EffectiveAt)]));
        var isFirst = Eq(
            new Window(
                WindowFunction.RowNumber,
                [],
                new([.. load.NaturalKey().Select(k => Col(relation, k))], [Col(relation, ChangeColumns.EffectiveAt).Ascending()])),
            Int(1));
        var taken = Exists(new TableRelation(load.Target(), "k"), And(SameKey("k", relation, load.NaturalKey()), Eq(Col("k", dimension.KeyColumn), Hash(began))));
        return new Case(
            [
                new(And(IsNull(Col(relation, Found.DurableKey)), isFirst), Hash(parts)),
                // A version that began then has been moved by a late change, and keeps its key.
                new(taken, Hash(began.Add(BatchParameters.BatchId))),
            ],
            Hash(began));
    }

    private static ImmutableArray<SqlExpression> Parts(SourcedDimension dimension, string relation) =>
        [.. dimension.NaturalKey.Select(k => AsText(Col(relation, k.Name.Text), k.Type))];

    private static Call Hash(ImmutableArray<SqlExpression> parts) => new("hash_key", [parts.Select(Measured).Aggregate(Joined)]);

    private static SqlExpression Measured(SqlExpression text) =>
        Joined(new Cast(new Call("length", [text]), new SqlType.Text()), Joined(Text(":"), text));

    private static SqlExpression Joined(SqlExpression left, SqlExpression right) => new Binary(BinaryOperator.Concatenate, left, right);

    /// <summary>A value as text, the same on every engine.</summary>
    public static SqlExpression AsText(SqlExpression value, DataType type) => type switch
    {
        DataType.Text => value,
        DataType.Date => new Call("date_text", [value]),
        DataType.Timestamp => new Call("timestamp_text", [value]),
        DataType.Decimal number => new Call("decimal_text", [value, Int(number.Scale)]),
        DataType.Boolean => When(value, Text("true"), Text("false")),
        _ => new Cast(value, new SqlType.Text()),
    };
}
