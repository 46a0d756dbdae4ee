using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Aggregates;

/// <summary>At a batch's end: the groups that it touched are computed anew from the fact, and those that differ are written.</summary>
internal static class AggregateSteps
{
    private const string A = "a";
    private const string N = "n";

    public static IEnumerable<LoadStep> Renew(IEnumerable<AggregateLoad> loads) => loads.SelectMany(Renew);

    private static IEnumerable<LoadStep> Renew(AggregateLoad load)
    {
        var name = load.Aggregate.Name.Text;
        var (target, touched) = (AggregateGroups.Target(load), new TableRelation(AggregateGroups.Touched(load), "t"));
        ImmutableArray<string> values = [.. load.Sums.Select(s => s.Name), AggregateTable.RowCount];
        var renewed = new TableRelation(Renewed(load), N);
        yield return new($"Compute the touched groups of {name} anew", new CreateTableAs(Renewed(load), Computed(load, touched), TableLifetime.Transaction));
        yield return new($"Remove groups of {name} in which no row is left", new Delete(
            target, A, And(Exists(touched, AggregateGroups.Same(load, "t", A)), None(renewed, AggregateGroups.Same(load, N, A)))));
        yield return new("Write those that differ", new Update(target, A, [.. values.Select(v => new Assignment(v, Col(N, v))), new(GeneratedColumns.ChangedBy, BatchParameters.BatchId)])
        {
            From = renewed,
            Where = And(AggregateGroups.Same(load, N, A), Differ(A, N, values)),
        });
        ImmutableArray<string> columns = [.. AggregateGroups.Columns(load), .. values];
        yield return new("Add those that are new", new Insert(target, [.. columns, GeneratedColumns.LoadedBy, GeneratedColumns.ChangedBy], new Select
        {
            Items = [.. columns.Select(c => Col(N, c).As(c)), BatchParameters.BatchId.As(GeneratedColumns.LoadedBy), BatchParameters.BatchId.As(GeneratedColumns.ChangedBy)],
            From = renewed,
            Where = None(new TableRelation(target, A), AggregateGroups.Same(load, A, N)),
        }));
    }

    private static TableName Renewed(AggregateLoad load) => new(null, $"renewed_{load.Aggregate.Name.Text}");

    private static Select Computed(AggregateLoad load, TableRelation touched) => new()
    {
        Items =
        [
            .. AggregateGroups.Items(load),
            .. load.Sums.Select(s => new Cast(new Sql.Tree.Aggregate(AggregateFunction.Sum, Col(AggregateGroups.Fact, s.Name)), SqlTypes.Of(s.Type)).As(s.Name)),
            CountRows().As(AggregateTable.RowCount),
        ],
        From = new TableRelation(load.Fact.ToTable(), AggregateGroups.Fact),
        Joins = AggregateGroups.Dimensions(load),
        Where = Exists(touched, AggregateGroups.Same(load, i => Col("t", load.Levels[i].Column), i => AggregateGroups.Attribute(load, i))),
        GroupBy = [.. load.Levels.Select((_, i) => AggregateGroups.Attribute(load, i))],
    };
}
