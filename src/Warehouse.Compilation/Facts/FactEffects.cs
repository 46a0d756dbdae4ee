using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>What each resolved row does to the fact: by its grain it is new, changes a row, says the same again, or is turned away.</summary>
internal static class FactEffects
{
    public const string Kind = "_kind";
    public const string Inserts = "insert";
    public const string Updates = "update";
    public const string Unchanged = "unchanged";
    public const string Ignored = "ignored";

    private const string Rejects = "reject";

    public static TableName Effects(FactLoad load) => new(null, $"effect_{load.Fact.Name.Text}");

    /// <summary>The fact's columns that a source row fills.</summary>
    public static ImmutableArray<string> Filled(FactLoad load) =>
        [.. load.Table.Columns.Select(c => c.Name).Where(n => n is not (GeneratedColumns.LoadedBy or GeneratedColumns.ChangedBy))];

    public static IEnumerable<LoadStep> Find(FactLoad load, StageDesign stage)
    {
        var grain = FactTable.GrainColumns(load.Fact);
        var compared = Filled(load).Except(grain).ToImmutableArray();
        var effects = new Select
        {
            Items =
            [
                Col("r", ChangeColumns.Row).As(ChangeColumns.Row),
                .. Filled(load).Select(c => Col("r", c).As(c)),
                new Case(
                    [
                        new(IsNull(Col("f", GeneratedColumns.LoadedBy)), Text(Inserts)),
                        .. compared.IsEmpty ? [] : new[] { new CaseBranch(Differ("r", "f", compared), Text(OnDifference(load.Fact))) },
                    ],
                    Text(Unchanged)).As(Kind),
            ],
            From = new TableRelation(KeyResolution.Resolved(load), "r"),
            Joins = [new(JoinKind.Left, new TableRelation(Target(load), "f"), SameKey("f", "r", grain))],
        };
        yield return new("Compare with the fact by its grain, once", new CreateTableAs(Effects(load), effects, TableLifetime.Transaction));
        if (load.Fact.OnDuplicate == OnDuplicate.Reject)
            yield return new("Turn away rows of a grain that the fact already holds", RejectDuplicates(load, stage));
    }

    public static IEnumerable<LoadStep> Write(FactLoad load)
    {
        var grain = FactTable.GrainColumns(load.Fact);
        var filled = Filled(load);
        if (load.Fact.OnDuplicate == OnDuplicate.Update)
        {
            yield return new("Correct rows that the fact already holds", new Update(
                Target(load),
                "f",
                [.. filled.Except(grain).Select(c => new Assignment(c, Col("e", c))), new(GeneratedColumns.ChangedBy, BatchParameters.BatchId)])
            {
                From = new TableRelation(Effects(load), "e"),
                Where = And(SameKey("f", "e", grain), Eq(Col("e", Kind), Text(Updates))),
            });
        }

        yield return new("Add the new rows", new Insert(
            Target(load),
            [.. filled, GeneratedColumns.LoadedBy, GeneratedColumns.ChangedBy],
            new Select
            {
                Items =
                [
                    .. filled.Select(c => Col("e", c).As(c)),
                    BatchParameters.BatchId.As(GeneratedColumns.LoadedBy), BatchParameters.BatchId.As(GeneratedColumns.ChangedBy),
                ],
                From = new TableRelation(Effects(load), "e"),
                Where = Eq(Col("e", Kind), Text(Inserts)),
            }));
    }

    /// <summary>Every accepted row has one effect, with every key found: the look-ups neither lost a row nor doubled one.</summary>
    public static IEnumerable<LoadStep> Invariants(FactLoad load, StageDesign stage)
    {
        var stagedRows = BatchCounts.Staged(stage, Outcomes.Accepted, Outcomes.Rejected);
        var found = new Select
        {
            Items = [CountRows().As("effects"), stagedRows.As("rows_read")],
            From = new TableRelation(Effects(load), "e"),
            Having = Greater(CountRows(), stagedRows),
        };
        var unresolved = new Select
        {
            Items = [.. load.Roles.Select(r => Col("e", r.Role.KeyColumn).As(r.Role.KeyColumn))],
            From = new TableRelation(Effects(load), "e"),
            Where = Or(load.Roles.Select(r => IsNull(Col("e", r.Role.KeyColumn)))),
        };
        yield return new("Assert that look-ups doubled no row", new Assert("WH5107", "a fact row matched more than one version of a member", found));
        if (!load.Roles.IsEmpty)
            yield return new("Assert that every key was found", new Assert("WH5108", "a fact row refers to a member that is not in its dimension", unresolved));
    }

    public static TableName Target(FactLoad load) => new(load.Fact.Schema, load.Fact.TableName);

    private static string OnDifference(Fact fact) => fact.OnDuplicate switch
    {
        OnDuplicate.Ignore => Ignored,
        OnDuplicate.Reject => Rejects,
        _ => Updates,
    };

    private static Update RejectDuplicates(FactLoad load, StageDesign stage) => new(
        stage.Table,
        "t",
        [
            new(ChangeColumns.Outcome, Text(Outcomes.Rejected)),
            new(ChangeColumns.Code, Text("duplicate-grain")),
            new(ChangeColumns.Reason, Text("the fact already holds another row of this grain")),
            new(ChangeColumns.Payload, new RowAsJson("t", [])),
        ])
    {
        From = new TableRelation(Effects(load), "e"),
        Where = And(Eq(Col("t", ChangeColumns.Row), Col("e", ChangeColumns.Row)), Eq(Col("e", Kind), Text(Rejects))),
    };
}
