using System.Collections.Immutable;
using static Warehouse.TestEngines.History.FeedKind;
using static Warehouse.TestEngines.History.Scenarios.ScenarioText;

namespace Warehouse.TestEngines.History.Scenarios;

/// <summary>The rows of the table of attribute types, and the rules of versions below it.</summary>
public static class AttributeScenarios
{
    public static ImmutableArray<Scenario> All { get; } =
    [
        Of("Type 0 keeps the first value on every version, and a differing one is counted as drift", Define(Changes, "x:0 v:2"),
            Batch("20", "A @05 x=1 v=1"), Batch("21", "A @10 x=2 v=2").Counts("drifted", 1))
            .Gives("A 1900..10 x=1 v=1", "A 10..open x=1 v=2"),
        Of("Type 0 takes the value of the first change, also where that arrives last", Define(Changes, "x:0"),
            Batch("20", "A @10 x=2"), Batch("21", "A @05 x=1"))
            .Gives("A x=1"),
        Of("Type 1 writes the last value on every version", Define(Changes, "x:1 v:2"),
            Batch("20", "A @05 x=1 v=1", "A @10 x=2 v=2"), Batch("21", "A @15 x=3 v=2"))
            .Gives("A 1900..10 x=3 v=1", "A 10..open x=3 v=2"),
        Of("A change of type 1 alone makes no version", Define(Changes, "x:1 v:2"),
            Batch("20", "A @05 x=1 v=1"), Batch("21", "A @10 x=2 v=1").Counts("overwritten", 1).Counts("new_versions", 0))
            .Gives("A 1900..open x=2 v=1"),
        Of("A late change does not overwrite type 1 with an older value", Define(Changes, "x:1 v:2"),
            Batch("20", "A @05 x=1 v=1", "A @15 x=3 v=3"), Batch("21", "A @10 x=2 v=2"))
            .Gives("A 1900..10 x=3 v=1", "A 10..15 x=3 v=2", "A 15..open x=3 v=3"),
        Of("Type 1 by run keeps the last value seen within each version", Define(Changes, "x:1run v:2"),
            Batch("20", "A @05 x=1 v=1", "A @08 x=2 v=1", "A @10 x=3 v=2"), Batch("21", "A @15 x=4 v=2"))
            .Gives("A 1900..10 x=2 v=1", "A 10..open x=4 v=2"),
        Of("A late change of type 1 by run is written on its own version alone", Define(Changes, "x:1run v:2"),
            Batch("20", "A @05 x=1 v=1", "A @10 x=3 v=2"), Batch("21", "A @08 x=2 v=1"))
            .Gives("A 1900..10 x=2 v=1", "A 10..open x=3 v=2"),
        Of("Type 2 opens a version with every change of its value", Define(Changes, "x:2"),
            Batch("20", "A @05 x=1"), Batch("21", "A @10 x=2").Counts("new_versions", 1).Counts("closed_versions", 1))
            .Gives("A 1900..10 x=1", "A 10..open x=2"),
        Of("A value that returns opens a version of its own", Define(Changes, "x:2"),
            Batch("20", "A @05 x=1", "A @10 x=2", "A @15 x=1"))
            .Gives("A 1900..10 x=1", "A 10..15 x=2", "A 15..open x=1"),
        Of("Changes of two type 2 attributes make one version where they come at once", Define(Changes, "x:2 y:2"),
            Batch("20", "A @05 x=1 y=1", "A @10 x=2 y=2", "A @15 x=2 y=3"))
            .Gives("A 1900..10 x=1 y=1", "A 10..15 x=2 y=2", "A 15..open x=2 y=3"),
        Of("Type 3 holds the last value and the one before its last change", Define(Changes, "x:3"),
            Batch("20", "A @05 x=1", "A @10 x=2"), Batch("21", "A @15 x=3", "A @20 x=3"))
            .Gives("A x=3 prior_x=2"),
        Of("Type 3 has no prior value where it never changed", Define(Changes, "x:3 v:2"),
            Batch("20", "A @05 x=1 v=1", "A @10 x=1 v=2"))
            .Gives("A 1900..10 x=1 prior_x=NULL v=1", "A 10..open x=1 prior_x=NULL v=2"),
        Of("Type 3 is on every version", Define(Changes, "x:3 v:2"),
            Batch("20", "A @05 x=1 v=1"), Batch("21", "A @10 x=2 v=2"))
            .Gives("A 1900..10 x=2 prior_x=1 v=1", "A 10..open x=2 prior_x=1 v=2"),
        Of("Type 3 looks back across a delete", Define(Changes, "x:3 v:2"),
            Batch("20", "A @05 x=1 v=1", "A @10 delete", "A @15 x=2 v=1"))
            .Gives("A 1900..10 x=2 prior_x=1 v=1", "A 15..open x=2 prior_x=1 v=1"),
        Of("A late change moves type 3's prior value where it comes before the last change", Define(Changes, "x:3"),
            Batch("20", "A @05 x=1", "A @15 x=3"), Batch("21", "A @10 x=2"))
            .Gives("A x=3 prior_x=2"),
        Of("Type 6 opens versions and shows the last value on all of them", Define(Changes, "x:6"),
            Batch("20", "A @05 x=1"), Batch("21", "A @10 x=2", "A @15 x=3"))
            .Gives("A 1900..10 x=1 current_x=3", "A 10..15 x=2 current_x=3", "A 15..open x=3 current_x=3"),
        Of("Type 7 is kept as type 2", Define(Changes, "x:7"),
            Batch("20", "A @05 x=1"), Batch("21", "A @10 x=2"))
            .Gives("A 1900..10 x=1", "A 10..open x=2"),
        Of("All types go together in one dimension", Define(Changes, "a:0 b:1 c:1run d:2 e:3 f:6 g:7"),
            Batch("20", "A @05 a=1 b=1 c=1 d=1 e=1 f=1 g=1"), Batch("21", "A @10 a=2 b=2 c=2 d=1 e=2 f=1 g=1", "A @15 a=3 b=3 c=3 d=3 e=3 f=3 g=3"))
            .Gives("A 1900..15 a=1 b=3 c=2 d=1 e=3 prior_e=2 f=1 current_f=3 g=1", "A 15..open a=1 b=3 c=3 d=3 e=3 prior_e=2 f=3 current_f=3 g=3"),
        Of("A dimension without type 2, 6 or 7 has one row a member", Define(Changes, "a:0 b:1"),
            Batch("20", "A @05 a=1 b=1", "A @10 a=2 b=2", "B @05 a=1 b=1"))
            .Gives("A a=1 b=2", "B a=1 b=1"),
        Of("The first version reaches back to 1900", Define(Changes, "x:2"),
            Batch("20", "A @05 x=1"))
            .Gives("A 1900..open x=1"),
        Of("The first version begins at its own time where first_version is actual", Define(Changes, "x:2") with { FirstVersionOpen = false },
            Batch("20", "A @05 x=1", "A @10 x=2"))
            .Gives("A 05..10 x=1", "A 10..open x=2"),
        Of("A first version before 1900 keeps its own time", Define(Changes, "x:2"),
            Batch("20", "A @1850 x=1", "A @10 x=2"))
            .Gives("A 1850..10 x=1", "A 10..open x=2"),
        Of("The first version is drawn back although a delete was recorded before it", Define(Changes, "x:2"),
            Batch("20", "A @03 delete", "A @05 x=1"))
            .Gives("A 1900..open x=1"),
        Of("An open end is NULL where open_end says so", Define(Changes, "x:2") with { OpenEndIsNull = true },
            Batch("20", "A @05 x=1", "A @10 x=2"))
            .Gives("A 1900..10 x=1", "A 10..open x=2"),
    ];
}
