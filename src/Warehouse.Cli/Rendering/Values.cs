using System.Globalization;

namespace Warehouse.Cli.Rendering;

/// <summary>Values of a target as text, the same on every engine.</summary>
internal static class Values
{
    /// <summary>For people: NULL is said.</summary>
    public static string Shown(object? value) => value switch
    {
        null => "NULL",
        DateTime { TimeOfDay.Ticks: 0 } day => Moments.Short(day),
        DateTime time => Moments.Full(time),
        _ => Text(value),
    };

    /// <summary>For programs; not for NULL.</summary>
    public static string Text(object value) => value switch
    {
        string s => s,
        bool b => b ? "true" : "false",
        long n => n.ToString(CultureInfo.InvariantCulture),
        decimal n => n.ToString(CultureInfo.InvariantCulture),
        double n => n.ToString("R", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => Moments.Iso(time),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
