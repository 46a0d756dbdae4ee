using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Warehouse.Model.Expressions;

/// <summary>Every portable function, in the order of the documentation.</summary>
public static class PortableFunctions
{
    public static ImmutableArray<PortableFunction> All { get; } =
        [.. TextFunctions.All, .. NumberFunctions.All, .. DateFunctions.All, .. ConditionFunctions.All];

    private static readonly FrozenDictionary<string, PortableFunction> ByName =
        All.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>Names of functions elsewhere, and what to write here instead.</summary>
    private static readonly FrozenDictionary<string, string> Elsewhere = new Dictionary<string, string>
    {
        ["substr"] = "substring(text, start, length)", ["mid"] = "substring(text, start, length)",
        ["len"] = "length(text)", ["char_length"] = "length(text)", ["character_length"] = "length(text)",
        ["charindex"] = "strpos(text, part)",
        ["instr"] = "strpos(text, part)", ["position"] = "strpos(text, part)", ["locate"] = "strpos(text, part)",
        ["ifnull"] = "coalesce(x, y)", ["isnull"] = "coalesce(x, y)", ["nvl"] = "coalesce(x, y)",
        ["ucase"] = "upper(text)", ["lcase"] = "lower(text)", ["replicate"] = "repeat(text, times)", ["btrim"] = "trim(text)",
        ["ceiling"] = "ceil(x)", ["pow"] = "power(x, y)", ["log"] = "ln(x)", ["truncate"] = "trunc(x)",
        ["dateadd"] = "add_days(date, n)", ["date_add"] = "add_days(date, n)", ["datediff"] = "days_between(from, to)",
        ["date_diff"] = "days_between(from, to)",
        ["datepart"] = "year(date)", ["date_part"] = "year(date)", ["datetrunc"] = "date_trunc('month', date)", ["eomonth"] = "last_day(date)",
        ["dayofweek"] = "day_of_week(date)", ["dayofyear"] = "day_of_year(date)", ["weekday"] = "day_of_week(date)", ["isodow"] = "day_of_week(date)",
        ["week"] = "iso_week(date)", ["weekofyear"] = "iso_week(date)",
        ["datefromparts"] = "make_date(year, month, day)", ["date"] = "to_date(timestamp)",
        ["to_char"] = "cast(x as string)", ["to_number"] = "cast(x as decimal(18,2))", ["to_timestamp"] = "cast(x as timestamp)",
        ["if"] = "iif(condition, x, y)", ["iff"] = "iif(condition, x, y)", ["decode"] = "case x when … then … end",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static PortableFunction? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>What a user of another dialect would have to write here, or the nearest known name; null: nothing is near.</summary>
    public static string? Suggest(string name) =>
        Elsewhere.GetValueOrDefault(name) ?? Diagnostics.Nearest.Of(name, All.Select(function => function.Name));
}
