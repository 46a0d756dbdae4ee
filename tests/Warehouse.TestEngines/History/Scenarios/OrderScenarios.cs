using System.Collections.Immutable;
using static Warehouse.TestEngines.History.FeedKind;
using static Warehouse.TestEngines.History.Scenarios.ScenarioText;

namespace Warehouse.TestEngines.History.Scenarios;

/// <summary>The order of one member's changes: ties, conflicts, corrections, and what compares as equal.</summary>
public static class OrderScenarios
{
    private static readonly HistoryDefinition Log = Define(Changes, "x:2");

    private static readonly HistoryDefinition Ordered = Log with { HasOrder = true };

    public static ImmutableArray<Scenario> All { get; } =
    [
        Of("order_by decides within one effective time, and no version is empty", Ordered,
            Batch("20", "A @05 q2 x=2", "A @05 q1 x=1", "A @10 q1 x=3"))
            .Gives("A 1900..10 x=2", "A 10..open x=3"),
        Of("Of an upsert and a delete that tie the delete is last", Log,
            Batch("20", "A @05 x=1", "A @10 delete", "A @10 x=2"))
            .Gives("A 1900..10 x=1"),
        Of("A delete that order_by puts first is undone by the upsert after it, and leaves no gap", Ordered,
            Batch("20", "A @05 x=1", "A @10 q1 delete", "A @10 q2 x=1"))
            .Gives("A 1900..open x=1"),
        Of("Identical rows collapse into one", Log,
            Batch("20", "A @05 x=1", "A @05 x=1").Counts("superseded", 1))
            .Gives("A 1900..open x=1"),
        Of("Identical rows that another overtakes within their instant are remembered once", Ordered,
            Batch("20", "A @05 q1 x=1", "A @05 q1 x=1", "A @05 q2 x=2").Counts("superseded", 2), Batch("21", "A @05 q1 x=1"))
            .Gives("A 1900..open x=2"),
        Of("Different rows that tie are all rejected", Log,
            Batch("20", "A @05 x=1", "B @05 x=1"), Batch("21", "A @10 x=2", "A @10 x=3", "B @10 x=2").Rejects(2, "conflict"))
            .Gives("A 1900..open x=1", "B 1900..10 x=1", "B 10..open x=2"),
        Of("A conflict that is not the last at its instant leaves the others standing", Ordered,
            Batch("20", "A @05 q1 x=1", "A @05 q1 x=2", "A @05 q2 x=3").Rejects(2, "conflict"))
            .Gives("A 1900..open x=3"),
        Of("Where the last at an instant conflicts the one before it stands", Ordered,
            Batch("20", "A @05 q1 x=1", "A @05 q2 x=2", "A @05 q2 x=3").Rejects(2, "conflict"))
            .Gives("A 1900..open x=1"),
        Of("A conflict fails the batch where on_conflict says so", Log with { Conflict = ConflictRule.Fail },
            Batch("20", "A @05 x=1"), Batch("21", "A @10 x=2", "A @10 x=3", "B @10 x=2").Refused("WH5106"))
            .Gives("A 1900..open x=1"),
        Of("A conflict is decided by the last of a column where on_conflict says so", Log with { Conflict = ConflictRule.Last },
            Batch("20", "A @05 w1 x=1", "A @05 w3 x=3", "A @05 w2 x=2"))
            .Gives("A 1900..open x=3"),
        Of("A later arrival at the same time and order corrects the earlier one", Log,
            Batch("20", "A @05 x=1", "A @10 x=2"), Batch("21", "A @10 x=3").Counts("corrected", 1))
            .Gives("A 1900..10 x=1", "A 10..open x=3"),
        Of("A correction that makes a change say what was known takes its version away", Log,
            Batch("20", "A @05 x=1", "A @10 x=2"), Batch("21", "A @10 x=1").Counts("corrected", 1))
            .Gives("A 1900..open x=1"),
        Of("A correction in the middle reaches no further than its version", Log,
            Batch("20", "A @05 x=1", "A @10 x=2", "A @15 x=3"), Batch("21", "A @10 x=9").Counts("corrected", 1))
            .Gives("A 1900..10 x=1", "A 10..15 x=9", "A 15..open x=3"),
        Of("Another order at the same time is no correction but a change of its own", Ordered,
            Batch("20", "A @05 q2 x=2"), Batch("21", "A @05 q1 x=1").Counts("corrected", 0))
            .Gives("A 1900..open x=2"),
        Of("A change that comes again says nothing new", Log,
            Batch("20", "A @05 x=1", "A @10 x=2"), Batch("21", "A @05 x=1", "A @10 x=2").Counts("corrected", 0))
            .Gives("A 1900..10 x=1", "A 10..open x=2"),
        Of("Neighbours of one microsecond are two versions", Log,
            Batch("20", "A @05 x=1", "A @05+1us x=2", "A @05+2us x=3"))
            .Gives("A 1900..05+1us x=1", "A 05+1us..05+2us x=2", "A 05+2us..open x=3"),
        Of("NULL differs from a value and equals NULL", Log,
            Batch("20", "A @05 x=NULL", "A @10 x=NULL", "A @15 x=1", "A @20 x=NULL"))
            .Gives("A 1900..15 x=NULL", "A 15..20 x=1", "A 20..open x=NULL"),
        Of("Texts differ by case, by an empty one and by how a letter is composed", Log,
            Batch("30", "A @05 x=a", "A @10 x=A", "A @15 x=", "A @20 x=ä", "A @25 x=a\u0308"))
            .Gives("A 1900..10 x=a", "A 10..15 x=A", "A 15..20 x=", "A 20..25 x=ä", "A 25..open x=a\u0308"),
    ];
}
