namespace Warehouse.Execution;

/// <summary>The injected clock, as engines keep time.</summary>
internal static class Clock
{
    /// <summary>Now, in UTC, cut to the microsecond.</summary>
    public static DateTime UtcMicroseconds(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime.CutToMicroseconds();

    public static DateTime CutToMicroseconds(this DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
