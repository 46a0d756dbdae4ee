using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>Reads a calendar: one row a day.</summary>
internal static class CalendarReader
{
    private static readonly KeyTable Keys = new("calendar dimension");

    private static readonly Key<Name> Type = Keys.Require("type", OneOf.Names("calendar"), "One row a day");

    private static readonly Key<ImmutableArray<DateOnly>> Range =
        Keys.Require("range", Lists.Pair(Times.Date), "The first and the last day");

    private static readonly Key<int> FiscalYearStart =
        Keys.Allow("fiscal_year_start", Month(), "The month in which the fiscal year begins", "january");

    private static readonly Key<Name> Holidays = Keys.Allow("holidays", Paths.File, "A CSV of `date,name` under the project's folder");

    private static readonly TableKeys Table = new(Keys, "dim_");

    public static Entry<Dimension> Entry { get; } = new ConstructEntry<Dimension>(Keys, Read);

    private static CalendarDimension Read(Name name, YamlMap map)
    {
        map.Find(Type);
        var range = map.List(Range);
        var (from, to) = range.Length == 2 ? (range[0], range[1]) : (new DateOnly(2000, 1, 1), new DateOnly(2000, 1, 1));
        return new CalendarDimension
        {
            Name = name,
            From = from,
            To = to,
            RangeSpan = map.PlaceOf(Range, name.Span),
            FiscalYearStart = map.Read(FiscalYearStart),
            Holidays = map.Find(Holidays),
            Table = Table.Table(map),
            Schema = Table.Schema(map),
            Documentation = Table.Documentation(map),
        };
    }

    /// <summary>A month by its English name or its number.</summary>
    private static NumberOr<int> Month()
    {
        var names = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Take(12).Select(m => m.ToLowerInvariant());
        return new NumberOr<int>(Scalars.Integer(1, 12), OneOf.Of([.. names.Select((month, index) => (month, index + 1))]));
    }
}
