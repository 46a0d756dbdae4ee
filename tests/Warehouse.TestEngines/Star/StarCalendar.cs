namespace Warehouse.TestEngines.Star;

/// <summary>The days that a periodic snapshot may be of.</summary>
public static class StarCalendar
{
    public static DateTime First { get; } = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static DateTime Last { get; } = new(2024, 3, 31, 0, 0, 0, DateTimeKind.Utc);
}
