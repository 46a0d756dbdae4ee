using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Calendars;

/// <summary>What a clock says of a time of day.</summary>
internal static class ClockRow
{
    private static readonly ImmutableArray<(int Before, string Name)> Periods = [(6, "Night"), (12, "Morning"), (18, "Afternoon")];

    /// <summary>The parts of a time that a grain has, the hour first.</summary>
    public static ImmutableArray<string> PartsOf(ClockGrain grain) => grain switch
    {
        ClockGrain.Hour => ["hour"],
        ClockGrain.Minute => ["hour", "minute"],
        _ => ["hour", "minute", "second"],
    };

    /// <summary>The key of a time: its parts written one after the other.</summary>
    public static SqlExpression Key(ClockGrain grain, Func<string, SqlExpression> part) => PartsOf(grain)
        .Select(part)
        .Aggregate((written, next) => Plus(Times(written, Int(100)), next));

    /// <summary>The columns by name, of a relation of the parts.</summary>
    public static IReadOnlyDictionary<string, SqlExpression> Of(ClockDimension clock, string relation)
    {
        var hour = Col(relation, "hour");
        var hour12 = Plus(new Binary(BinaryOperator.Modulo, Plus(hour, Int(11)), Int(12)), Int(1));
        var half = When(Less(hour, Int(12)), Text("AM"), Text("PM"));
        ImmutableArray<SqlExpression> smaller = [.. PartsOf(clock.Grain).Skip(1).Select(p => TwoDigits(Col(relation, p)))];
        // A clock of hours shows 14:00 and 2 PM.
        var label = Joined([TwoDigits(hour), .. smaller.IsEmpty ? (ImmutableArray<SqlExpression>)[Text("00")] : smaller], ":");
        var whole = Joined([TwoDigits(hour), .. smaller, .. Enumerable.Repeat(Text("00"), 2 - smaller.Length)], ":");
        return new Dictionary<string, SqlExpression>(StringComparer.Ordinal)
        {
            [clock.KeyColumn] = Key(clock.Grain, part => Col(relation, part)),
            [ClockTable.Time] = new Cast(whole, new SqlType.Time()),
            ["hour"] = hour,
            ["hour_12"] = hour12,
            ["am_pm"] = half,
            ["minute"] = Col(relation, "minute"),
            ["second"] = Col(relation, "second"),
            ["period_of_day"] = new Case([.. Periods.Select(p => new CaseBranch(Less(hour, Int(p.Before)), Text(p.Name)))], Text("Evening")),
            ["label_12"] = Joined([Joined([new Cast(hour12, new SqlType.Text()), .. smaller], ":"), half], " "),
            [ClockTable.Label] = label,
        };
    }

    private static SqlExpression Joined(ImmutableArray<SqlExpression> parts, string by) => parts.Skip(1).Aggregate(
        parts[0], (left, right) => new Binary(BinaryOperator.Concatenate, new Binary(BinaryOperator.Concatenate, left, Text(by)), right));

    private static Call TwoDigits(SqlExpression number) => new("lpad", [new Cast(number, new SqlType.Text()), Int(2), Text("0")]);
}
