using Shouldly;
using Warehouse.Execution;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.ExecutionTests.Execution.Runs;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Landing;

/// <summary>Files that somebody writes to, or takes away, between the moment that they are looked at and the end of their reading.</summary>
public sealed class MovingFileTests
{
    private const string Model =
        """
        sources:
          members: {files: {path: "data/*.csv"}, feed: upserts}
        dimensions:
          member: {source: members, key: {id: integer}, attributes: {name: string}}
        """;

    [Theory]
    [InlineData("a.csv", "id\n1\n")]
    [InlineData("a.ndjson", "{\"id\":1}\n")]
    public async Task One_that_has_changed_since_it_was_looked_at_is_refused(string name, string text)
    {
        using var file = new LandedFile(name, text);
        using var moving = new LandedFile(name, text) { Landing = file.Landing with { State = () => File.ReadAllText(file.Path), FirstState = "another" } };

        var error = await moving.ErrorOnBothAsync();

        error.Rule.ShouldBe(ExecutionRules.FileInMotion);
        error.Message.ShouldBe($"`{name}` has changed while it was read");
    }

    [Fact]
    public async Task So_is_one_of_Parquet()
    {
        using var file = new LandedFile("a.parquet", ParquetFile.Of("SELECT 1 AS id"));
        using var moving = new LandedFile("a.parquet", []) { Landing = file.Landing with { State = () => "now", FirstState = "then" } };

        (await moving.ErrorOnBothAsync()).Rule.ShouldBe(ExecutionRules.FileInMotion);
    }

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.ndjson")]
    [InlineData("a.parquet")]
    [InlineData("a.csv.gz")]
    public async Task One_that_is_gone_is_refused(string name)
    {
        using var file = new LandedFile(name, "id\n1\n");
        File.Delete(file.Path);

        var error = await file.ErrorOnBothAsync();

        error.Rule.ShouldBe(ExecutionRules.FileUnreadable);
        error.Message.ShouldBe($"`{name}` cannot be read: it is not there any more");
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task What_is_written_while_it_is_loaded_is_loaded_by_the_next_run_as_a_changed_file(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Model);
        project.Write("data/a.csv", "id,name\n1,Anchor\n");
        var opened = 0;
        // Opened first to be looked at, then to be read: between the two somebody adds to it.
        project.Opening = name =>
        {
            if (++opened == 2)
                project.Write(name, "id,name\n1,Anchor\n2,Bell\n");
        };

        var first = await project.LoadAsync();
        var second = await project.LoadAsync();

        first.Batches.ShouldHaveSingleItem().Result.Error!.Rule.ShouldBe(ExecutionRules.FileInMotion);
        second.Batches.ShouldHaveSingleItem().Result.Error.ShouldBeNull();
        (await project.AskAsync("SELECT name FROM mart.dim_member WHERE member_key > 0 ORDER BY id")).Select(r => r[0]).ShouldBe(["Anchor", "Bell"]);
    }
}
