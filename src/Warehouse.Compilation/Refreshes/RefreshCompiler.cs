using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;
using Aggregate = Warehouse.Sql.Tree.Aggregate;

namespace Warehouse.Compilation.Refreshes;

/// <summary>Puts what a full refresh has loaded aside in place, in one transaction: readers see the one or the other.</summary>
public static class RefreshCompiler
{
    public const string FilesMissingCode = "WH5120";

    public const string ChangesMissingCode = "WH5121";

    public const string RowsMissingCode = "WH5122";

    /// <summary>The flag that lets a refresh lose what the source has no longer.</summary>
    internal const string LiftedBy = "accept-deletes";

    /// <param name="fences">Of the pipelines on which this one builds: the fence that each must have when this one's are taken, else its keys may have changed.</param>
    public static LoadScript Compile(RefreshPlan plan, AsideTables aside, IReadOnlyDictionary<string, long> fences)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var load = plan.InPlace;
        var (guards, rows, counts) = load switch
        {
            DimensionLoad dimension => RefreshedDimension.Compile(dimension, (DimensionLoad)plan.Aside, aside),
            FactLoad fact => RefreshedFact.Compile(fact, aside),
            _ => throw new ArgumentException($"{load.Pipeline} cannot be refreshed", nameof(plan)),
        };
        return new()
        {
            Pipeline = load.Pipeline,
            Fences = [.. load.AlsoWrites.Concat(fences.Keys).Append(load.Pipeline).Distinct().Order(StringComparer.Ordinal)],
            Apply =
            [
                .. load.Reads!.Source.Origin is SourceOrigin.Files ? [FilesAreThere(load, aside)] : Array.Empty<LoadStep>(),
                .. guards,
                .. fences.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => Fence.Expect(f.Key, f.Value)),
                .. rows,
                .. Watermark(plan, aside),
                .. State(load, aside),
                LedgerSteps.Record(load.Pipeline, load.Reads.Source, counts),
            ],
        };
    }

    /// <summary>All rows of a table in place of those that another has.</summary>
    internal static IEnumerable<LoadStep> Replace(TableDesign table, AsideTables aside, string what) =>
    [
        new($"Make room for {what}", new Delete(table.ToTable(), "x", True)),
        Copy(table, aside, what),
    ];

    /// <summary>What the batches aside have counted, together.</summary>
    internal static SqlExpression Sum(AsideTables aside, string count) => new ScalarSubquery(new Select
    {
        Items = [new Cast(Coalesce(new Aggregate(AggregateFunction.Sum, Col("b", count)), Int(0)), new SqlType.Integer()).As(count)],
        From = new TableRelation(aside.Of(StateTables.Batch), "b"),
    });

    private static LoadStep Copy(TableDesign table, AsideTables aside, string what)
    {
        ImmutableArray<string> columns = [.. table.Columns.Select(c => c.Name)];
        return new($"Put in place {what}", new Insert(table.ToTable(), columns, new Select { Items = [.. Pass("a", columns)], From = new TableRelation(aside.Of(table), "a") }));
    }

    private static IEnumerable<LoadStep> Watermark(RefreshPlan plan, AsideTables aside) => plan.ReadsAgain
        ? [new("Let the watermark go back behind a load that came between", BehindWhatWasRead(plan.InPlace, aside))]
        : [Forget(StateTables.Watermark, plan.InPlace, "watermark"), Copy(StateTables.Watermark, aside, "the watermark of the refresh")];

    private static Update BehindWhatWasRead(PipelineLoad load, AsideTables aside) =>
        new(StateTables.Watermark.ToTable(), "x", [new("hi", Col("a", "hi")), new("hi_number", Col("a", "hi_number"))])
        {
            From = new TableRelation(aside.Of(StateTables.Watermark), "a"),
            Where = And(
                Eq(Col("x", "pipeline"), Text(load.Pipeline)),
                SameKey("a", "x", ["pipeline", "source"]),
                Or(Greater(Col("x", "hi"), Col("a", "hi")), Greater(Col("x", "hi_number"), Col("a", "hi_number")))),
        };

    /// <summary>What was loaded aside counts as loaded from now on, and nothing else does.</summary>
    private static IEnumerable<LoadStep> State(PipelineLoad load, AsideTables aside)
    {
        yield return Forget(StateTables.File, load, "files");
        yield return Copy(StateTables.File, aside, "the files of the refresh");
        yield return new("Rows that were rejected before have been read again", new Update(StateTables.RejectedRow.ToTable(), "x", [new("replayed_by", BatchParameters.BatchId)])
        {
            Where = And(Eq(Col("x", "target"), Text(load.Pipeline)), IsNull(Col("x", "replayed_by"))),
        });
        yield return Copy(StateTables.RejectedRow, aside, "the rows that it rejected");
        yield return Copy(StateTables.CheckResult, aside, "what it found to be wrong");
        yield return Copy(StateTables.Batch, aside, "the batches of which it is made");
    }

    private static LoadStep Forget(TableDesign table, PipelineLoad load, string what) =>
        new($"Forget the pipeline's {what}", new Delete(table.ToTable(), "x", Eq(Col("x", "pipeline"), Text(load.Pipeline))));

    private static LoadStep FilesAreThere(PipelineLoad load, AsideTables aside) => new("Refuse to lose files that were loaded and are not there any more", new Assert(
        FilesMissingCode,
        $"files that {load.Pipeline} was loaded from are not there any more, and what they told would be lost; put them back, or accept it by --accept-deletes",
        new Select
        {
            Items = [Col("x", "name").As("name")],
            From = new TableRelation(StateTables.File.ToTable(), "x"),
            Where = And(
                Eq(Col("x", "pipeline"), Text(load.Pipeline)),
                None(new TableRelation(aside.Of(StateTables.File), "a"), And(Eq(Col("a", "source"), Col("x", "source")), Eq(Col("a", "name"), Col("x", "name"))))),
        }))
    {
        LiftedBy = LiftedBy,
    };
}
