using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Calendars;

/// <summary>Fills a calendar with the days of its range that it does not hold yet, and corrects those of which the model now says something else.</summary>
internal static class CalendarLoadCompiler
{
    private const string Days = "calendar_day";
    private const string IsNew = "_is_new";
    private const string C = "c";
    private const string D = "d";

    public static LoadScript Compile(CalendarLoad load)
    {
        var calendar = load.Dimension;
        var target = new TableName(calendar.Schema, calendar.TableName);
        var changes = new TableRelation(new(null, $"change_{calendar.Name.Text}"), C);
        ImmutableArray<string> columns = [.. load.Table.Columns.Select(c => c.Name)];
        return new()
        {
            Pipeline = load.Pipeline,
            Fences = [load.Pipeline],
            Apply =
            [
                new("Find the days that the calendar does not hold, or of which it says something else", new CreateTableAs(changes.Table, Changes(load, target, columns), TableLifetime.Transaction)),
                new("Add the days that are new", new Insert(target, columns, new Select
                {
                    Items = [.. columns.Select(c => Col(C, c).As(c))],
                    From = changes,
                    Where = Col(C, IsNew),
                })),
                new("Correct the others", new Update(target, D, [.. columns.Where(c => c != calendar.KeyColumn).Select(c => new Assignment(c, Col(C, c)))])
                {
                    From = changes,
                    Where = And(SameKey(D, C, [calendar.KeyColumn]), Not(Col(C, IsNew))),
                }),
                .. LedgerSteps.Compile(load.Pipeline, null, new(null, changes, new Dictionary<string, SqlExpression>(StringComparer.Ordinal)
                {
                    [LoadCounts.NewMembers] = CountWhere(Col(C, IsNew)),
                    [LoadCounts.Overwritten] = CountWhere(Not(Col(C, IsNew))),
                })),
            ],
        };
    }

    private static Select Changes(CalendarLoad load, TableName target, ImmutableArray<string> columns)
    {
        var calendar = load.Dimension;
        var values = CalendarRow.Of(calendar, "w");
        var days = new Select
        {
            Items = [.. columns.Select(c => values[c].As(c))],
            From = new CommonTableRelation(WorkingDays.Relation, "w"),
        };
        var isNew = IsNull(Col(D, calendar.KeyColumn));
        return new()
        {
            With = [.. WorkingDays.Of(calendar), new(Days, days)],
            Items = [.. columns.Select(c => Col(C, c).As(c)), isNew.As(IsNew)],
            From = new CommonTableRelation(Days, C),
            Joins = [new(JoinKind.Left, new TableRelation(target, D), SameKey(D, C, [calendar.KeyColumn]))],
            Where = And(AtLeast(Col(C, CalendarTable.Date), new Literal.Date(calendar.From)), Or(isNew, Differ(D, C, columns))),
        };
    }
}
