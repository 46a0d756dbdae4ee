using System.Text;
using System.Text.RegularExpressions;

namespace Warehouse.TestEngines.GoogleSql;

/// <summary>
/// The service accepts rows only for tables at the root of a catalogue. So for evaluation `dw.dim_customer` becomes a root table
/// `dim_customer`, in the catalogue and in the statement; where two schemas share a table's name, or a common table expression of the
/// statement has it, `dw_dim_customer`.
/// </summary>
internal sealed partial class RootNames(IReadOnlyList<GoogleSqlTable> tables, string sql)
{
    private readonly HashSet<string> _shared = tables
        .GroupBy(table => table.Path[^1], StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .Select(group => group.Key)
        .Concat(CommonTable().Matches(sql).Select(match => match.Groups["name"].Value))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    public string Of(GoogleSqlTable table) => _shared.Contains(table.Path[^1]) ? string.Join('_', table.Path) : table.Path[^1];

    /// <summary>The statement itself, with every path of a table of the catalogue replaced; texts and comments stay as they are.</summary>
    public string In()
    {
        var result = new StringBuilder(sql.Length);
        var position = 0;
        foreach (Match match in Token().Matches(sql))
        {
            result.Append(sql, position, match.Index - position);
            result.Append(match.Groups["path"].Success ? Replaced(match.Value) : match.Value);
            position = match.Index + match.Length;
        }

        return result.Append(sql, position, sql.Length - position).ToString();
    }

    // `dw.dim_customer.name` holds a column besides: the longest beginning that is a table's path counts.
    private string Replaced(string path)
    {
        var parts = Part().Matches(path).Select(part => part.Value.Trim('`')).SelectMany(part => part.Split('.')).ToList();
        for (var length = parts.Count; length > 1; length--)
        {
            var beginning = string.Join('.', parts.Take(length));
            var table = tables.FirstOrDefault(other => string.Equals(other.Name, beginning, StringComparison.OrdinalIgnoreCase));
            if (table is not null)
                return string.Join('.', parts.Skip(length).Prepend(Of(table)).Select(part => $"`{part}`"));
        }

        return path;
    }

    [GeneratedRegex("""
        --[^\n]* | \#[^\n]* | /\*.*?\*/
        | [rRbB]{0,2}(?:\"\"\".*?\"\"\" | '''.*?''' | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*')
        | @\w+
        | (?<path> (?<![\w`.]) (?:`[^`]*`|[A-Za-z_]\w*) (?:\s*\.\s*(?:`[^`]*`|[A-Za-z_]\w*))* )
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();

    [GeneratedRegex(@"\b(?<name>\w+)`?\s+AS\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex CommonTable();

    [GeneratedRegex(@"`[^`]*`|\w+")]
    private static partial Regex Part();
}
