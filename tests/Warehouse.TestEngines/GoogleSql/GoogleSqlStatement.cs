using System.Text.RegularExpressions;

namespace Warehouse.TestEngines.GoogleSql;

/// <summary>What a statement is by its first word.</summary>
internal static partial class GoogleSqlStatement
{
    public static bool IsInsert(string sql) => First().Match(sql).Groups["word"].Value.Equals("INSERT", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A(?:\s+|--[^\n]*\n|\#[^\n]*\n|/\*.*?\*/)*(?<word>\w+)", RegexOptions.Singleline)]
    private static partial Regex First();
}
