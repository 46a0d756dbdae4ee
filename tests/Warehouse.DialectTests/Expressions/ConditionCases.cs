using System.Collections.Immutable;
using static Warehouse.DialectTests.Expressions.ExpressionCases;

namespace Warehouse.DialectTests.Expressions;

/// <summary>Choices: CASE in both forms, IIF, COALESCE, NULLIF, GREATEST and LEAST.</summary>
internal static class ConditionCases
{
    public static ImmutableArray<ExpressionCase> All { get; } =
    [
        new("coalesce(s, t)", null),
        new("coalesce(s, t)", "b", ("t", "b")),
        new("coalesce(s, 'x')", "", ("s", "")),
        new("coalesce(i, d, 0)", "0"),
        new("coalesce(i, d, 0)", "1.5", ("d", 1.50m)),
        new("coalesce(i, f)", "7", ("i", 7)),
        new("coalesce(day, cast('1900-01-01' as date))", "1900-01-01"),
        new("coalesce(b, false)", "false"),
        new("coalesce(i, 2000000000) * 2", "4000000000"),
        new("nullif(s, '')", null),
        new("nullif(s, '')", null, ("s", "")),
        new("nullif(s, '')", " ", ("s", " ")),
        new("nullif(i, 0)", "3", ("i", 3)),
        new("nullif(d, 0)", null, ("d", 0m)),
        new("nullif(day, cast('2024-02-29' as date))", null, ("day", Date("2024-02-29"))),
        new("greatest(i, j)", "2", ("i", -5), ("j", 2)),
        new("greatest(i, j)", null, ("i", -5)),
        new("greatest(i, d)", "2.5", ("i", 2), ("d", 2.50m)),
        new("greatest(i, f, d)", "3", ("i", 3), ("f", 2.5), ("d", -1m)),
        new("greatest(s, t)", "a", ("s", "Z"), ("t", "a")),
        new("greatest(s, t)", "é", ("s", "z"), ("t", "é")),
        new("greatest(s, t)", "a", ("s", ""), ("t", "a")),
        new("greatest(s, t)", "🦆", ("s", "\uff5e"), ("t", "🦆")),
        new("greatest(s, t)", null, ("s", "a")),
        new("greatest(day, other_day)", "2024-03-01", ("day", Date("2024-02-29")), ("other_day", Date("2024-03-01"))),
        new("greatest(at, other_at)", "2024-01-01 00:00:00.000001", ("at", Instant("2024-01-01 00:00:00.000001")), ("other_at", Instant("2024-01-01"))),
        new("least(i, j)", "-5", ("i", -5), ("j", 2)),
        new("least(i, j)", null, ("j", -5)),
        new("least(s, t)", "Z", ("s", "Z"), ("t", "a")),
        new("least(s, t)", "", ("s", ""), ("t", "a")),
        new("least(s, t, u)", null, ("s", "a"), ("t", "b")),
        new("least(i, 0.5)", "0.5", ("i", 1)),
        new("least(day, other_day)", null, ("day", Date("2024-02-29"))),
        new("case when i > 0 then 'positive' when i < 0 then 'negative' else 'zero' end", "negative", ("i", -1)),
        new("case when i > 0 then 'positive' when i < 0 then 'negative' else 'zero' end", "zero", ("i", 0)),
        new("case when i > 0 then 'positive' when i < 0 then 'negative' end", null),
        new("case when i > 0 then 'positive' else 'other' end", "other"),
        new("case i when 1 then 'one' when 2 then 'two' else 'many' end", "two", ("i", 2)),
        new("case i when 1 then 'one' when 2 then 'two' else 'many' end", "many"),
        new("case when b then 1 else 0.5 end", "0.5", ("b", false)),
        new("case when b then i else f end", "2", ("b", true), ("i", 2)),
        new("case when b and not c then s else null end", "é", ("b", true), ("c", false), ("s", "é")),
        new("case when b then 2000000000 else 1 end * 2", "4000000000", ("b", true)),
        new("case when i <> 0 then 10 / i end", null, ("i", 0)),
        new("iif(b, s, t)", "y", ("b", true), ("s", "y"), ("t", "n")),
        new("iif(b, s, t)", "n", ("s", "y"), ("t", "n")),
        new("iif(i > 1 and starts_with(s, 'a'), 1, 0)", "1", ("i", 2), ("s", "ab")),
    ];
}
