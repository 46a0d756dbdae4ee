using System.Globalization;
using System.Text.Json;

namespace Warehouse.ExecutionTests.Acceptance.Totals;

/// <summary>What stands in the facts, by sums that anybody would type.</summary>
internal static class FactReader
{
    public static async Task<FactState> ReadAsync(Workspace sample, FactStory story)
    {
        var sums = string.Concat(story.Measures.Select(m => $", coalesce(sum({m.Name}), 0) AS {m.Name}"));
        var parts = story.Roles.Select(r => $"SELECT '{r.KeyColumn}' AS role, {r.KeyColumn} AS member, count(*) AS n{sums} FROM mart.{story.Fact} WHERE {r.KeyColumn} < 0 GROUP BY {r.KeyColumn}")
            .Prepend($"SELECT '' AS role, 0 AS member, count(*) AS n{sums} FROM mart.{story.Fact}");
        var rows = await sample.RowsAsync(string.Join(" UNION ALL ", parts));
        var read = rows.Select(r => JsonDocument.Parse(r).RootElement).Select(r => (
            Role: r.GetProperty("role").GetString()!,
            Member: (int)Number(r, "member"),
            Amounts: new Amounts((long)Number(r, "n"), [.. story.Measures.Select(m => Number(r, m.Name))]))).ToList();
        return new(
            read.Single(r => r.Role.Length == 0).Amounts,
            [.. read.Where(r => r.Role.Length > 0).OrderBy(r => r.Role, StringComparer.Ordinal).ThenBy(r => r.Member)]);
    }

    private static decimal Number(JsonElement row, string column) => decimal.Parse(row.GetProperty(column).ToString(), CultureInfo.InvariantCulture);
}

/// <summary>The totals of a fact, and those of its rows that refer to special members.</summary>
internal sealed record FactState(Amounts Total, IReadOnlyList<(string Role, int Member, Amounts Amounts)> Special);
