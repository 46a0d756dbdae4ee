using Shouldly;
using Warehouse.ExecutionTests.Execution.Runs;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.TestEngines.Facts;
using Warehouse.TestEngines.Results;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Facts;

/// <summary>Every case of a fact, loaded as `warehouse load` does it.</summary>
public sealed class FactCaseTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var fact in AllFactCases.List)
            {
                cases.Add("duckdb", fact.Name);
                cases.Add("postgres", fact.Name);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Loads_to_what_the_case_says(string engine, string name)
    {
        var fact = AllFactCases.Named(name);
        await using var project = await ProjectUnderTest.CreateAsync(engine, fact.Model);
        // What a source never delivers is a file without rows, since a source without files is an error.
        foreach (var read in project.Loads.Select(l => l.Reads).OfType<SourceRead>())
            project.Write($"data/{FactCase.FileName(((SourceOrigin.Files)read.Source.Origin).Path.Text)}_2024-01-01.csv", string.Join(',', read.Columns.Select(c => c.Name)) + "\n");
        foreach (var step in fact.Steps)
        {
            foreach (var (file, csv) in step.Delivers)
                project.Write($"data/{file}_{step.Day}.csv", csv);
            var result = await project.LoadAsync();
            result.Batches.Select(b => b.Result.Error?.ToString()).Where(e => e is not null).ShouldBeEmpty(step.Day);
            foreach (var (pipeline, count, rows) in step.Counts)
                result.Batches.Last(b => b.Batch.Load.Pipeline == pipeline).Result.Counts[count].ShouldBe(rows, $"{step.Day}: {count} of {pipeline}");
            var rejected = await project.AskAsync($"SELECT DISTINCT r.code FROM _warehouse.rejected_row AS r JOIN _warehouse.batch AS b ON b.batch_id = r.batch_id WHERE b.file LIKE '%{step.Day}%' ORDER BY r.code");
            rejected.Select(r => (string)r[0]!).ShouldBe(step.Rejects, step.Day);
            foreach (var (sql, lines) in step.Shows)
                (await project.AskAsync(sql)).Select(row => string.Join(" | ", row.Select(CanonicalText.Of))).ShouldBe(lines, $"{step.Day}: {sql}");
        }
    }
}
