using System.Collections.Immutable;
using static Warehouse.TestEngines.History.FeedKind;
using static Warehouse.TestEngines.History.Scenarios.ScenarioText;

namespace Warehouse.TestEngines.History.Scenarios;

/// <summary>The rows of the table of feeds: what a source row means, its effective time, and what absence says.</summary>
public static class FeedScenarios
{
    private static readonly HistoryDefinition Stamped = Define(Upserts, "x:2") with { HasStamp = true };

    public static ImmutableArray<Scenario> All { get; } =
    [
        Of("A change takes effect at its own time, whenever it arrives", Define(Changes, "x:2"),
            Batch("30", "A @05 x=1", "A @10 x=2"))
            .Gives("A 1900..10 x=1", "A 10..open x=2"),
        Of("Absence from a log of changes says nothing", Define(Changes, "x:2"),
            Batch("20", "A @05 x=1", "B @05 x=1"), Batch("21", "A @10 x=2"))
            .Gives("A 1900..10 x=1", "A 10..open x=2", "B 1900..open x=1"),
        Of("A log deletes where it says so", Define(Changes, "x:2"),
            Batch("20", "A @05 x=1", "A @10 delete"))
            .Gives("A 1900..10 x=1"),
        Of("A log accepts a change before it takes effect", Define(Changes, "x:2"),
            Batch("10", "A @05 x=1", "A @9998 x=2"))
            .Gives("A 1900..9998 x=1", "A 9998..open x=2"),
        Of("An upsert takes effect at its own stamp where that is later than the last recorded change", Stamped,
            Batch("10", "A @05 x=1"), Batch("20", "A @12 x=2"))
            .Gives("A 1900..12 x=1", "A 12..open x=2"),
        Of("A changed value under an unchanged stamp takes effect at the batch time", Stamped,
            Batch("10", "A @05 x=1"), Batch("20", "A @05 x=2"))
            .Gives("A 1900..20 x=1", "A 20..open x=2"),
        Of("A changed value under an older stamp takes effect at the batch time and rewrites nothing", Stamped,
            Batch("10", "A @05 x=1"), Batch("20", "A @03 x=2"))
            .Gives("A 1900..20 x=1", "A 20..open x=2"),
        Of("Upserts without a stamp take effect at the batch time", Define(Upserts, "x:2"),
            Batch("10", "A x=1"), Batch("20", "A x=2"))
            .Gives("A 1900..20 x=1", "A 20..open x=2"),
        Of("A row that changes nothing is no change, and the next one is later than the last that was", Stamped,
            Batch("10", "A @05 x=1"), Batch("20", "A @12 x=1"), Batch("25", "A @08 x=2"))
            .Gives("A 1900..08 x=1", "A 08..open x=2"),
        Of("A stamp at most max_future ahead counts, and the change after it comes one microsecond later", Stamped,
            Batch("10", "A @11 x=1"), Batch("10+1us", "A @11 x=2"), Batch("12", "A @11 x=3"))
            .Gives("A 1900..11+1us x=1", "A 11+1us..12 x=2", "A 12..open x=3"),
        Of("A stamp further ahead than max_future is from the future", Stamped,
            Batch("10", "A @05 x=1"), Batch("12", "A @13+1us x=2").Rejects(1, "from-the-future"))
            .Gives("A 1900..open x=1"),
        Of("Of several upserts of one key the last is the row now, and the others are superseded", Stamped with { HasOrder = true },
            Batch("10", "A @05 q2 x=2", "A @05 q3 x=3", "A @04 q9 x=1").Counts("superseded", 2))
            .Gives("A 1900..open x=3"),
        Of("A lookback that reads a row again never flips a member back", Stamped,
            Batch("10", "A @05 x=1"), Batch("20", "A @05 x=1", "A @12 x=2"), Batch("21", "A @05 x=1", "A @12 x=2"))
            .Gives("A 1900..12 x=1", "A 12..open x=2"),
        Of("Absence from upserts says nothing", Define(Upserts, "x:2"),
            Batch("10", "A x=1", "B x=1"), Batch("20", "A x=2"))
            .Gives("A 1900..20 x=1", "A 20..open x=2", "B 1900..open x=1"),
        Of("Upserts delete where delete_when holds", Define(Upserts, "x:2"),
            Batch("10", "A x=1"), Batch("20", "A delete"))
            .Gives("A 1900..20 x=1"),
        Of("A snapshot's changed row takes effect at the batch time", Define(Snapshot, "x:2"),
            Batch("10", "A x=1"), Batch("20", "A x=2"))
            .Gives("A 1900..20 x=1", "A 20..open x=2"),
        Of("Absence from a snapshot deletes at the batch time", Define(Snapshot, "x:2"),
            Batch("10", "A x=1", "B x=1"), Batch("20", "A x=1"))
            .Gives("A 1900..open x=1", "B 1900..20 x=1"),
        Of("Absence counts only within the scope that the batch mentions", Define(Snapshot, "x:2 region:1") with { DeleteScope = "region" },
            Batch("10", "A x=1 region=N", "B x=1 region=N", "C x=1 region=S"), Batch("20", "A x=1 region=N"))
            .Gives("A 1900..open x=1 region=N", "B 1900..20 x=1 region=N", "C 1900..open x=1 region=S"),
        Of("The member of a rejected row counts as present", Define(Snapshot, "x:2") with { HasStamp = true },
            Batch("10", "A @05 x=1", "B @05 x=1"), Batch("12", "A @05 x=1", "B @20 x=2").Rejects(1, "from-the-future"))
            .Gives("A 1900..open x=1", "B 1900..open x=1"),
        Of("A snapshot older than the last one loaded is refused", Define(Snapshot, "x:2"),
            Batch("10", "A x=1"), Batch("09", "A x=2").Refused("snapshot-out-of-order"))
            .Gives("A 1900..open x=1"),
        Of("A row without a key is rejected", Define(Changes, "x:2"),
            Batch("10", "A @05 x=1", "NULL @05 x=2").Rejects(1, "null-key"))
            .Gives("A 1900..open x=1"),
        Of("A change without an effective time is rejected", Define(Changes, "x:2"),
            Batch("10", "A @05 x=1", "B x=2").Rejects(1, "null-effective-time"))
            .Gives("A 1900..open x=1"),
        Of("An upsert whose stamp is NULL is rejected", Stamped,
            Batch("10", "A @05 x=1", "B x=2").Rejects(1, "null-effective-time"))
            .Gives("A 1900..open x=1"),
    ];
}
