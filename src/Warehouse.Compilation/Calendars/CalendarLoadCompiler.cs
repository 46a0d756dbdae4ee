using Warehouse.Compilation.Loads;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Calendars;

/// <summary>Fills a calendar with the days of its range that it does not hold yet, and corrects those of which the model now says something else.</summary>
internal static class CalendarLoadCompiler
{
    public static LoadScript Compile(CalendarLoad load)
    {
        var values = CalendarRow.Of(load.Dimension, "w");
        var days = new Select
        {
            Items = [.. load.Table.Columns.Select(c => values[c.Name].As(c.Name))],
            From = new CommonTableRelation(WorkingDays.Relation, "w"),
        };
        return FilledTable.Compile(
            load,
            load.Dimension,
            load.Table,
            [.. WorkingDays.Of(load.Dimension), new("calendar_day", days)],
            day => AtLeast(Col(day, CalendarTable.Date), new Literal.Date(load.Dimension.From)));
    }
}
