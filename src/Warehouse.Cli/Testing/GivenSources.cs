using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Warehouse.Execution.Files;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;

namespace Warehouse.Cli.Testing;

/// <summary>The sources of a test: each step's rows stand where a file would.</summary>
internal sealed class GivenSources : ISourceFiles
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, SourceFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GivenRows> _rows = new(StringComparer.Ordinal);

    /// <summary>The project as a test sees it: every source is a file a step, whatever it is outside.</summary>
    public static Project Redirect(Project project) => project with { Sources = [.. project.Sources.Select(Redirect)] };

    private static Source Redirect(Source source) => source with
    {
        Origin = new SourceOrigin.Files(new Name($"{FolderOf(source.Name.Text)}*.ndjson", source.Name.Span), FileFormat.Ndjson, new BatchTime.OfRun()),
        Watermark = null,
        Csv = CsvFormat.Standard,
    };

    /// <summary>A step begins: what earlier ones gave has been loaded, or was refused and is not offered again.</summary>
    public void Clear()
    {
        _files.Clear();
        _rows.Clear();
    }

    /// <summary>What the step's batch of a source delivers.</summary>
    public void Give(int step, TestRows given, IEnumerable<PipelineLoad> loads)
    {
        // What the model reads and a row omits is NULL.
        ImmutableArray<string> columns =
        [
            .. loads.Where(l => l.Reads?.Source.Name == given.Of).SelectMany(l => l.Reads!.Columns.Select(c => c.Name))
                .Concat(given.Rows.SelectMany(r => r.Cells.Select(c => c.Column.Text))).Distinct().Order(StringComparer.Ordinal),
        ];
        var name = string.Create(CultureInfo.InvariantCulture, $"{FolderOf(given.Of.Text)}{step:0000}.ndjson");
        var rows = new GivenRows(columns, [.. given.Rows.Select(r => Values(r, columns))]);
        var text = string.Join('\n', rows.Rows.Select(r => Json(columns, r)));
        // The step is part of it: the same rows given twice are two files.
        var bytes = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{step}\n{text}"));
        _rows[name] = rows;
        _files[name] = new SourceFile(name, name, () => new MemoryStream(bytes, writable: false));
    }

    public GivenRows RowsOf(string file) => _rows[file];

    public IReadOnlyList<SourceFile> Find(string pattern) =>
        [.. _files.Values.Where(f => f.Name.StartsWith(pattern[..pattern.IndexOf('*', StringComparison.Ordinal)], StringComparison.Ordinal))];

    private static string FolderOf(string source) => $"given/{source}/";

    private static ImmutableArray<string?> Values(TestRow row, ImmutableArray<string> columns) =>
        [.. columns.Select(c => row.Cells.Where(cell => cell.Column.Text == c).Select(cell => cell.Value.Text).FirstOrDefault())];

    private static string Json(ImmutableArray<string> columns, ImmutableArray<string?> row) =>
        new JsonObject(columns.Select((c, i) => KeyValuePair.Create(c, (JsonNode?)row[i]))).ToJsonString(Plain);
}

/// <summary>Rows of text, as a landing table holds them.</summary>
internal sealed record GivenRows(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string?>> Rows);
