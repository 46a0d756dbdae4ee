using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.ExecutionTests.Acceptance;

/// <summary>Sixty real dated snapshots of the constituents of the S&amp;P 500, where the data is at hand.</summary>
public sealed class Sp500Tests
{
    private static readonly string Data = Path.GetFullPath(RepositoryRoot.Combine("..", "shared", "data", "sp500"));

    private const string Model = """
        version: 1
        name: sp500
        sources:
          listing:
            files: {path: "data/*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: snapshot
            max_delete_ratio: 100%
        dimensions:
          company:
            source: listing
            key: {symbol: {type: string, from: Symbol}}
            scd: 2
            first_version: actual
            attributes:
              name: {type: string, from: Name}
              sector: {type: string, from: Sector}

        """;

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task Sixty_real_snapshots_load_to_what_a_dozen_lines_compute(string engine)
    {
        Assert.SkipUnless(Directory.Exists(Data), "the S&P 500 snapshots are not here");
        using var workspace = Workspace.Of(engine);
        workspace.Write("warehouse.yml", Model + workspace.Target);
        var files = Directory.GetFiles(Data, "*.csv").Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
            workspace.Write($"data/{Path.GetFileName(file)}", await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));

        var answer = await workspace.RunAsync("run", "--json");
        answer.Exit.ShouldBe(0, answer.ToString());
        answer.Json.GetProperty("batches").EnumerateArray().Count(b => b.GetProperty("status").GetString() == "committed").ShouldBe(60);
        answer.Json.GetProperty("batches").EnumerateArray().Sum(b => b.GetProperty("rejected").GetInt64()).ShouldBe(Rejected(files));

        var rows = await workspace.RowsAsync("SELECT symbol, name, sector, valid_from, valid_to FROM mart.dim_company WHERE company_key > 0");
        rows.Select(Version).Order(StringComparer.Ordinal).ShouldBe(Expected(files).Order(StringComparer.Ordinal));
    }

    /// <summary>What must come out: a version for each run of days on which a symbol has one name and sector.</summary>
    private static List<string> Expected(List<string> files)
    {
        var open = new Dictionary<string, (string Name, string Sector, DateTime From)>(StringComparer.Ordinal);
        var versions = new List<string>();
        foreach (var file in files)
        {
            var (day, rows) = (DayOf(file), Rows(file).GroupBy(r => r.Symbol).ToList());
            var now = rows.Where(g => !IsRejected(g)).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
            var rejected = rows.Where(IsRejected).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var (symbol, was) in open.Where(o => !rejected.Contains(o.Key)).ToList())
            {
                if (now.TryGetValue(symbol, out var row) && row.Name == was.Name && row.Sector == was.Sector)
                    continue;
                versions.Add(Line(symbol, was.Name, was.Sector, was.From, day));
                open.Remove(symbol);
            }

            foreach (var (symbol, row) in now)
                open.TryAdd(symbol, (row.Name, row.Sector, day));
        }

        return [.. versions, .. open.Select(o => Line(o.Key, o.Value.Name, o.Value.Sector, o.Value.From, new DateTime(9999, 12, 31)))];
    }

    private static int Rejected(List<string> files) => files.Sum(f => Rows(f).GroupBy(r => r.Symbol).Where(IsRejected).Sum(g => g.Count()));

    /// <summary>Rows of one symbol that differ, or a row that has not three fields; the symbol counts as present.</summary>
    private static bool IsRejected(IGrouping<string, (string Symbol, string Name, string Sector, int Fields)> rows) =>
        rows.Distinct().Count() > 1 || rows.Any(r => r.Fields != 3);

    private static DateTime DayOf(string file) =>
        DateTime.ParseExact(Path.GetFileNameWithoutExtension(file), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<(string Symbol, string Name, string Sector, int Fields)> Rows(string file) =>
    [
        .. File.ReadLines(file).Skip(1).Where(l => l.Length > 0)
            .Select(l => Regex.Matches(l, "(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))")
                .Select(m => m.Groups[1].Success ? m.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : m.Groups[2].Value).ToList())
            .Select(f => (f[0], f[1], f.ElementAtOrDefault(2) ?? "", f.Count)),
    ];

    private static string Version(string json)
    {
        using var row = JsonDocument.Parse(json);
        string Text(string column) => row.RootElement.GetProperty(column).GetString() ?? "";
        DateTime Instant(string column) => row.RootElement.GetProperty(column).GetDateTime().ToUniversalTime();
        return Line(Text("symbol"), Text("name"), Text("sector"), Instant("valid_from"), Instant("valid_to"));
    }

    private static string Line(string symbol, string name, string sector, DateTime from, DateTime to) =>
        string.Create(CultureInfo.InvariantCulture, $"{symbol}|{name}|{sector}|{from:yyyy-MM-dd}|{to:yyyy-MM-dd}");
}
