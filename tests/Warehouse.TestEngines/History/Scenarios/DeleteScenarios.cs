using System.Collections.Immutable;
using static Warehouse.TestEngines.History.FeedKind;
using static Warehouse.TestEngines.History.Scenarios.ScenarioText;

namespace Warehouse.TestEngines.History.Scenarios;

/// <summary>Deletes of the three kinds, reappearance, and the guards of a snapshot.</summary>
public static class DeleteScenarios
{
    private static readonly HistoryDefinition Closing = Define(Changes, "x:2 y:1");

    private static readonly HistoryDefinition Flagging = Closing with { OnDelete = Deletion.Flag };

    private static readonly string[] Twenty = [.. Enumerable.Range(0, 20).Select(i => $"{(char)('A' + i)} x=1")];

    public static ImmutableArray<Scenario> All { get; } =
    [
        Of("close ends the version at the delete, and the attributes keep their values", Closing,
            Batch("20", "A @05 x=1 y=1"), Batch("21", "A @10 delete").Counts("deleted", 1))
            .Gives("A 1900..10 x=1 y=1"),
        Of("A member that reappears has a gap and a version of its own although every value is equal", Closing,
            Batch("20", "A @05 x=1 y=1"), Batch("21", "A @10 delete"), Batch("22", "A @15 x=1 y=1").Counts("reappeared", 1))
            .Gives("A 1900..10 x=1 y=1", "A 15..open x=1 y=1"),
        Of("flag begins a version that says that the member was deleted", Flagging,
            Batch("20", "A @05 x=1 y=1"), Batch("21", "A @10 delete"))
            .Gives("A 1900..10 x=1 y=1", "A 10..open x=1 y=1 deleted"),
        Of("A flagged member that reappears opens a version", Flagging,
            Batch("20", "A @05 x=1 y=1"), Batch("21", "A @10 delete"), Batch("22", "A @15 x=1 y=2"))
            .Gives("A 1900..10 x=1 y=2", "A 10..15 x=1 y=2 deleted", "A 15..open x=1 y=2"),
        Of("The deleted version of a type 1 attribute by run keeps the last value", Define(Changes, "x:2 y:1run") with { OnDelete = Deletion.Flag },
            Batch("20", "A @05 x=1 y=1", "A @07 x=1 y=2", "A @10 delete", "A @15 x=1 y=3"))
            .Gives("A 1900..10 x=1 y=2", "A 10..15 x=1 y=2 deleted", "A 15..open x=1 y=3"),
        Of("flag marks the one row of a dimension without versions, and reappearance clears it", Define(Changes, "y:1") with { OnDelete = Deletion.Flag },
            Batch("20", "A @05 y=1", "B @05 y=1"), Batch("21", "A @10 delete", "B @10 delete"), Batch("22", "B @15 y=2"))
            .Gives("A y=1 deleted", "B y=2"),
        Of("ignore leaves the member as it is", Closing with { OnDelete = Deletion.Ignore },
            Batch("20", "A @05 x=1 y=1"), Batch("21", "A @10 delete"), Batch("22", "A @15 x=1 y=2"))
            .Gives("A 1900..open x=1 y=2"),
        Of("A delete that is ignored does not stand before the upsert of its instant", Closing with { OnDelete = Deletion.Ignore },
            Batch("20", "A @05 x=1 y=1", "A @10 delete", "A @10 x=2 y=2"))
            .Gives("A 1900..10 x=1 y=2", "A 10..open x=2 y=2"),
        Of("close leaves no trace where there are no versions", Define(Changes, "y:1"),
            Batch("20", "A @05 y=1"), Batch("21", "A @10 delete"))
            .Gives("A y=1"),
        Of("A delete of an unknown member has no effect", Closing,
            Batch("20", "A @05 delete", "B @05 x=1 y=1"))
            .Gives("B 1900..open x=1 y=1"),
        Of("A delete that came before its member ends it when it comes", Closing,
            Batch("20", "A @10 delete"), Batch("21", "A @05 x=1 y=1"))
            .Gives("A 1900..10 x=1 y=1"),
        Of("A second delete has no effect", Closing,
            Batch("20", "A @05 x=1 y=1", "A @10 delete"), Batch("21", "A @15 delete").Counts("deleted", 0))
            .Gives("A 1900..10 x=1 y=1"),
        Of("A second delete is remembered, and ends what a late change brings before it", Closing,
            Batch("20", "A @05 x=1 y=1", "A @10 delete", "A @15 delete"), Batch("21", "A @12 x=2 y=2"))
            .Gives("A 1900..10 x=1 y=2", "A 12..15 x=2 y=2"),
        Of("A delete that comes late to the instant of a member's only upsert leaves nothing of it", Closing,
            Batch("20", "A @05 x=1 y=1", "B @05 x=1 y=1"), Batch("21", "A @05 delete"))
            .Gives("B 1900..open x=1 y=1"),
        Of("A delete that leaves no trace may come again", Define(Changes, "y:1"),
            Batch("20", "A @05 y=1", "A @10 delete", "B @10 delete"), Batch("21", "A @05 y=1", "A @10 delete", "B @10 delete"))
            .Gives("A y=1"),
        Of("So it does of a flagged member without versions", Define(Changes, "y:1") with { OnDelete = Deletion.Flag },
            Batch("20", "A @05 y=1", "B @05 y=1"), Batch("21", "A @05 delete"))
            .Gives("B y=1"),
        Of("Such a member comes back with its next upsert", Define(Changes, "y:1") with { OnDelete = Deletion.Flag },
            Batch("20", "A @05 y=1"), Batch("21", "A @05 delete"), Batch("22", "A @10 y=2"))
            .Gives("A y=2"),
        Of("An empty snapshot is refused", Define(Snapshot, "x:2") with { AllowEmpty = false },
            Batch("10", "A x=1"), Batch("20").Refused("WH5103"))
            .Gives("A 1900..open x=1"),
        Of("An empty snapshot deletes every member where allow_empty lets it", Define(Snapshot, "x:2"),
            Batch("10", "A x=1"), Batch("20"))
            .Gives("A 1900..20 x=1"),
        Of("A snapshot that deletes more than max_delete_ratio of 20 members is refused", Define(Snapshot, "x:2") with { MaxDeleteRatio = 0.1m },
            Batch("10", Twenty), Batch("20", [.. Twenty.Skip(3)]).Refused("WH5104"))
            .Gives([.. Twenty.Select(r => r.Replace(" ", " 1900..open ", StringComparison.Ordinal))]),
        Of("A snapshot that deletes max_delete_ratio of its members is accepted", Define(Snapshot, "x:2") with { MaxDeleteRatio = 0.1m },
            Batch("10", Twenty), Batch("20", [.. Twenty.Skip(2)]).Counts("deleted", 2))
            .Gives([.. Twenty.Select((r, i) => r.Replace(" ", i < 2 ? " 1900..20 " : " 1900..open ", StringComparison.Ordinal))]),
        Of("accept-deletes lifts the ratio for one run", Define(Snapshot, "x:2") with { MaxDeleteRatio = 0.1m },
            Batch("10", Twenty), Batch("20", [.. Twenty.Skip(3)]).Lifting("accept-deletes").Counts("deleted", 3))
            .Gives([.. Twenty.Select((r, i) => r.Replace(" ", i < 3 ? " 1900..20 " : " 1900..open ", StringComparison.Ordinal))]),
        Of("Below 20 members the ratio does not count", Define(Snapshot, "x:2") with { MaxDeleteRatio = 0.1m },
            Batch("10", "A x=1", "B x=1"), Batch("20", "A x=1"))
            .Gives("A 1900..open x=1", "B 1900..20 x=1"),
        Of("A member that reappears in a snapshot opens a version at the batch time", Define(Snapshot, "x:2"),
            Batch("10", "A x=1", "B x=1"), Batch("20", "A x=1"), Batch("25", "A x=1", "B x=1"))
            .Gives("A 1900..open x=1", "B 1900..20 x=1", "B 25..open x=1"),
    ];
}
