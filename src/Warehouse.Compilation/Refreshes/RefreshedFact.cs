using Warehouse.Compilation.Aggregates;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Refreshes;

/// <summary>A fact that was loaded aside, in place of the fact that is there; its aggregates are computed anew.</summary>
internal static class RefreshedFact
{
    public static (IEnumerable<LoadStep> Guards, IEnumerable<LoadStep> Rows, BatchCounts Counts) Compile(FactLoad load, AsideTables aside) => (
        [RowsAreThere(load, aside)],
        [
            .. load.Tables.SelectMany(t => RefreshCompiler.Replace(t, aside, t == load.Table ? "the rows of the fact" : $"the rows of {t.Name}")),
            .. load.Aggregates.Select(a => new LoadStep($"Empty {a.Aggregate.Name.Text}: all of its groups are computed anew", new Delete(AggregateGroups.Target(a), "x", True))),
            .. AggregateGroups.Begin(load.Aggregates),
            .. AggregateSteps.Renew(load.Aggregates),
        ],
        new(null, new TableRelation(aside.Of(load.Table), "e"), new Dictionary<string, SqlExpression>(StringComparer.Ordinal)
        {
            [LoadCounts.Inserted] = CountRows(),
            [LoadCounts.Read] = RefreshCompiler.Sum(aside, LoadCounts.Read),
            [LoadCounts.Rejected] = RefreshCompiler.Sum(aside, LoadCounts.Rejected),
            [LoadCounts.Inferred] = RefreshCompiler.Sum(aside, LoadCounts.Inferred),
        }));

    /// <summary>What the source once delivered and has no longer, a statement that it has corrected since included, would vanish without a word.</summary>
    private static LoadStep RowsAreThere(FactLoad load, AsideTables aside)
    {
        var grain = FactTable.RowColumns(load.Fact);
        var what = load.Fact.AppendsReversals ? "rows or corrections" : "rows";
        return new($"Refuse to lose {what} that the source has no longer", new Assert(
            RefreshCompiler.RowsMissingCode,
            $"the source has {what} of {load.Fact.Name.Text} no longer, which would be lost; load what it has as ever, or accept it by --accept-deletes",
            new Select
            {
                Items = [.. Pass("f", grain)],
                From = new TableRelation(load.Table.ToTable(), "f"),
                Where = None(new TableRelation(aside.Of(load.Table), "a"), SameKey("a", "f", grain)),
            }))
        {
            LiftedBy = RefreshCompiler.LiftedBy,
        };
    }
}
