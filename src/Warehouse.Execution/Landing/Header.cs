using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Execution.Landing;

/// <summary>Whether a file has the columns that the model reads, under names that every engine can bear.</summary>
public static class Header
{
    /// <summary>The shortest limit among the engines, in bytes of UTF-8: beyond it Postgres cuts a name silently.</summary>
    private const int LongestName = 63;

    /// <summary>The shortest limit among the engines, Postgres's of a table, less our own two.</summary>
    private const int MostColumns = 1598;

    /// <summary>What to do where a column is missing that no key of the user's names.</summary>
    internal const string PresetHelp = "let the tool deliver what its preset reads, or write the source's keys (`effective_at`, `order_by`, `delete_when`) beside it with the columns that there are: they win";

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>The names, when there is nothing wrong with them.</summary>
    /// <exception cref="LandingException">There is.</exception>
    public static ImmutableArray<string> Check(LandingFile file, ImmutableArray<string> names)
    {
        if (names.Length > MostColumns)
            throw Bad(file, string.Create(CultureInfo.InvariantCulture, $"it has {names.Length} columns, and a table has no more than {MostColumns}"), "leave out columns that the model does not read");
        if (file.Format == FileFormat.Csv && names.Any(n => n.Contains('\r', StringComparison.Ordinal)) && names.Length > 1)
            throw Bad(file, "the names of its columns hold carriage returns: its lines end in them alone", "write the file with lines that end in LF or CRLF");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        // Engines differ in whether case tells names apart, so it does not.
        foreach (var name in names)
        {
            if (!seen.Add(name))
                throw Bad(file, $"the column `{name}` is there twice", "give each column a name of its own; case alone does not tell names apart");
        }

        RequireColumns(file, names);
        if (names.FirstOrDefault(n => n.Length == 0 || n.Contains('\0', StringComparison.Ordinal)) is not null)
            throw Bad(file, "a column has no name", "name every column");
        if (names.FirstOrDefault(n => n.Equals(ChangeColumns.Row, StringComparison.OrdinalIgnoreCase)) is not null)
            throw Bad(file, $"a column is named `{ChangeColumns.Row}`, which is the row's number", "rename the column");
        if (names.FirstOrDefault(n => n.Equals(ChangeColumns.Problem, StringComparison.OrdinalIgnoreCase)) is not null)
            throw Bad(file, $"a column is named `{ChangeColumns.Problem}`, which says what is wrong with a row", "rename the column");
        if (names.FirstOrDefault(n => Encoding.UTF8.GetByteCount(n) > LongestName) is { } tooLong)
            throw Bad(file, string.Create(CultureInfo.InvariantCulture, $"the name `{tooLong}` is longer than {LongestName} bytes"), "shorten the column's name");
        return names;
    }

    internal static LandingException Empty(LandingFile file) => new(ExecutionRules.EmptyFile, $"`{file.Name}` is empty: not even a header", "write the header also where there are no rows");

    private static void RequireColumns(LandingFile file, ImmutableArray<string> names)
    {
        var missing = file.Reads.Where(c => !names.Contains(c, StringComparer.Ordinal)).ToList();
        if (missing.Count == 0)
            return;
        if (names is [var only] && Delimiters.FirstOrDefault(d => d != file.Csv.Delimiter && only.Contains(d, StringComparison.Ordinal)) is var other and not '\0')
        {
            throw new LandingException(
                ExecutionRules.WrongDelimiter,
                $"`{file.Name}` has one column, `{only}`: it is delimited by {Named(other)}, not by {Named(file.Csv.Delimiter)}",
                $"set `csv: {{delimiter: \"{(other == '\t' ? "\\t" : other.ToString())}\"}}` on the source");
        }

        throw new LandingException(
            ExecutionRules.SourceColumnMissing,
            $"`{file.Name}` has no column {string.Join(", ", missing.Select(m => $"`{m}`"))}; it has {string.Join(", ", names.Select(n => $"`{n}`"))}",
            names.FirstOrDefault(n => n.Equals(missing[0], StringComparison.OrdinalIgnoreCase)) is { } almost
                ? $"write `{almost}` in the model: case counts"
                : missing.Any(file.Preset.Contains) ? PresetHelp : "add the column to the file, or take it out of the model");
    }

    private static string Named(char delimiter) => delimiter == '\t' ? "tabs" : $"`{delimiter}`";

    private static LandingException Bad(LandingFile file, string what, string help) => new(ExecutionRules.BadHeader, $"`{file.Name}`: {what}", help);
}
