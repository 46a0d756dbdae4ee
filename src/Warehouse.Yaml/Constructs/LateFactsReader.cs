using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads how late an event may arrive.</summary>
internal static class LateFactsReader
{
    private static readonly KeyTable Keys = new("late_facts block");

    private static readonly Key<TimeSpan> Accept =
        Keys.Require("accept", Times.Duration, "How long after its event a row may still arrive");

    private static readonly Key<bool> Beyond = Keys.Allow(
        "beyond",
        OneOf.Of(("reject", true), ("accept", false)),
        "What becomes of a later row: rejected, or taken and counted as late",
        "reject");

    public static Shape<LateFacts> Shape { get; } =
        new Construct<LateFacts>(Keys, map => new LateFacts(map.Read(Accept, TimeSpan.MaxValue), map.Read(Beyond)));
}
