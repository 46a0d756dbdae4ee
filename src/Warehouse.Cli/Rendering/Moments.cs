using System.Globalization;

namespace Warehouse.Cli.Rendering;

/// <summary>Instants and durations as text.</summary>
internal static class Moments
{
    /// <summary>A day alone where the time is midnight; otherwise to the minute, where no more is needed to know it.</summary>
    public static string Short(DateTime time) => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>When a batch is loaded: its own time, or that of the run.</summary>
    public static string Of(Execution.Runs.PendingBatch batch) => batch.OwnTime is { } time ? Short(time) : "now";

    /// <summary>With a fraction where there is one.</summary>
    public static string Full(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601 with Z.</summary>
    public static string Iso(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + "Z";

    public static string Seconds(TimeSpan time) => time.TotalSeconds < 60
        ? time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s"
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00} min");

    /// <summary>A length of time in its largest unit, a fraction of it left out: <c>3 days</c>, <c>2 hours</c>.</summary>
    public static string Age(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => Counted.Of((long)time.TotalDays, "day"),
        { TotalHours: >= 2 } => Counted.Of((long)time.TotalHours, "hour"),
        { TotalMinutes: >= 2 } => Counted.Of((long)time.TotalMinutes, "minute"),
        _ => Counted.Of((long)time.TotalSeconds, "second"),
    };

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
