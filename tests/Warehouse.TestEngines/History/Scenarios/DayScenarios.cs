using System.Collections.Immutable;
using static Warehouse.TestEngines.History.FeedKind;
using static Warehouse.TestEngines.History.Scenarios.ScenarioText;

namespace Warehouse.TestEngines.History.Scenarios;

/// <summary>Validity by the day: a change takes effect at the beginning of its day, and of several of one day the last makes the state.</summary>
public static class DayScenarios
{
    private static readonly HistoryDefinition Log = Define(Changes, "x:2") with { ByDate = true };

    private static readonly HistoryDefinition Rows = Define(Upserts, "x:2") with { ByDate = true };

    public static ImmutableArray<Scenario> All { get; } =
    [
        Of("By the day, several changes of a day are one version, the last", Log,
            Batch("20", "A @05 x=1", "A @10+2us x=3", "A @10+1us x=2", "A @10+3us x=4").Counts("superseded", 2))
            .Gives("A 1900..10 x=1", "A 10..open x=4"),
        Of("By the day, a change of the same day in a later batch takes the version's place", Log,
            Batch("20", "A @05 x=1", "A @10 x=2"), Batch("21", "A @10+5us x=3"))
            .Gives("A 1900..10 x=1", "A 10..open x=3"),
        Of("By the day, a day that ends as it began has no version", Log,
            Batch("20", "A @05 x=1", "A @10 x=2"), Batch("21", "A @10+5us x=1"))
            .Gives("A 1900..open x=1"),
        Of("By the day, an earlier change of a day that comes later changes nothing", Log,
            Batch("20", "A @05 x=1", "A @10+5us x=3"), Batch("21", "A @10 x=2").Counts("corrected", 0))
            .Gives("A 1900..10 x=1", "A 10..open x=3"),
        Of("By the day, a late change is woven in at its day", Log with { OpenEndIsNull = true },
            Batch("20", "A @05 x=1", "A @15+7us x=3"), Batch("21", "A @12+9us x=2"))
            .Gives("A 1900..12 x=1", "A 12..15 x=2", "A 15..open x=3"),
        Of("By the day, a member deleted and back on one day has no gap", Log with { FirstVersionOpen = false },
            Batch("20", "A @05+1us x=1", "A @10+1us delete", "A @10+2us x=1"), Batch("21", "A @15+1us delete"))
            .Gives("A 05..15 x=1"),
        Of("By the day, a deletion as a state begins with its day", Log with { OnDelete = Deletion.Flag },
            Batch("20", "A @05 x=1", "A @10+3us delete"))
            .Gives("A 1900..10 x=1", "A 10..open x=1 deleted"),
        Of("By the day, what is stated holds from the batch's day, and a second batch of the day from the next", Rows,
            Batch("05+1us", "A x=1"), Batch("10+1us", "A x=2"), Batch("10+2us", "A x=3"))
            .Gives("A 1900..10 x=1", "A 10..11 x=2", "A 11..open x=3"),
        Of("By the day, the last of several stated rows is the one whose own time is the latest", Rows with { HasStamp = true },
            Batch("05", "A @04+1us x=1"), Batch("10", "A @09+5us x=3", "A @09+4us x=2").Counts("superseded", 1))
            .Gives("A 1900..09 x=1", "A 09..open x=3"),
    ];
}
