using System.Collections.Immutable;
using Warehouse.Compilation.Bridges;
using Warehouse.Compilation.Loads;
using Warehouse.Compilation.Staging;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>
/// `late: hold`: a row whose member has not come is kept aside, whole, as it was staged. The load that brings the last of its members
/// takes it out and sends it the way that every row of the fact goes. A member that was only inferred has not come.
/// </summary>
internal static class HeldFacts
{
    private const string H = "h";
    private const string S = StageDesign.Alias;
    private const string Differs = "_differs";

    /// <summary>The held rows that a batch of the fact brings again.</summary>
    public static TableName Overtaken(FactLoad load) => new(null, $"overtaken_{load.Fact.Name.Text}");

    /// <summary>The rows that a batch of a dimension takes out.</summary>
    public static TableName Released(FactLoad load) => new(null, $"released_{load.Fact.Name.Text}");

    /// <summary>In a batch of the fact: rows whose members have not come are kept aside, and one that is there in a newer shape is replaced.</summary>
    public static IEnumerable<LoadStep> Hold(FactLoad load, StageDesign stage)
    {
        if (load.Held is null)
            yield break;
        if (load.Fact.OnDuplicate is OnDuplicate.Ignore or OnDuplicate.Reject)
        {
            yield return new("A row of a grain that waits already is one that the fact has", HeldFirst(load, stage));
        }
        else
        {
            if (!load.Order.IsEmpty)
                yield return new("A row that is older than the one of its grain that waits is overtaken", OlderThanHeld(load, stage));
            yield return new("Find rows that wait and that the batch brings again", new CreateTableAs(Overtaken(load), Again(load, stage), TableLifetime.Transaction));
            yield return new("The newer ones take their place", new Delete(Table(load), H, Exists(new TableRelation(Overtaken(load), "o"), Same(stage, "o", H))));
        }

        yield return new("Set aside rows whose members have not come", new Update(stage.Table, S, [new(ChangeColumns.Outcome, Text(Outcomes.Held))])
        {
            Where = And(StageDesign.Accepted, Or(load.Roles.Where(r => r.Holds).Select(r => And(r.IsGiven(S), Not(HasCome(r, S)))))),
        });
        ImmutableArray<string> columns = Columns(load, stage);
        yield return new("Keep them, whole, until these do", new Insert(Table(load), [.. columns, GeneratedColumns.LoadedBy], new Select
        {
            Items = [.. columns.Select(c => Col(S, c).As(c)), BatchParameters.BatchId.As(GeneratedColumns.LoadedBy)],
            From = stage.Relation,
            Where = Eq(Col(S, ChangeColumns.Outcome), Text(Outcomes.Held)),
        }));
    }

    /// <summary>In a batch of a dimension: rows all of whose members are there now, in the shape of a staging table of their fact.</summary>
    public static IEnumerable<LoadStep> Release(FactLoad load)
    {
        var stage = FactStage.Design(load, "") with { Table = Released(load) };
        var released = new Select
        {
            Items =
            [
                new Window(WindowFunction.RowNumber, [], new([], [])).As(ChangeColumns.Row),
                .. Columns(load, stage).Select(c => Col(H, c).As(c)),
                Text(Outcomes.Accepted).As(ChangeColumns.Outcome),
                NullText.As(ChangeColumns.Code),
                NullText.As(ChangeColumns.Reason),
                new Literal.Null(new SqlType.Json()).As(ChangeColumns.Payload),
            ],
            From = new TableRelation(Table(load), H),
            Where = And(load.Roles.Where(r => r.Holds).Select(r => Or(r.IsMissing(H), HasCome(r, H)))),
        };
        yield return new($"Take out the rows of {load.Fact.Name.Text} whose members are all there", new CreateTableAs(Released(load), released, TableLifetime.Transaction));
        yield return new("They wait no longer", new Delete(Table(load), H, Exists(new TableRelation(Released(load), S), Same(stage, S, H))));
        foreach (var step in FactLoadCompiler.Infer(load, stage))
            yield return step;
        foreach (var step in Named(load).SelectMany(r => LateKeys.Resolve(LateKeys.Named(r), r, load.Aggregates)))
            yield return step;
        foreach (var step in FactLoadCompiler.Find(load, stage))
            yield return step;
        yield return RejectSteps.Keep(stage, load.Pipeline);
        foreach (var step in FactLoadCompiler.Write(load, stage))
            yield return step;
    }

    /// <summary>How many rows a batch of a dimension has taken out, and how many others have got the keys of members that these name.</summary>
    public static SqlExpression CountReleased(FactLoad load) => Named(load)
        .Select(r => LateKeys.Count(LateKeys.Named(r)))
        .Aggregate((SqlExpression)new ScalarSubquery(new Select { Items = [CountRows().As("facts")], From = new TableRelation(Released(load), S) }), Plus);

    /// <summary>How many held rows a batch of the fact has replaced by others.</summary>
    public static SqlExpression CountCorrected(FactLoad load) => new ScalarSubquery(new Select
    {
        Items = [CountRows().As("facts")],
        From = new TableRelation(Overtaken(load), "o"),
        Where = Col("o", Differs),
    });

    /// <summary>The roles in which rows may wait for a member that another role of a released row puts in place.</summary>
    private static IEnumerable<RoleLookup> Named(FactLoad load) => load.Roles.Where(r => r.TakesUnknown && load.Roles.Any(i => i.Infers && i.Dimension == r.Dimension));

    private static Select Again(FactLoad load, StageDesign stage) => new()
    {
        Items =
        [
            .. stage.Identity.Select(c => Col(H, c).As(c)),
            Differ(H, S, Columns(load, stage).Except(stage.Identity).ToImmutableArray()).As(Differs),
        ],
        From = new TableRelation(Table(load), H),
        Joins = [new(JoinKind.Inner, stage.Relation, Same(stage, S, H))],
        Where = StageDesign.Accepted,
    };

    private static Update OlderThanHeld(FactLoad load, StageDesign stage) => new(stage.Table, S, [new(ChangeColumns.Outcome, Text(Outcomes.Superseded))])
    {
        Where = And(StageDesign.Accepted, Exists(
            new TableRelation(Table(load), H),
            And(Same(stage, S, H), RowOrder.IsBefore(load.Order, o => Col(S, o.Name), o => Col(H, o.Name))))),
    };

    private static Update HeldFirst(FactLoad load, StageDesign stage)
    {
        var waits = And(StageDesign.Accepted, Exists(new TableRelation(Table(load), H), Same(stage, S, H)));
        return load.Fact.OnDuplicate == OnDuplicate.Reject
            ? new(
                stage.Table,
                S,
                [
                    new(ChangeColumns.Outcome, Text(Outcomes.Rejected)),
                    new(ChangeColumns.Code, Text("duplicate-grain")),
                    new(ChangeColumns.Reason, Text("another row of this grain waits for a member")),
                    new(ChangeColumns.Payload, new RowAsJson(S, [])),
                ])
            {
                Where = waits,
            }
            : new(stage.Table, S, [new(ChangeColumns.Outcome, Text(Outcomes.Duplicate))]) { Where = waits };
    }

    /// <summary>One grain; a role of it may be NULL.</summary>
    private static SqlExpression Same(StageDesign stage, string left, string right)
    {
        var nullable = stage.Identity.Except(stage.Key).ToImmutableArray();
        var given = SameKey(left, right, stage.Key);
        return nullable.IsEmpty
            ? given
            : And(given, new IsDistinct([.. nullable.Select(c => Col(left, c))], [.. nullable.Select(c => Col(right, c))], Negated: true));
    }

    private static Exists HasCome(RoleLookup lookup, string staged)
    {
        // A group without members is one that only facts have named.
        var hasCome = lookup.Dimension is GroupDimension groups
            ? Greater(Col("d", BridgeRow.MemberKey(groups.Bridge)), Int(0))
            : Not(Col("d", GeneratedColumns.IsInferred));
        return Exists(new TableRelation(lookup.Table(), "d"), And(lookup.SameMember("d", staged), hasCome));
    }

    private static ImmutableArray<string> Columns(FactLoad load, StageDesign stage)
    {
        var columns = stage.Columns.Select(c => c.Name).ToImmutableArray();
        return columns.All(c => load.Held!.Columns.Any(h => h.Name == c))
            ? columns
            : throw new InvalidOperationException($"{load.Held!.Name} does not keep what {load.Pipeline} stages");
    }

    private static TableName Table(FactLoad load) => load.Held!.ToTable();
}
