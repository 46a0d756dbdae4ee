using System.Collections.Immutable;
using Warehouse.Compilation.Staging;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>
/// All that has been said of the members that a batch of `changes` touches, in one shape: of a member whose changes are all newer than
/// its last one, the version that they meet and the changes; of a member with a late change, everything that the store remembers.
/// </summary>
internal static class SaidChanges
{
    public const string Said = "said";

    private const string S = StageDesign.Alias;
    private const string H = "h";
    private const string Met = "met";
    private const string IsFirst = "_is_first";

    /// <summary>The columns that put changes of one instant in order, first to last.</summary>
    public static ImmutableArray<Ordering> Order(DimensionLoad load, string relation)
    {
        var order = ImmutableArray.CreateBuilder<Ordering>();
        order.Add(Col(relation, ChangeColumns.EffectiveAt).Ascending());
        order.AddRange(load.Source.OrderBy.Select((c, i) =>
            new Ordering(Col(relation, ChangeColumns.Order(i)), NullsLast: false, IsText: load.Read.TypeOf(c.Text) is DataType.Text)));
        order.Add(Col(relation, ChangeColumns.IsDelete).Ascending());
        if (load.Source.OnConflictColumn is { } winner)
            order.Add(new(Col(relation, ChangeColumns.WinsBy), NullsLast: false, IsText: load.Read.TypeOf(winner.Text) is DataType.Text));
        return order.ToImmutable();
    }

    /// <summary>What is carried of each change beside its key: values, time, order, and what the dimension knows of the member.</summary>
    public static ImmutableArray<string> Columns(DimensionLoad load) =>
    [
        .. load.Attributes.Select(a => a.Name.Text),
        .. load.WithPrior().Select(AttributeColumns.Prior),
        .. OrderColumns(load),
        ChangeColumns.IsDelete, Found.IsMet, Found.IsLate, Found.OldKey, Found.DurableKey, GeneratedColumns.IsInferred,
        .. load.Dimension.HasVersions ? [Found.ValidFrom] : Array.Empty<string>(),
        Found.LastChangeAt,
    ];

    public static IEnumerable<CommonTable> Compile(DimensionLoad load, StageDesign stage)
    {
        yield return new(Met, MeetLastVersions(load, stage));
        var said = new List<Query> { FromStage(load), TheVersionMet(load) };
        if (load.Closes())
            said.Add(TheDeletionMet(load));
        if (load.ChangeStore is not null)
            said.Add(FromStore(load));
        yield return new(Said, new UnionAll([.. said]));
    }

    /// <summary>Each in-order change beside its member's last version.</summary>
    private static Select MeetLastVersions(DimensionLoad load, StageDesign stage)
    {
        // A partial row that is overtaken within its instant still supplies what the one after it leaves out.
        SqlExpression stands = load.Fills()
            ? new In(Col(S, ChangeColumns.Outcome), [Text(Outcomes.Accepted), Text(Outcomes.Superseded)])
            : StageDesign.Accepted;
        if (!load.Deletes())
            stands = And(stands, Not(Col(S, ChangeColumns.IsDelete)));
        if (load.Fills() && load.ChangeStore is not null)
            stands = And(stands, None(new TableRelation(load.LateMembers(), "l"), SameKey("l", S, load.NaturalKey())));
        return new()
        {
            Items =
            [
                .. load.NaturalKey().Concat(load.Attributes.Select(a => a.Name.Text)).Concat([ChangeColumns.EffectiveAt, .. OrderColumns(load), ChangeColumns.IsDelete])
                    .Select(n => Col(S, n).As(n)),
                .. LastVersions.Columns(load).Except(load.NaturalKey()).Select(n => Col("m", Old(n)).As(Old(n))),
                Eq(new Window(WindowFunction.RowNumber, [], new([.. load.NaturalKey().Select(k => Col(S, k))], [Col(S, ChangeColumns.Row).Ascending()])), Int(1)).As(IsFirst),
            ],
            From = stage.Relation,
            Joins = [new(JoinKind.Inner, new TableRelation(load.Met(), "m"), Eq(Col("m", ChangeColumns.Row), Col(S, ChangeColumns.Row)))],
            Where = stands,
        };
    }

    private static Select FromStage(DimensionLoad load) => Shape(load, name => name switch
    {
        _ when IsPrior(load, name) => Untold(load, name),
        Found.IsMet or Found.IsLate => False,
        Found.ValidFrom => new Literal.Null(new SqlType.Timestamp()),
        _ => Known(load, name) ?? Col(Met, name),
    }) with { From = new CommonTableRelation(Met) };

    /// <summary>The last version stands for all that came before: its first change, which the next ones follow.</summary>
    private static Select TheVersionMet(DimensionLoad load) => Shape(load, name => name switch
    {
        _ when IsOrder(load, name) => Untold(load, name),
        ChangeColumns.EffectiveAt => Col(Met, Old(GeneratedColumns.StartedAt)),
        ChangeColumns.IsDelete => load.Flags() ? Col(Met, Old(GeneratedColumns.IsDeleted)) : False,
        Found.IsMet => True,
        Found.IsLate => False,
        Found.ValidFrom => Col(Met, Old(GeneratedColumns.ValidFrom)),
        _ => Known(load, name) ?? (IsKey(load, name) ? Col(Met, name) : Col(Met, Old(name))),
    }) with { From = new CommonTableRelation(Met), Where = IsMetBy };

    /// <summary>A member that was deleted is met as such: its last version has an end.</summary>
    private static Select TheDeletionMet(DimensionLoad load)
    {
        var version = TheVersionMet(load);
        return version with
        {
            Items = [.. version.Items.Select(i => i.Name switch
            {
                ChangeColumns.EffectiveAt => Col(Met, Old(GeneratedColumns.ValidTo)).As(i.Name),
                ChangeColumns.IsDelete => True.As(i.Name),
                _ => i,
            })],
            Where = And(IsMetBy, Not(Col(Met, Old(GeneratedColumns.IsCurrent)))),
        };
    }

    private static SqlExpression IsMetBy { get; } = And(
        Col(Met, IsFirst), IsNotNull(Col(Met, Old(GeneratedColumns.IsInferred))), Not(Col(Met, Old(GeneratedColumns.IsInferred))));

    private static Select FromStore(DimensionLoad load) => Shape(load, name => name switch
    {
        _ when IsPrior(load, name) => Untold(load, name),
        Found.IsMet => False,
        Found.IsLate => True,
        Found.ValidFrom => new Literal.Null(new SqlType.Timestamp()),
        Found.OldKey => Col("l", Old(load.Dimension.KeyColumn)),
        Found.DurableKey => Col("l", Old(load.Dimension.DurableKeyColumn)),
        GeneratedColumns.IsInferred => Col("l", Old(name)),
        Found.LastChangeAt => Col("l", Old(GeneratedColumns.LastChangeAt)),
        _ => Col(H, name),
    }) with
    {
        From = new TableRelation(load.LateMembers(), "l"),
        Joins = [new(JoinKind.Inner, new TableRelation(load.Store(), H), SameKey(H, "l", load.NaturalKey()))],
        Where = load.Deletes() ? null : Not(Col(H, ChangeColumns.IsDelete)),
    };

    private static Select Shape(DimensionLoad load, Func<string, SqlExpression> value) => new()
    {
        Items = [.. load.NaturalKey().Append(ChangeColumns.EffectiveAt).Concat(Columns(load)).Select(n => value(n).As(n))],
    };

    /// <summary>What the last version says of its member, which is so for all the member's rows.</summary>
    private static ColumnReference? Known(DimensionLoad load, string name) => name switch
    {
        Found.OldKey => Col(Met, Old(load.Dimension.KeyColumn)),
        Found.DurableKey => Col(Met, Old(load.Dimension.DurableKeyColumn)),
        GeneratedColumns.IsInferred => Col(Met, Old(name)),
        Found.LastChangeAt => Col(Met, Old(GeneratedColumns.LastChangeAt)),
        _ => null,
    };

    private static Literal.Null Untold(DimensionLoad load, string name)
    {
        var attribute = load.Attributes.FirstOrDefault(a => AttributeColumns.Prior(a.Name.Text) == name && a.Scd == 3);
        if (attribute is not null)
            return new(SqlTypes.Of(attribute.Type!));
        var index = OrderColumns(load).IndexOf(name);
        var column = index < load.Source.OrderBy.Length ? load.Source.OrderBy[index] : load.Source.OnConflictColumn!;
        return new(SqlTypes.Of(load.Read.TypeOf(column.Text)));
    }

    private static ImmutableArray<string> OrderColumns(DimensionLoad load) =>
    [
        .. load.Source.OrderBy.Select((_, i) => ChangeColumns.Order(i)),
        .. load.Source.OnConflictColumn is null ? Array.Empty<string>() : [ChangeColumns.WinsBy],
    ];

    private static bool IsKey(DimensionLoad load, string name) => load.NaturalKey().Contains(name);

    private static bool IsPrior(DimensionLoad load, string name) => load.WithPrior().Any(a => AttributeColumns.Prior(a) == name);

    private static bool IsOrder(DimensionLoad load, string name) => OrderColumns(load).Contains(name);


    private static string Old(string name) => LastVersions.Old(name);
}
