using System.Collections.Immutable;
using static Warehouse.TestEngines.History.FeedKind;
using static Warehouse.TestEngines.History.Scenarios.ScenarioText;

namespace Warehouse.TestEngines.History.Scenarios;

/// <summary>Late changes woven into what is there, what is remembered, and NULL as "not supplied".</summary>
public static class LateScenarios
{
    private static readonly HistoryDefinition Log = Define(Changes, "x:2");

    private static readonly HistoryDefinition Partial = Define(Changes, "x:2 y:1") with { NullMeansUnchanged = true };

    public static ImmutableArray<Scenario> All { get; } =
    [
        Of("A late change splits a version where the rows have forgotten what was said again", Log,
            Batch("25", "A @05 x=A", "A @10 x=A", "A @15 x=A", "A @20 x=C"), Batch("26", "A @12 x=B").Counts("late", 1))
            .Gives("A 1900..12 x=A", "A 12..15 x=B", "A 15..20 x=A", "A 20..open x=C"),
        Of("A late change before the first becomes the first version", Log,
            Batch("25", "A @10 x=2"), Batch("26", "A @05 x=1"))
            .Gives("A 1900..10 x=1", "A 10..open x=2"),
        Of("A late change before the first moves an actual first version", Log with { FirstVersionOpen = false },
            Batch("25", "A @10 x=2"), Batch("26", "A @05 x=2"))
            .Gives("A 05..open x=2"),
        Of("A late change that says what the next one says moves that one's beginning", Log,
            Batch("25", "A @05 x=1", "A @15 x=2"), Batch("26", "A @10 x=2"))
            .Gives("A 1900..10 x=1", "A 10..open x=2"),
        Of("A late change that says what was known changes nothing, and is remembered", Log,
            Batch("25", "A @05 x=1", "A @15 x=2"), Batch("26", "A @10 x=1"), Batch("27", "A @08 x=3"))
            .Gives("A 1900..08 x=1", "A 08..10 x=3", "A 10..15 x=1", "A 15..open x=2"),
        Of("A late delete ends a version and leaves a gap up to the next change", Log,
            Batch("25", "A @05 x=1", "A @15 x=1"), Batch("26", "A @10 delete"))
            .Gives("A 1900..10 x=1", "A 15..open x=1"),
        Of("Deletes of one instant that leave no trace are known when they come again", Define(Changes, "x:1") with { HasOrder = true },
            Batch("25", "A @10 q2 delete"), Batch("26", "A @10 q0 delete"), Batch("27", "A @10 q2 delete", "A @10 q0 delete"), Batch("28", "A @12 x=1"))
            .Gives("A x=1"),
        Of("A late upsert fills a part of a gap", Log,
            Batch("25", "A @05 x=1", "A @10 delete", "A @20 x=3"), Batch("26", "A @15 x=2"))
            .Gives("A 1900..10 x=1", "A 15..20 x=2", "A 20..open x=3"),
        Of("Changes that arrive in the reverse of their order end in the same rows", Log,
            Batch("25", "A @20 x=3"), Batch("26", "A @15 delete"), Batch("27", "A @10 x=2"), Batch("28", "A @05 x=1"))
            .Gives("A 1900..10 x=1", "A 10..15 x=2", "A 20..open x=3"),
        Of("Late changes of one member leave the others alone", Log,
            Batch("25", "A @05 x=1", "A @15 x=2", "B @05 x=1", "B @15 x=2"), Batch("26", "A @10 x=9"))
            .Gives("A 1900..10 x=1", "A 10..15 x=9", "A 15..open x=2", "B 1900..15 x=1", "B 15..open x=2"),
        Of("The durable key of a member whose first version vanished is given to no other", Log,
            Batch("25", "B @05 x=1"), Batch("26", "A @10 x=3", "B @05 x=2"))
            .Gives("A 1900..open x=3", "B 1900..open x=2"),
        Of("Where nothing is remembered a change that is not the newest is too late", Log with { RemembersNothing = true },
            Batch("25", "A @10 x=2"), Batch("26", "A @05 x=1").Rejects(1, "too-late"), Batch("27", "A @15 x=3"))
            .Gives("A 1900..15 x=2", "A 15..open x=3") with { BeyondOracle = true },
        Of("A late change older than what is remembered is too late", Log with { Remembers = TimeSpan.FromDays(10) },
            Batch("20", "A @01 x=1", "A @12 x=2"), Batch("21", "A @05 x=9").Rejects(1, "too-late"), Batch("22", "A @12 x=3"), Batch("23", "A @13 x=4", "B @01 x=1"))
            .Gives("A 1900..12 x=1", "A 12..13 x=3", "A 13..open x=4", "B 1900..open x=1"),
        Of("What is forgotten of the past leaves its versions as they are", Log with { Remembers = TimeSpan.FromDays(10) },
            Batch("05", "A @01 x=1", "A @02 x=1", "A @03 x=2", "A @04 x=2", "A @05 x=2"), Batch("25", "A @24 x=3"), Batch("26", "A @20 x=4"))
            .Gives("A 1900..03 x=1", "A 03..20 x=2", "A 20..24 x=4", "A 24..open x=3"),
        Of("The horizon does not go back for a batch of an earlier time", Log with { Remembers = TimeSpan.FromDays(10) },
            Batch("25", "A @01 x=1", "A @24 x=2"), Batch("12", "A @10 x=9").Rejects(1, "too-late"))
            .Gives("A 1900..24 x=1", "A 24..open x=2"),
        Of("A NULL that means unchanged keeps what the change before it said", Partial,
            Batch("25", "A @05 x=1 y=1", "A @10 x=2"), Batch("26", "A @15 y=3"))
            .Gives("A 1900..10 x=1 y=3", "A 10..open x=2 y=3"),
        Of("A late value flows on to the changes after it that did not supply one", Partial,
            Batch("25", "A @05 x=1 y=1", "A @15 y=2", "A @20 x=3 y=3"), Batch("26", "A @10 x=2"))
            .Gives("A 1900..10 x=1 y=3", "A 10..20 x=2 y=3", "A 20..open x=3 y=3"),
        Of("A delete ends the inheritance", Partial,
            Batch("25", "A @05 x=1 y=1", "A @10 delete", "A @15 y=2"))
            .Gives("A 1900..10 x=1 y=2", "A 15..open x=NULL y=2"),
        Of("A delete that leaves no trace does not end the inheritance", Partial with { OnDelete = Deletion.Ignore },
            Batch("25", "A @05 x=1 y=1", "A @10 delete", "A @15 y=2"))
            .Gives("A 1900..open x=1 y=2"),
        Of("What one instant supplies in several changes is put together", Partial with { HasOrder = true },
            Batch("25", "A @05 q1 x=1", "A @05 q2 y=2"))
            .Gives("A 1900..open x=1 y=2"),
        Of("An upsert's NULL keeps what is known where it means unchanged", Define(Upserts, "x:2 y:1") with { NullMeansUnchanged = true },
            Batch("10", "A x=1 y=1"), Batch("20", "A y=2"), Batch("25", "A x=1"))
            .Gives("A 1900..open x=1 y=2"),
        Of("Partial upserts of one batch complete each other", Define(Upserts, "x:2 y:1") with { NullMeansUnchanged = true, HasOrder = true },
            Batch("10", "A q1 x=1", "A q2 y=2"))
            .Gives("A 1900..open x=1 y=2"),
        Of("A delete that a batch overtakes still ends the inheritance", Define(Upserts, "x:2") with { NullMeansUnchanged = true, HasOrder = true },
            Batch("10", "A q1 x=1"), Batch("20", "A q1 delete", "A q2"))
            .Gives("A 1900..20 x=1", "A 20..open x=NULL"),
    ];
}
