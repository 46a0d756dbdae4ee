using System.Collections.Immutable;
using Warehouse.Compilation.Expressions;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;
using Attribute = Warehouse.Model.Star.Attribute;

namespace Warehouse.Compilation.Dimensions;

/// <summary>The staging table of a dimension: its natural key, its attributes, and when each change took effect.</summary>
internal static class DimensionStage
{
    public static StageDesign Design(DimensionLoad load, string suffix)
    {
        var source = load.Source;
        var read = load.Read;
        var key = load.NaturalKey();
        return new()
        {
            Table = new(StateTables.Schema, $"stage_{load.Pipeline}{suffix}"),
            Read = read,
            Columns =
            [
                .. load.Dimension.NaturalKey.Select(k => new StageColumn(k.Name.Text, k.Type, StageValues.Column(read, k.SourceColumn.Text, k.Type))),
                .. load.Outriggers.SelectMany(o => Outriggers.Stage(load, o)),
                .. Described(load).Select(a => new StageColumn(a.Name.Text, a.Type!, StageValues.Attribute(read, a))),
                new(ChangeColumns.EffectiveAt, DataType.Instant, source.EffectiveAt is { } at ? Bounds.Effective(load.Dimension, StageValues.Column(read, at.Text, DataType.Instant)) : new Literal.Null(new SqlType.Timestamp())),
                new(ChangeColumns.IsDelete, DataType.Bool, source.DeleteWhen is { } when ? Holds(SourceExpression.Compile(when, read, DataType.Bool)) : False),
                .. source.OrderBy.Select((c, i) => new StageColumn(ChangeColumns.Order(i), read.TypeOf(c.Text), StageValues.Column(read, c.Text, read.TypeOf(c.Text)))),
                .. Winner(source, read),
            ],
            Key = key,
            Identity = (load.OneChangeAMember ? key : key.Add(ChangeColumns.EffectiveAt)).AddRange(DeletesApart(load)),
            Order = Order(load),
            Screens = [.. Moments(load), .. Described(load).Where(a => !a.Values.IsEmpty).Select(a => AllowedValues.Of(a, a.Name.Text, Col(StageCompiler.Evaluated, ChangeColumns.IsDelete)))],
        };
    }

    /// <summary>The attributes whose values the source gives, those of mini-dimensions among them.</summary>
    private static IEnumerable<Attribute> Described(DimensionLoad load) =>
        load.Attributes.Where(a => a.Outrigger is null).Concat(load.Dimension.MiniDimensions.SelectMany(m => m.Attributes));

    /// <summary>A delete that leaves no trace takes no part in anything, and must not stand in place of an upsert.</summary>
    private static ImmutableArray<string> DeletesApart(DimensionLoad load) => load.Deletes() || load.Source.DeleteWhen is null ? [] : [ChangeColumns.IsDelete];

    // A condition that is NULL does not hold.
    private static Case Holds(SqlExpression condition) => When(condition, True, False);

    private static IEnumerable<StageColumn> Winner(Source source, SourceRead read) => source.OnConflictColumn is { } column
        ? [new(ChangeColumns.WinsBy, read.TypeOf(column.Text), StageValues.Column(read, column.Text, read.TypeOf(column.Text)))]
        : [];

    /// <summary>The order of the changes of one identity, latest first: effective time, `order_by`, and of an upsert and a delete that still tie the delete.</summary>
    private static ImmutableArray<Ordering> Order(DimensionLoad load)
    {
        var source = load.Source;
        var order = ImmutableArray.CreateBuilder<Ordering>();
        if (load.OneChangeAMember && source.EffectiveAt is not null)
            order.Add(Col(StageDesign.Alias, ChangeColumns.EffectiveAt).Descending());
        order.AddRange(source.OrderBy.Select((c, i) =>
            new Ordering(Col(StageDesign.Alias, ChangeColumns.Order(i)), Descending: true, IsText: load.Read.TypeOf(c.Text) is DataType.Text)));
        if (source.DeleteWhen is not null)
            order.Add(Col(StageDesign.Alias, ChangeColumns.IsDelete).Descending());
        if (source.OnConflictColumn is { } winner)
            order.Add(new(Col(StageDesign.Alias, ChangeColumns.WinsBy), Descending: true, IsText: load.Read.TypeOf(winner.Text) is DataType.Text));
        return order.ToImmutable();
    }

    private static ImmutableArray<Screen> Moments(DimensionLoad load)
    {
        var effectiveAt = Col(StageCompiler.Evaluated, ChangeColumns.EffectiveAt);
        if (load.Source.EffectiveAt is null)
            return [];
        var isMissing = new Screen("null-effective-time", IsNull(effectiveAt), $"{load.Source.EffectiveAt.Text} is NULL");
        if (!load.OneChangeAMember)
            return [isMissing, new("from-the-future", AtLeast(effectiveAt, Instants.HighDate), $"{load.Source.EffectiveAt.Text} is not before 9999-12-31, where time ends")];
        var limit = new Call("add_seconds", [BatchParameters.BatchAt, Int((long)load.Source.MaxFuture.TotalSeconds)]);
        var stamp = load.Dimension.Validity == Validity.Date ? Col(StageCompiler.Evaluated, ChangeColumns.Order(0)) : effectiveAt;
        return [isMissing, new("from-the-future", Greater(stamp, limit), $"{load.Source.EffectiveAt.Text} is later than the batch by more than max_future")];
    }
}
