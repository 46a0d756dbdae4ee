using System.Text;

namespace Warehouse.ExecutionTests.Acceptance.Hostile;

/// <summary>What a source may deliver and nobody wants: a file, or a table of the target.</summary>
/// <param name="Name">What it is, in words that a table's name can have.</param>
internal sealed record HostileCase(string Name)
{
    /// <summary>The file's name, below a folder of the case's own.</summary>
    public string File { get; init; } = "a.csv";

    public byte[] Bytes { get; init; } = [];

    /// <summary>In place of a file: for each engine the statement that makes and fills <c>landing.&lt;name&gt;</c>.</summary>
    public (string DuckDb, string Postgres)? Table { get; init; }

    /// <summary>The type of the attribute `v`, unless <see cref="Attributes"/> says otherwise.</summary>
    public string Type { get; init; } = "string";

    /// <summary>The dimension's attributes; the first is what is shown.</summary>
    public string? Attributes { get; init; }

    /// <summary>The attribute that is shown.</summary>
    public string Shown { get; init; } = "v";

    public string Key { get; init; } = "id: string";

    public string Feed { get; init; } = "feed: snapshot";

    /// <summary>Further keys of the source, such as `csv: {…}`.</summary>
    public string Source { get; init; } = "";

    public static HostileCase Csv(string name, string text) => new(name) { Bytes = Encoding.UTF8.GetBytes(text) };

    public static HostileCase Ndjson(string name, string text) => new(name) { File = "a.ndjson", Bytes = Encoding.UTF8.GetBytes(text) };

    /// <summary>Rows without a value: of fewer than a hundred rows no more than one may be rejected, whatever the model says.</summary>
    public static string Padding { get; } = string.Concat(Enumerable.Range(0, 100).Select(i => $"pad{i},\n"));

    /// <summary>A CSV file with a value of this type in each row, quoted as need be.</summary>
    public static HostileCase Values(string name, string type, params string[] values) => Csv(
        name, "id,v\n" + string.Concat(values.Select((v, i) => $"{i + 1},\"{v.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n")) + Padding) with
    {
        Type = type,
    };

    public static HostileCase Rows(string name, string type, string columns, string duckDb, string postgres) => new(name)
    {
        Type = type,
        Table = (
            $"CREATE TABLE landing.{name} ({columns}); INSERT INTO landing.{name} VALUES {duckDb}; INSERT INTO landing.{name} (id) SELECT 'pad' || i FROM range(100) AS r (i)",
            $"CREATE TABLE landing.{name} ({columns}); INSERT INTO landing.{name} VALUES {postgres}; INSERT INTO landing.{name} (id) SELECT 'pad' || i FROM generate_series(0, 99) AS r (i)"),
    };

    /// <summary>The case's source and dimension.</summary>
    public (string Source, string Dimension) Model
    {
        get
        {
            var origin = Table is null ? $"files: {{path: \"data/{Name}/{File}\"}}" : $"table: landing.{Name}";
            return (
                $"  {Name}:\n    {origin}\n    {Feed}\n    max_rejected: 100%\n{(Source.Length == 0 ? "" : $"    {Source}\n")}",
                $"  {Name}:\n    source: {Name}\n    key: {{{Key}}}\n    attributes: {{{Attributes ?? $"v: \"{Type}\""}}}\n");
        }
    }
}
