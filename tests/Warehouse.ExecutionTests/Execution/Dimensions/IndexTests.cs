using Shouldly;
using Warehouse.ExecutionTests.Execution.Runs;
using Xunit;

namespace Warehouse.ExecutionTests.Execution.Dimensions;

/// <summary>Indexes that the model asks for are made, and loads go on over them.</summary>
public sealed class IndexTests
{
    private const string Model =
        """
        sources:
          members:
            files: {path: "data/m_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: snapshot
            max_delete_ratio: 100%
        dimensions:
          member:
            source: members
            key: {id: integer}
            on_delete: flag
            attributes: {name: {type: string, scd: 1}, city: {type: string, scd: 2}, email: {type: string, scd: 1} }
            indexes: [email, [city, name], [city, name], a_column_whose_name_is_so_long_that_an_index_by_it_has_none, is_deleted]
        """;

    private const string Name = "a_column_whose_name_is_so_long_that_an_index_by_it_has_none";

    [Theory]
    [InlineData("duckdb", "SELECT index_name FROM duckdb_indexes() WHERE table_name = 'dim_member' ORDER BY 1")]
    [InlineData("postgres", "SELECT indexname::text FROM pg_indexes WHERE tablename = 'dim_member' AND (indexname LIKE '%\\_by\\_%' OR indexname LIKE '%\\_ix%') ORDER BY 1")]
    public async Task Are_made_with_the_table_and_loads_change_rows_under_them(string engine, string indexes)
    {
        await using var project = await ProjectUnderTest.CreateAsync(
            engine, Model.Replace("scd: 1} }", $"scd: 1}}, {Name}: {{type: string, from: name, scd: 1}} }}", StringComparison.Ordinal));
        for (var day = 1; day <= 5; day++)
        {
            var present = Enumerable.Range(1, 30).Where(id => id % 7 != day);
            project.Write($"data/m_2024-01-0{day}.csv", "id,name,city,email\n" + string.Concat(present.Select(id => $"{id},n{id % (day + 2)},c{(id + day) / 4},e{day / 2}\n")));
        }

        var result = await project.LoadAsync();

        result.Batches.Select(b => b.Result.Error?.Message).OfType<string>().ShouldBeEmpty();
        result.Batches.Length.ShouldBe(5);
        (await project.AskAsync(indexes)).Select(r => (string)r[0]!).ShouldBe(
            ["dim_member_by_ad4a7d3911c1", "dim_member_by_city__name", "dim_member_by_email", "dim_member_by_is_deleted"], ignoreOrder: true);
        var last = Enumerable.Range(1, 30).Where(id => id % 7 != 5).Select(id => $"{id} n{id % 7} c{(id + 5) / 4} e2").ToList();
        (await project.AskAsync("SELECT id, name, city, email FROM mart.dim_member WHERE member_key > 0 AND is_current AND NOT is_deleted ORDER BY id"))
            .Select(r => string.Join(" ", r)).ShouldBe(last);
        // By the index, and by all rows.
        (await project.AskAsync("SELECT count(*) FROM mart.dim_member WHERE email = 'e2'")).ShouldBe(await project.AskAsync("SELECT count(*) FROM mart.dim_member WHERE email || '' = 'e2'"));
        (await project.AskAsync("SELECT count(*) FROM mart.dim_member WHERE city = 'c3'")).ShouldBe(await project.AskAsync("SELECT count(*) FROM mart.dim_member WHERE city || '' = 'c3'"));
    }
}
