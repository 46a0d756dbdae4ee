using System.Globalization;
using System.Text;
using System.Text.Json;
using Shouldly;
using Warehouse.ExecutionTests.Acceptance.Totals;
using Warehouse.Model.Star;
using Warehouse.TestEngines;
using Warehouse.Yaml;
using Xunit;

namespace Warehouse.ExecutionTests.Acceptance;

/// <summary>
/// After every day of the sample the totals of every measure are those of the files, or the difference is accounted for by name and count:
/// <code>
/// before + resolved + read - rejected - superseded - held - unchanged - what `updated` rows said before + filled - removed = after
/// </code>
/// Each term is computed from the files in plain C#, and its count is the ledger's in <c>_warehouse.batch</c>.
/// </summary>
[Collection(LoadedSampleTests.Name)]
public sealed class SampleTotalsTests(LoadedSamples samples)
{
    /// <summary>The ledger's words for what becomes of a fact's rows.</summary>
    private static readonly string[] Words = ["read", "rejected", "superseded", "unchanged", "ignored", "held", "deleted", "inserted", "updated", "filled", "removed", "unconverted"];

    public static TheoryData<string, string> Facts() => [.. from engine in new[] { "duckdb", "postgres" } from fact in SampleFacts.Names select (engine, fact)];

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task The_totals_of_every_measure_are_those_of_the_files_or_the_difference_is_accounted_for(string engine, string fact)
    {
        var loaded = await samples.OfAsync(engine);
        var ledger = await LedgerAsync(loaded.Sample, fact);
        var story = SampleFacts.All().Single(f => f.Fact == fact);
        loaded.Days.Count.ShouldBe(6);
        foreach (var day in loaded.Days)
        {
            var equation = story.Deliver(day.Day, SampleFacts.RowsOf(story, day.Day));
            var (counted, state) = (ledger[day.Day], day.Facts[fact]);
            var written = equation.Write(state.Total, counted);

            state.Total.Equal(equation.After).ShouldBeTrue(written);
            equation.Counts.OrderBy(c => c.Key, StringComparer.Ordinal).ShouldBe(counted.Where(c => c.Value != 0).OrderBy(c => c.Key, StringComparer.Ordinal), written);
            // read = inserted + updated + unchanged + ignored + held + rejected + superseded
            counted["read"].ShouldBe(counted["inserted"] + counted["updated"] + counted["unchanged"] + counted["ignored"] + counted["held"] + counted["rejected"] + counted["superseded"], written);
            foreach (var term in equation.Terms.Where(t => t is { By: not null, Times: > 0 }))
                (await CountAsync(loaded.Sample, term.By!, day.Day, term.Count!)).ShouldBe(term.Times, $"{term.Name}, by {term.By}\n{written}");
            Lines(state.Special).ShouldBe(Lines(story.Special), $"rows of special members\n{written}");
        }
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task Rows_are_rejected_for_the_reasons_that_the_files_give(string engine)
    {
        var loaded = await samples.OfAsync(engine);
        var codes = await loaded.Sample.RowsAsync(
            "SELECT b.pipeline, b.file, r.code, count(*) AS n FROM _warehouse.rejected_row r JOIN _warehouse.batch b ON b.batch_id = r.batch_id WHERE b.pipeline LIKE 'fact%' GROUP BY b.pipeline, b.file, r.code");
        var counted = codes.Select(r => JsonDocument.Parse(r).RootElement)
            .Select(r => $"{r.GetProperty("pipeline").GetString()} {DayOf(r)} {r.GetProperty("code").GetString()} {r.GetProperty("n").GetInt64()}");

        var expected =
            from story in SampleFacts.All()
            from day in loaded.Days
            from term in story.Deliver(day.Day, SampleFacts.RowsOf(story, day.Day)).Terms
            where term is { Count: "rejected", Times: > 0 }
            select string.Create(CultureInfo.InvariantCulture, $"{story.Fact} {day.Day} {term.Of} {term.Times}");

        counted.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
    }

    /// <summary>Special members have rows of their own, so that no total depends on which dimensions it is broken down by.</summary>
    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task No_row_is_lost_or_doubled_on_the_way_to_any_of_its_dimensions(string engine)
    {
        var loaded = await samples.OfAsync(engine);
        var project = Model();
        var joins =
            from fact in project.Facts
            from role in fact.Roles
            where role is { Via: null, Bridge: null }
            let dimension = project.FindDimension(role.Dimension!.Text)!
            select $"SELECT '{fact.Name} {role.Name}' AS it, (SELECT count(*) FROM mart.{fact.TableName}) AS rows, count(*) AS met FROM mart.{fact.TableName} AS f JOIN mart.{dimension.TableName} AS d ON d.{dimension.KeyColumn} = f.{role.KeyColumn}";
        var rows = (await loaded.Sample.RowsAsync(string.Join(" UNION ALL ", joins))).Select(r => JsonDocument.Parse(r).RootElement).ToList();
        rows.Count.ShouldBeGreaterThan(15);
        foreach (var row in rows)
            row.GetProperty("met").ToString().ShouldBe(row.GetProperty("rows").ToString(), row.GetProperty("it").GetString());
    }

    /// <summary>What a failure shows, of every fact and day; read it to see what the sample's totals are made of.</summary>
    [Fact]
    public async Task The_account_of_every_fact_and_day_is_written_out()
    {
        var loaded = await samples.OfAsync("duckdb");
        var account = new StringBuilder();
        foreach (var story in SampleFacts.All())
        {
            var ledger = await LedgerAsync(loaded.Sample, story.Fact);
            foreach (var day in loaded.Days)
                account.AppendLine(story.Deliver(day.Day, SampleFacts.RowsOf(story, day.Day)).Write(day.Facts[story.Fact].Total, ledger[day.Day]));
        }

        Golden.ShouldMatch(account.ToString(), "tests", "Warehouse.ExecutionTests", "Acceptance", "Goldens", "sample-totals.txt");
    }

    [Fact]
    public void Every_fact_and_every_measure_of_the_sample_is_among_them()
    {
        var project = Model();

        SampleFacts.All().Select(f => f.Fact).ShouldBe(project.Facts.Select(f => f.TableName), ignoreOrder: true);
        foreach (var fact in project.Facts)
        {
            var measures = fact.Measures.SelectMany(m => m.ConvertTo.Select(m.ConvertedColumn).Prepend(m.Name.Text));
            SampleFacts.All().Single(f => f.Fact == fact.TableName).Measures.Select(m => m.Name).ShouldBe(measures, ignoreOrder: true, fact.TableName);
        }
    }

    private static IEnumerable<string> Lines(IEnumerable<(string Role, int Member, Amounts Amounts)> special) =>
        special.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Role} {s.Member}: {s.Amounts.Rows} rows, {string.Join(", ", s.Amounts.Sums.Select(a => a.ToString("0.00", CultureInfo.InvariantCulture)))}"));

    private static Project Model() => ProjectReader.Read(RepositoryRoot.Combine("models", "retail")).Project.ShouldNotBeNull();

    private static string DayOf(JsonElement batch) => Path.GetFileNameWithoutExtension(batch.GetProperty("file").GetString()!)[^10..];

    private static async Task<long> CountAsync(Workspace sample, string pipeline, string day, string word) =>
        long.Parse(await sample.ValueAsync($"SELECT {word} AS it FROM _warehouse.batch WHERE pipeline = '{pipeline}' AND file LIKE '%{day}%'"), CultureInfo.InvariantCulture);

    /// <summary>What the ledger counts of a fact's batch, by day.</summary>
    private static async Task<Dictionary<string, Dictionary<string, long>>> LedgerAsync(Workspace sample, string fact) =>
        (await sample.RowsAsync($"SELECT * FROM _warehouse.batch WHERE pipeline = '{fact}'")).Select(r => JsonDocument.Parse(r).RootElement)
            .ToDictionary(DayOf, r => Words.ToDictionary(w => w, w => long.Parse(r.GetProperty(w).ToString(), CultureInfo.InvariantCulture), StringComparer.Ordinal), StringComparer.Ordinal);
}
