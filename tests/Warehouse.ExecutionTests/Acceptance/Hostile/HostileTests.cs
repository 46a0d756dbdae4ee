using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.ExecutionTests.Acceptance.Hostile;

/// <summary>
/// What nobody wants and sources deliver, each a source of one project, loaded in one run: refused by name, or loaded with what is wrong kept in
/// rejects; nothing is lost, nothing is run that was data, and both engines answer alike. The golden is the answer.
/// </summary>
public sealed partial class HostileTests
{
    private const int LongestShown = 160;

    private static readonly HostileCase[] Cases = [.. HostileFiles.All, .. HostileRows.All];

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task Every_hostile_case_ends_as_the_golden_says(string engine)
    {
        using var workspace = Workspace.Of(engine);
        Write(workspace);
        var applied = await workspace.RunAsync("apply");
        applied.Exit.ShouldBe(0, applied.ToString());
        workspace.Execute("CREATE SCHEMA IF NOT EXISTS landing");
        foreach (var table in Cases.Where(c => c.Table is not null))
            workspace.Execute(engine == "duckdb" ? table.Table!.Value.DuckDb : table.Table!.Value.Postgres);

        var answer = await workspace.RunAsync("load", "--json");

        answer.Error.ShouldNotContain("   at ");
        var actual = await TextAsync(workspace, answer);
        Golden.ShouldMatch(actual, "tests", "Warehouse.ExecutionTests", "Acceptance", "Goldens", "hostile.txt");
    }

    [Fact]
    public void There_are_enough_of_them()
    {
        Cases.Length.ShouldBeGreaterThanOrEqualTo(60);
        Cases.Select(c => c.Name).Distinct().Count().ShouldBe(Cases.Length);
    }

    private static void Write(Workspace workspace)
    {
        var models = Cases.Select(c => c.Model).ToList();
        workspace.Write("warehouse.yml", $"version: 1\nname: hostile\nsources:\n{string.Concat(models.Select(m => m.Source))}dimensions:\n{string.Concat(models.Select(m => m.Dimension))}{workspace.Target}");
        foreach (var file in Cases.Where(c => c.Table is null))
            workspace.Write($"data/{file.Name}/{file.File}", file.Bytes);
    }

    private static async Task<string> TextAsync(Workspace workspace, Answer answer)
    {
        var batches = answer.Json.GetProperty("batches").EnumerateArray().ToDictionary(b => b.GetProperty("source").GetString()!);
        var rejects = await RejectsAsync(workspace);
        var loaded = await LoadedAsync(workspace, [.. Cases.Where(c => batches[c.Name].GetProperty("status").GetString() == "committed")]);
        var text = new StringBuilder();
        foreach (var hostile in Cases)
        {
            var batch = batches[hostile.Name];
            text.Append("# ").Append(hostile.Name).Append('\n');
            if (batch.GetProperty("status").GetString() != "committed")
            {
                var error = batch.GetProperty("error");
                text.Append(CultureInfo.InvariantCulture, $"{batch.GetProperty("status").GetString()} {error.GetProperty("code").GetString()}: {Shown(error.GetProperty("message").GetString()!)}\n\n");
                continue;
            }

            var (read, rejected, superseded) = (Count(batch, "read"), Count(batch, "rejected"), Count(batch, "superseded"));
            text.Append(CultureInfo.InvariantCulture, $"committed: {read} read, {rejected} rejected\n");
            // Nothing is lost: a row is a member, a repetition of one, or a reject with all it had.
            read.ShouldBe(rejected + superseded + Count(batch, "new_members"), hostile.Name);
            rejects[hostile.Name].Count().ShouldBe((int)rejected, hostile.Name);
            loaded[hostile.Name].Count().ShouldBe((int)Count(batch, "new_members"), hostile.Name);
            foreach (var (_, row) in loaded[hostile.Name].Where(r => !r.Text.StartsWith("pad", StringComparison.Ordinal)))
                text.Append("  ").Append(row).Append('\n');
            foreach (var (_, row) in rejects[hostile.Name])
                text.Append("  ").Append(row).Append('\n');
            text.Append('\n');
        }

        return text.ToString();
    }

    private static long Count(JsonElement batch, string name) => batch.GetProperty(name).GetInt64();

    private static async Task<ILookup<string, (string Case, string Text)>> RejectsAsync(Workspace workspace)
    {
        var rows = await workspace.RowsAsync("SELECT source, code, reason, CAST(payload AS varchar) AS payload FROM _warehouse.rejected_row");
        return rows.Select(r => JsonDocument.Parse(r).RootElement)
            .Select(r => (Case: r.GetProperty("source").GetString()!, Text: $"{r.GetProperty("code").GetString()}: {Shown(r.GetProperty("reason").GetString()!)} {Payload(r.GetProperty("payload").GetString()!)}"))
            .OrderBy(r => r.Text, StringComparer.Ordinal).ToLookup(r => r.Case);
    }

    /// <summary>In one order: that of Postgres's jsonb is its own.</summary>
    private static string Payload(string json)
    {
        // DuckDB writes these two into JSON, which has no words for them.
        var valid = json.Replace(":NaN", ":\"NaN\"", StringComparison.Ordinal).Replace(":Infinity", ":\"Infinity\"", StringComparison.Ordinal).Replace(":-Infinity", ":\"-Infinity\"", StringComparison.Ordinal);
        valid = WholeFloat().Replace(valid, "");
        // What a table says of a time is written by the engine; what a file says is kept as it is.
        if (!valid.Contains("\"_row\"", StringComparison.Ordinal))
            valid = EngineTime().Replace(valid, m => $"\"{m.Groups["day"]}{(m.Groups["time"].Success ? $"T{m.Groups["time"]}" : "")}{(m.Groups["bc"].Success ? " BC" : "")}\"");
        var members = JsonNode.Parse(valid)!.AsObject().OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()));
        return Shown(new JsonObject(members).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [GeneratedRegex("\"(?<day>[0-9]{4,6}-[0-9]{2}-[0-9]{2})(?<bc> [(]BC[)])?( (?<time>[0-9]{2}:[0-9:.]+))?\"")]
    private static partial Regex EngineTime();

    [GeneratedRegex("(?<=:[0-9]+)[.]0(?=[,}])")]
    private static partial Regex WholeFloat();

    /// <summary>The engines' own casts to text write the same number and the same time each in its way.</summary>
    private static string OneSpelling(string value) => value switch
    {
        ['{' or '[', ..] => value.Replace(": ", ":", StringComparison.Ordinal).Replace(", ", ",", StringComparison.Ordinal),
        "nan" => "NaN",
        "inf" => "Infinity",
        "-inf" => "-Infinity",
        "0.0" => "0",
        "-0.0" or "-0" => "0",
        "1.0" => "1",
        "5.0" => "5",
        _ when value.Contains(" (BC)", StringComparison.Ordinal) => value.Replace(" (BC)", "", StringComparison.Ordinal) + " BC",
        _ => value,
    };

    private static async Task<ILookup<string, (string Case, string Text)>> LoadedAsync(Workspace workspace, IReadOnlyList<HostileCase> cases)
    {
        var queries = cases.Select(c => $"SELECT '{c.Name}' AS it, CAST(id AS varchar) AS id, CAST({c.Shown} AS varchar) AS v FROM mart.dim_{c.Name} WHERE {c.Name}_key > 0");
        var rows = await workspace.RowsAsync(string.Join(" UNION ALL ", queries));
        return rows.Select(r => JsonDocument.Parse(r).RootElement)
            .Select(r => (Case: r.GetProperty("it").GetString()!, Id: r.GetProperty("id").GetString()!, Value: r.GetProperty("v").GetString()))
            .OrderBy(r => r.Id.Length).ThenBy(r => r.Id, StringComparer.Ordinal)
            .Select(r => (r.Case, Text: $"{Shown(r.Id)} = {(r.Value is null ? "NULL" : $"'{Shown(OneSpelling(r.Value))}'")}")).ToLookup(r => r.Case);
    }

    /// <summary>What can be read in a file of text: no control characters, nothing that turns the line, and no more than a line.</summary>
    private static string Shown(string text)
    {
        var shown = text.Length <= LongestShown ? text : string.Create(
            CultureInfo.InvariantCulture, $"{text[..40]}… ({text.Length} characters, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8]})");
        var safe = new StringBuilder();
        foreach (var rune in shown.EnumerateRunes())
        {
            var plain = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.NonSpacingMark);
            safe.Append(plain ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"<U+{rune.Value:X4}>"));
        }

        return safe.ToString();
    }
}
