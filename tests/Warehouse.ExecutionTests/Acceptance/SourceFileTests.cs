using System.Text;
using Shouldly;
using Warehouse.ExecutionTests.Execution.Landing;
using Xunit;

namespace Warehouse.ExecutionTests.Acceptance;

/// <summary>Which files a source finds, and what it makes of files of one source that are not alike.</summary>
public sealed class SourceFileTests : IDisposable
{
    private const string Item = "id,name,price\n1,Anchor,1.50\n";

    private readonly Workspace _workspace = Workspace.Of("duckdb");

    [Fact]
    public async Task A_pattern_finds_what_a_shell_finds()
    {
        await ApplyAsync("data/**/items_[0-9]?.{csv,csv.gz}");
        _workspace.Write("data/items_01.csv", "id,name,price\n1,Anchor,1\n");
        _workspace.Write("data/2024/north/items_02.csv.gz", PackedLandingTests.Pack("gz", "id,name,price\n2,Bell,2\n"));
        _workspace.Write("data/2024/.hidden/items_03.csv", "id,name,price\n3,Compass,3\n");
        _workspace.Write("data/2024/.items_04.csv", "id,name,price\n4,Drum,4\n");
        _workspace.Write("data/2024/items_0x5.csv", "id,name,price\n5,Eel,5\n");
        _workspace.Write("items_06.csv", "id,name,price\n6,Flag,6\n");
        // A circle of links, and one that leads to the same file again.
        Directory.CreateSymbolicLink(Path.Combine(_workspace.Folder, "data/2024/back"), Path.Combine(_workspace.Folder, "data"));
        File.CreateSymbolicLink(Path.Combine(_workspace.Folder, "data/items_07.csv"), Path.Combine(_workspace.Folder, "items_06.csv"));

        var answer = await _workspace.RunAsync("load", "--json");

        answer.Exit.ShouldBe(0, answer.ToString());
        Files(answer).ShouldBe(["data/2024/north/items_02.csv.gz", "data/items_01.csv", "data/items_07.csv"]);
    }

    [Fact]
    public async Task A_folder_that_is_named_may_be_a_link()
    {
        await ApplyAsync("data/current/*.csv");
        _workspace.Write("data/2024/a.csv", Item);
        Directory.CreateSymbolicLink(Path.Combine(_workspace.Folder, "data/current"), Path.Combine(_workspace.Folder, "data/2024"));

        Files(await _workspace.RunAsync("load", "--json")).ShouldBe(["data/current/a.csv"]);
    }

    [Fact]
    public async Task What_cannot_be_opened_is_refused_by_name_and_the_rest_of_its_source_waits()
    {
        await ApplyAsync("data/*.csv");
        _workspace.Write("data/a.csv", Item);
        Directory.CreateDirectory(Path.Combine(_workspace.Folder, "data/b.csv"));
        _workspace.Write("data/d.csv", Item.Replace("Anchor", "Drum", StringComparison.Ordinal));

        var answer = await _workspace.RunAsync("load", "--json");

        answer.Exit.ShouldBe(5, answer.ToString());
        const string waits = "skipped WH5008 `dim_item` waits: an earlier batch of it has failed";
        Ends(answer).ShouldBe(["data/b.csv refused WH5041 `data/b.csv` is a folder", $"data/a.csv {waits}", $"data/d.csv {waits}"]);
        Directory.Delete(Path.Combine(_workspace.Folder, "data/b.csv"));
        File.CreateSymbolicLink(Path.Combine(_workspace.Folder, "data/b.csv"), "nowhere");
        Ends(await _workspace.RunAsync("load", "--json"))[0].ShouldBe("data/b.csv refused WH5041 `data/b.csv` cannot be read: it is not there any more");
        File.Delete(Path.Combine(_workspace.Folder, "data/b.csv"));
        File.CreateSymbolicLink(Path.Combine(_workspace.Folder, "data/b.csv"), "b.csv");
        Ends(await _workspace.RunAsync("load", "--json"))[0].ShouldStartWith("data/b.csv refused WH5041 `data/b.csv` cannot be read: ");
        File.Delete(Path.Combine(_workspace.Folder, "data/b.csv"));
        Ends(await _workspace.RunAsync("load", "--json")).ShouldBe(["data/a.csv committed", "data/d.csv committed"]);
    }

    [Fact]
    public async Task The_name_of_a_packed_file_says_its_time_too()
    {
        await ApplyAsync("data/*.csv{,.gz,.zst}", ", batch_time: \"name:yyyy-MM-dd\"");
        _workspace.Write("data/items_2024-01-03.csv", Item.Replace("1.50", "3", StringComparison.Ordinal));
        _workspace.Write("data/items_2024-01-01.csv.zst", PackedLandingTests.Pack("zst", Item));
        _workspace.Write("data/items_2024-01-02.csv.gz", PackedLandingTests.Pack("gz", Item.Replace("1.50", "2", StringComparison.Ordinal)));

        var answer = await _workspace.RunAsync("load", "--json");

        Files(answer).ShouldBe(["data/items_2024-01-01.csv.zst", "data/items_2024-01-02.csv.gz", "data/items_2024-01-03.csv"]);
        (await _workspace.ValueAsync("SELECT price AS it FROM mart.dim_item WHERE item_key > 0")).ShouldBe("3.00");
    }

    public static TheoryData<string, string, string> Headers => new()
    {
        { "the same", "id,name,price\n2,Bell,2.50\n", "committed" },
        { "another order", "price,id,name\n2.50,2,Bell\n", "committed" },
        { "a new column", "id,name,colour,price\n2,Bell,red,2.50\n", "committed" },
        { "a byte order mark", "\uFEFFid,name,price\n2,Bell,2.50\n", "committed" },
        { "quoted names", "\"id\",\"name\",\"price\"\n2,Bell,2.50\n", "committed" },
        { "lines that end in CRLF", "id,name,price\r\n2,Bell,2.50\r\n", "committed" },
        { "a column that is gone", "id,name\n2,Bell\n", "refused WH5024 `dim_item`: `data/b.csv` has no column `price`; it has `id`, `name`" },
        { "two columns that are gone", "name\nBell\n", "refused WH5024 `dim_item`: `data/b.csv` has no column `id`, `price`; it has `name`" },
        { "another case", "ID,Name,Price\n2,Bell,2.50\n", "refused WH5024 `dim_item`: `data/b.csv` has no column `id`, `name`, `price`; it has `ID`, `Name`, `Price`" },
        { "a name twice", "id,name,price,name\n2,Bell,2.50,x\n", "refused WH5034 `dim_item`: `data/b.csv`: the column `name` is there twice" },
        { "another delimiter", "id;name;price\n2;Bell;2.50\n", "refused WH5033 `dim_item`: `data/b.csv` has one column, `id;name;price`: it is delimited by `;`, not by `,`" },
        { "no header", "2,Bell,2.50\n", "refused WH5024 `dim_item`: `data/b.csv` has no column `id`, `name`, `price`; it has `2`, `Bell`, `2.50`" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Files_of_one_source_may_differ_in_what_the_model_does_not_read(string what, string text, string end)
    {
        await ApplyAsync("data/*.csv");
        _workspace.Write("data/a.csv", Item);
        _workspace.Write("data/b.csv", Encoding.UTF8.GetBytes(text));
        _workspace.Write("data/c.csv", "id,name,price\n3,Compass,3.50\n");

        var answer = await _workspace.RunAsync("load", "--json");

        Ends(answer)[..2].ShouldBe(["data/a.csv committed", $"data/b.csv {end}"], what);
        var expected = end == "committed" ? new[] { "Anchor 1.50", "Bell 2.50", "Compass 3.50" } : ["Anchor 1.50"];
        (await _workspace.RowsAsync("SELECT name || ' ' || price AS it FROM mart.dim_item WHERE item_key > 0 ORDER BY id")).ShouldBe(expected.Select(e => $"{{\"it\":\"{e}\"}}"), what);
    }

    public void Dispose() => _workspace.Dispose();

    private async Task ApplyAsync(string path, string more = "")
    {
        _workspace.Write("warehouse.yml", $$"""
            version: 1
            name: files
            sources:
              items:
                files: {path: "{{path}}"{{more}} }
                feed: upserts
            dimensions:
              item: {source: items, key: {id: integer}, attributes: {name: string, price: "decimal(9,2)"} }

            """ + _workspace.Target);
        var answer = await _workspace.RunAsync("apply");
        answer.Exit.ShouldBe(0, answer.ToString());
    }

    private static List<string> Files(Answer answer) => [.. answer.Json.GetProperty("batches").EnumerateArray().Select(b => b.GetProperty("file").GetString()!)];

    private static List<string> Ends(Answer answer) =>
    [
        .. from batch in answer.Json.GetProperty("batches").EnumerateArray()
           let error = batch.GetProperty("error")
           let why = error.ValueKind == System.Text.Json.JsonValueKind.Null ? "" : $" {error.GetProperty("code").GetString()} {error.GetProperty("message").GetString()}"
           select $"{batch.GetProperty("file").GetString()} {batch.GetProperty("status").GetString()}{why}",
    ];
}
