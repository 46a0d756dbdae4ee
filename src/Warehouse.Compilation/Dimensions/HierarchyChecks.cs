using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>Whether hierarchies are trees: of current members, every value of a level has one value of the level above it.</summary>
/// <remarks>
/// A value with two is kept and reported, not refused: the source says so, the members are right each by itself, and only a drill-down
/// through that value is ambiguous. Only values that the batch touched are looked at.
/// </remarks>
internal static class HierarchyChecks
{
    public const string Code = "WH6001";

    private const string D = DimensionNames.Dimension;
    private const string C = DimensionNames.Change;
    private const string P = "p";

    private static readonly TableName Results = StateTables.CheckResult.ToTable();

    public static IEnumerable<LoadStep> Compile(DimensionLoad load)
    {
        foreach (var hierarchy in load.Dimension.Hierarchies)
        {
            foreach (var (parent, child) in hierarchy.Levels.Zip(hierarchy.Levels.Skip(1)))
                yield return new($"Report each {child} of the hierarchy {hierarchy.Name} that has more than one {parent}", Report(load, hierarchy, parent.Text, child.Text));
        }
    }

    /// <summary>How many values were reported.</summary>
    public static ScalarSubquery Count(DimensionLoad load) => new(new Select
    {
        Items = [CountRows().As("rows_found")],
        From = new TableRelation(Results, "k"),
        Where = And(Eq(Col("k", "batch_id"), BatchParameters.BatchId), Eq(Col("k", "target"), Text(load.Pipeline)), Eq(Col("k", "code"), Text(Code))),
    });

    private static Insert Report(DimensionLoad load, Hierarchy hierarchy, string parent, string child)
    {
        // NULL beside a value is another parent.
        var parents = Plus(
            new Sql.Tree.Aggregate(AggregateFunction.Count, Col(D, parent), Distinct: true),
            new Sql.Tree.Aggregate(AggregateFunction.Max, When(IsNull(Col(D, parent)), Int(1), Int(0))));
        var several = new Select
        {
            Items = [Col(D, child).As(child)],
            From = new TableRelation(load.Target(), D),
            Where = And(
                LastVersions.IsMember(load, D),
                IsNotNull(Col(D, child)),
                load.Dimension.HasVersions ? Col(D, GeneratedColumns.IsCurrent) : True,
                load.Flags() ? Not(Col(D, GeneratedColumns.IsDeleted)) : True,
                Exists(new TableRelation(load.Changes(), C), Eq(Col(C, child), Col(D, child)))),
            GroupBy = [Col(D, child)],
            Having = Greater(parents, Int(1)),
        };
        var reason = new Binary(
            BinaryOperator.Concatenate,
            new Binary(BinaryOperator.Concatenate, Text($"{child} "), new Cast(Col(P, child), new SqlType.Text())),
            Text($" has more than one {parent}: a drill-down through {hierarchy.Name} counts it under each"));
        return new(Results, ["batch_id", "target", "check_name", "code", "reason"], new Select
        {
            Items =
            [
                BatchParameters.BatchId.As("batch_id"), Text(load.Pipeline).As("target"), Text($"{hierarchy.Name}: {child} in {parent}").As("check_name"),
                Text(Code).As("code"), reason.As("reason"),
            ],
            From = new SubqueryRelation(several, P),
        });
    }
}
