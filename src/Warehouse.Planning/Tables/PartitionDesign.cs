using Warehouse.Model.Star;

namespace Warehouse.Planning.Tables;

/// <summary>The column by which a table's storage is divided.</summary>
/// <param name="Months">The column is a calendar's key, and these are its first month and the one after its last, each as the number of its day 0; null for a date or an instant.</param>
public sealed record PartitionDesign(string Column, DataType Type, (long From, long To)? Months)
{
    /// <summary>Of one month's days the keys, yyyymmdd, lie within a hundred.</summary>
    public const long Month = 100;

    /// <summary>Of one year's days the keys lie within ten thousand.</summary>
    public const long Year = 100 * Month;

    /// <summary>Null where the fact names no column for it.</summary>
    public static PartitionDesign? Of(Fact fact, TableDesign table, Func<Role, Dimension> dimensionOf)
    {
        if (fact.PartitionBy is not { } by)
            return null;
        var calendar = fact.Roles.Where(r => r.KeyColumn == by.Text).Select(dimensionOf).OfType<CalendarDimension>().FirstOrDefault();
        return new(by.Text, table.Columns.First(c => c.Name == by.Text).Type, calendar is null ? null : (Of(calendar.From), Of(calendar.To) + Month));
    }

    private static long Of(DateOnly day) => (day.Year * Year) + (day.Month * Month);
}
