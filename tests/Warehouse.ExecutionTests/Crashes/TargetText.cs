using System.Text;
using Warehouse.Execution.Sessions;
using Warehouse.TestEngines.Results;
using Xunit;

namespace Warehouse.ExecutionTests.Crashes;

/// <summary>All that a load writes, as text: every table of the model's schema and of the state's, whole. A staging table that was left is one of them.</summary>
internal static class TargetText
{
    public static readonly string[] Schemas = ["mart", "_warehouse"];

    public static async Task<string> OfAsync(ISessionSource sessions)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var session = await sessions.OpenAsync(stop);
        var text = new StringBuilder();
        foreach (var schema in Schemas)
        {
            foreach (var table in await session.TablesAsync(schema, stop))
            {
                var rows = await session.QueryAsync(new($"SELECT * FROM {schema}.{table}"), stop);
                text.Append(schema).Append('.').Append(table).Append(": ").AppendJoin(" | ", rows.Columns).Append('\n');
                foreach (var row in rows.Rows.Select(r => string.Join(" | ", r.Select(CanonicalText.Of))).Order(StringComparer.Ordinal))
                    text.Append("  ").Append(row).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The lines that are in one only; null where the texts are the same.</summary>
    public static string? Difference(string expected, string actual)
    {
        if (expected == actual)
            return null;
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        return string.Join('\n', left.Except(right).Select(l => $"- {l}").Concat(right.Except(left).Select(l => $"+ {l}")).Append("(or another number of the same lines)"));
    }
}
