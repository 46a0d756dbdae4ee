using System.Globalization;

namespace Warehouse.SampleData;

/// <summary>A day on which every source delivers one file: 1 is 2024-03-01, the initial load; 6 is the last.</summary>
internal readonly record struct SampleDay(int Number)
{
    public static IReadOnlyList<SampleDay> All { get; } = [.. Enumerable.Range(1, 6).Select(n => new SampleDay(n))];

    public static IEnumerable<SampleDay> Later => All.Skip(1);

    public DateOnly Date => new(2024, 3, Number);

    public string Label => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public DateTime At(int hour, int minute = 0, int second = 0) => Date.ToDateTime(new TimeOnly(hour, minute, second));

    /// <summary>The day whose file describes a date: dates before the initial load are described by the initial load.</summary>
    public static SampleDay Describing(DateOnly date) => date < All[0].Date ? All[0] : new(date.Day);
}
