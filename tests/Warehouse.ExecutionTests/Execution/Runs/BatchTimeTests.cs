using Shouldly;
using Warehouse.Execution;
using Warehouse.Execution.Batches;
using Warehouse.ExecutionTests.Adapters;
using Warehouse.ExecutionTests.Execution.Landing;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Runs;

/// <summary>The batch time of a file is the largest time that its rows say.</summary>
public sealed class BatchTimeTests
{
    private const string Model =
        """
        sources:
          members:
            files: {path: "data/members_*.csv", batch_time: "column:seen"}
            feed: snapshot
            max_delete_ratio: 100%
        dimensions:
          member:
            source: members
            key: {id: integer}
            attributes: {name: {type: string, scd: 2} }
          guest:
            source: members
            key: {id: integer}
            attributes: {name: string}
        """;

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task Files_are_loaded_in_the_order_of_what_their_rows_say_whatever_they_are_called(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Model);
        project.Write("data/members_a.csv", "id,name,seen\n1,second,2024-01-02T09:00:00+02:00\n2,second,2024-01-01\n");
        project.Write("data/members_b.csv", "id,name,seen\n1,first,2024-01-01 12:00:00.123456789\n2,first,\n");

        var first = await project.LoadAsync();
        var again = await project.LoadAsync();
        project.Write("data/members_0.csv", "id,name,seen\n1,third,2024-01-03\n");
        var third = await project.LoadAsync();

        first.Batches.Select(b => b.Result.Error?.Message).OfType<string>().ShouldBeEmpty();
        first.Batches.Select(b => (b.Batch.File!.Name, b.Batch.BatchAt.ToString("O"))).Distinct().ShouldBe(
            [("data/members_b.csv", "2024-01-01T12:00:00.1234560Z"), ("data/members_a.csv", "2024-01-02T07:00:00.0000000Z")]);
        again.Batches.ShouldBeEmpty();
        third.Batches.Length.ShouldBe(2);
        (await project.AskAsync("SELECT id, name, is_current FROM mart.dim_member WHERE member_key > 0 ORDER BY id, valid_from"))
            .Select(r => string.Join(" ", r)).ShouldBe(["1 first False", "1 second False", "1 third True", "2 first False", "2 second False"]);
        (await project.AskAsync("SELECT valid_from FROM mart.dim_member WHERE name = 'third'")).ShouldHaveSingleItem().ShouldBe([new DateTime(2024, 1, 3, 0, 0, 0, DateTimeKind.Utc)]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_file_whose_rows_say_no_time_is_refused_and_nothing_of_its_source_is_loaded(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Model);
        project.Write("data/members_a.csv", "id,name,seen\n1,a,2024-01-02\n");
        project.Write("data/members_b.csv", "id,name,seen\n1,a,2024-01-02\n2,b,02/01/2024\n");

        var result = await project.LoadAsync();

        var refused = result.Batches.Where(b => b.Result.Status == BatchStatus.Refused).ToList();
        refused.Select(b => b.Batch.Load.Pipeline).ShouldBe(["dim_member", "dim_guest"]);
        refused[0].Result.Error!.Rule.ShouldBe(ExecutionRules.NoBatchTime);
        refused[0].Result.Error!.Message.ShouldBe("row 2 of `data/members_b.csv` has `02/01/2024` in `seen`, which is no time, so the file has no batch time");
        refused[0].Result.Error!.Span.Line.ShouldBe(8);
        (await project.AskAsync("SELECT count(*) FROM mart.dim_member WHERE member_key > 0")).ShouldHaveSingleItem().ShouldBe([0L]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_column_of_Parquet_says_it_too_whether_it_is_a_timestamp_a_date_or_a_text(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Model.Replace("_*.csv", "_*.parquet", StringComparison.Ordinal));
        project.Write("data/members_a.parquet", ParquetFile.Of("SELECT 1 AS id, 'third' AS name, '2024-01-03T01:00:00+01:00' AS seen"));
        project.Write("data/members_b.parquet", ParquetFile.Of("SELECT range AS id, 'first' AS name, TIMESTAMP '2024-01-01' - to_seconds(200000 - range) AS seen FROM range(200001) WHERE range > 199998"));
        project.Write("data/members_c.parquet", ParquetFile.Of("SELECT * FROM (VALUES (1, 'second', DATE '2024-01-02'), (2, 'second', NULL), (3, 'second', DATE '1700-01-02')) AS v (id, name, seen)"));
        project.Write("data/members_d.parquet", ParquetFile.Of("SELECT * FROM (VALUES (9, 'fourth', TIMESTAMPTZ '2024-02-02 00:00:00.123456+02'), (8, 'fourth', NULL)) AS v (id, name, seen)"));

        var result = await project.LoadAsync();

        result.Batches.Select(b => b.Result.Error?.Message).OfType<string>().ShouldBeEmpty();
        result.Batches.Select(b => (b.Batch.File!.Name[13..14], b.Batch.BatchAt.ToString("O"))).Distinct().ShouldBe(
        [
            ("b", "2024-01-01T00:00:00.0000000Z"), ("c", "2024-01-02T00:00:00.0000000Z"), ("a", "2024-01-03T00:00:00.0000000Z"), ("d", "2024-02-01T22:00:00.1234560Z"),
        ]);
    }

    [Theory]
    [MemberData(nameof(EngineUnderTest.All), MemberType = typeof(EngineUnderTest))]
    public async Task A_column_of_Parquet_that_says_no_time_is_refused(string engine)
    {
        await using var project = await ProjectUnderTest.CreateAsync(engine, Model.Replace("_*.csv", "_*.parquet", StringComparison.Ordinal));

        foreach (var (seen, message) in new[]
        {
            ("20240101", "row 1 of `data/members_a.parquet` has `20240101` in `seen`, which is no time, so the file has no batch time"),
            ("'infinity'::TIMESTAMP", "row 1 of `data/members_a.parquet` has `infinity` in `seen`, which is no time, so the file has no batch time"),
            ("TIMESTAMP '0044-03-15 (BC) 00:00:00'", "row 1 of `data/members_a.parquet` has `0044-03-15 (BC) 00:00:00` in `seen`, which is no time, so the file has no batch time"),
            ("CAST(NULL AS TIMESTAMP)", "no row of `data/members_a.parquet` has a time in `seen`, so the file has no batch time"),
            ("1 AS other, [TIMESTAMP '2024-01-01']", "`data/members_a.parquet`: the column `seen` is nested"),
        })
        {
            project.Write("data/members_a.parquet", ParquetFile.Of($"SELECT 1 AS id, 'a' AS name, {seen} AS seen"));

            var result = await project.LoadAsync();

            result.Batches.Select(b => b.Result.Error!.Message).ShouldBe([message, message]);
        }
    }
}
