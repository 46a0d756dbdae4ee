using System.Collections.Immutable;
using Warehouse.Compilation.Dimensions;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Aggregates;

/// <summary>
/// The groups of an aggregate that a batch touches: those of each row of the fact before it is written or shows something else, and those
/// of the same rows after. NULL is a group like others, of special members too.
/// </summary>
internal static class AggregateGroups
{
    /// <summary>The fact, in a query of groups.</summary>
    public const string Fact = "f";

    /// <summary>What tells the rows that are touched.</summary>
    public const string Rows = "t";

    public static TableName Touched(AggregateLoad load) => new(null, $"touched_{load.Aggregate.Name.Text}");

    public static TableName Target(AggregateLoad load) => load.Table.ToTable();

    public static ImmutableArray<string> Columns(AggregateLoad load) => [.. load.Levels.Select(l => l.Column)];

    /// <summary>
    /// Before anything is written. An aggregate that is empty has never been filled, or its fact is empty too: its first batch finds every
    /// group that there is, under the fence and with the batch's name, whatever loaded the fact before the aggregate was declared.
    /// </summary>
    public static IEnumerable<LoadStep> Begin(IEnumerable<AggregateLoad> loads) => loads.Select(load => new LoadStep(
        $"Note the groups of {load.Aggregate.Name.Text} that the batch touches: at first none, or all where it is empty",
        new CreateTableAs(
            Touched(load),
            new Select
            {
                Distinct = true,
                Items = Items(load),
                From = new TableRelation(load.Fact.ToTable(), Fact),
                Joins = Dimensions(load),
                Where = None(new TableRelation(Target(load), "a")),
            },
            TableLifetime.Transaction)));

    /// <summary>The groups of the fact's rows that match, as they are now.</summary>
    /// <param name="rows">A relation with the alias <see cref="Rows"/>.</param>
    public static LoadStep Touch(AggregateLoad load, string which, Relation rows, SqlExpression matches) => new(
        $"Groups of {load.Aggregate.Name.Text}: {which}",
        new Insert(Touched(load), Columns(load), new Select
        {
            Distinct = true,
            Items = Items(load),
            From = rows,
            Joins = [new(JoinKind.Inner, new TableRelation(load.Fact.ToTable(), Fact), matches), .. Dimensions(load)],
        }));

    /// <summary>The attributes by which the aggregate is grouped, each under its name in the aggregate.</summary>
    public static ImmutableArray<SelectItem> Items(AggregateLoad load) => [.. load.Levels.Select((l, i) => Attribute(load, i).As(l.Column))];

    public static SqlExpression Attribute(AggregateLoad load, int level) =>
        Col(Alias(load, load.Levels[level].Role), load.Levels[level].Attribute);

    /// <summary>The dimensions of those attributes; every key is found, so that no row is lost.</summary>
    public static ImmutableArray<Join> Dimensions(AggregateLoad load) =>
    [
        .. load.Roles.Select(r => new Join(
            JoinKind.Inner,
            new TableRelation(r.Dimension.ToTable(), Alias(load, r)),
            Eq(Col(Alias(load, r), r.Dimension.KeyColumn), Col(Fact, r.Role.KeyColumn)))),
    ];

    /// <summary>Two rows are of one group.</summary>
    public static SqlExpression Same(AggregateLoad load, Func<int, SqlExpression> left, Func<int, SqlExpression> right) =>
        Combinations.Same([.. load.Levels.Select(l => l.Type)], left, right);

    public static SqlExpression Same(AggregateLoad load, string left, string right) =>
        Same(load, i => Col(left, load.Levels[i].Column), i => Col(right, load.Levels[i].Column));

    private static string Alias(AggregateLoad load, RoleLookup role) => $"d{load.Roles.Select(r => r.Role.Name).ToList().IndexOf(role.Role.Name) + 1}";
}
