using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Calendars;

/// <summary>Fills a clock with the hours, minutes or seconds of a day.</summary>
internal static class ClockLoadCompiler
{
    private const string Sixty = "number_to_59";
    private const string Number = "number";
    private const string Times = "time_of_day";

    public static LoadScript Compile(ClockLoad load)
    {
        var values = ClockRow.Of(load.Dimension, "t");
        var rows = new Select
        {
            Items = [.. load.Table.Columns.Select(c => values[c.Name].As(c.Name))],
            From = new CommonTableRelation(Times, "t"),
        };
        return FilledTable.Compile(load, load.Dimension, load.Table,
        [
            Numbers.DigitTable,
            new(Sixty, Numbers.UpTo(59, 2, number => [number.As(Number)])),
            new(Times, Parts(load.Dimension.Grain)),
            new("clock_time", rows),
        ]);
    }

    /// <summary>Every hour with every minute and second that the grain has.</summary>
    private static Select Parts(ClockGrain grain)
    {
        ImmutableArray<(string Name, string Alias)> parts = [.. ClockRow.PartsOf(grain).Select(p => (p, p[..1]))];
        return new()
        {
            Items = [.. parts.Select(p => Col(p.Alias, Number).As(p.Name))],
            From = new CommonTableRelation(Sixty, parts[0].Alias),
            Joins = [.. parts.Skip(1).Select(p => new Join(JoinKind.Cross, new CommonTableRelation(Sixty, p.Alias), null))],
            Where = AtMost(Col(parts[0].Alias, Number), Int(23)),
        };
    }
}
