using System.Text.Json;
using System.Text;
using Shouldly;
using Xunit;

namespace Warehouse.ExecutionTests.Acceptance;

/// <summary>Files that are not what the model says: a named error or a counted reject, on both engines alike, and never half a batch.</summary>
public sealed class BadFileTests
{
    private const string Model = """
        version: 1
        name: bad
        sources:
          items:
            files: {path: "data/items_*.csv", batch_time: "name:yyyy-MM-dd"}
            feed: snapshot
        dimensions:
          item:
            source: items
            key: {sku: string}
            attributes:
              name: string
              price: {type: "decimal(18,2)", scd: 2}

        """;

    private const string Good = "sku,name,price\nA,Anchor,1.50\nB,Bell,2.50\nC,Compass,3.50\n";

    public static TheoryData<string, string, string> RefusedFiles() => Each(
        ("a missing column", "sku,name\nA,Anchor\n"),
        ("a wrong delimiter", "sku;name;price\nA;Anchor;1.50\n"),
        ("invalid UTF-8", "sku,name,price\nA,Anch\u00ffr,1.50\n"),
        ("a column twice", "sku,name,price,name\nA,Anchor,1.50,x\n"),
        ("nothing at all", ""),
        ("an empty snapshot", "sku,name,price\n"));

    [Theory]
    [MemberData(nameof(RefusedFiles))]
    public async Task A_bad_file_is_refused_by_name_and_changes_nothing(string engine, string what, string text)
    {
        using var workspace = await LoadedAsync(engine);
        var before = await StateAsync(workspace);
        // Latin-1 keeps the ASCII texts as they are and makes the one with ÿ invalid as UTF-8.
        workspace.Write("data/items_2024-01-02.csv", Encoding.Latin1.GetBytes(text));

        var answer = await workspace.RunAsync("load", "--json");

        answer.Exit.ShouldBeOneOf([1, 5], $"{what}: {answer}");
        var batch = answer.Json.GetProperty("batches").EnumerateArray().Single(b => b.GetProperty("status").GetString() is "failed" or "refused");
        batch.GetProperty("error").GetProperty("code").GetString()!.ShouldStartWith("WH5", customMessage: what);
        batch.GetProperty("error").GetProperty("message").GetString()!.ShouldNotBeNullOrWhiteSpace(what);
        answer.ToString().ShouldNotContain("   at ", customMessage: what);
        (await StateAsync(workspace)).ShouldBe(before, what);
    }

    public static TheoryData<string, string, string> RejectedRows() => Each(
        ("unconvertible", "sku,name,price\nA,Anchor,1.50\nB,Bell,two fifty\nC,Compass,3.50\n"),
        ("ragged-row", "sku,name,price\nA,Anchor,1.50\nB,Bell,2.50,loud\nC,Compass,3.50\n"),
        ("ragged-row", "sku,name,price\nA,Anchor,1.50\nB,Bell\nC,Compass,3.50\n"),
        ("null-key", "sku,name,price\nA,Anchor,1.50\n,Bell,2.75\nB,Bell,2.50\nC,Compass,3.50\n"));

    [Theory]
    [MemberData(nameof(RejectedRows))]
    public async Task A_bad_row_is_counted_and_kept_whole_and_the_others_are_loaded(string engine, string code, string text)
    {
        using var workspace = await LoadedAsync(engine);
        workspace.Write("data/items_2024-01-02.csv", text);

        var answer = await workspace.RunAsync("load", "--json");

        answer.Exit.ShouldBe(0, answer.ToString());
        answer.Json.GetProperty("batches").EnumerateArray().Sum(b => b.GetProperty("rejected").GetInt64()).ShouldBe(1);
        var rejected = JsonDocument.Parse((await workspace.RowsAsync("SELECT code, reason, CAST(payload AS varchar) AS payload FROM _warehouse.rejected_row")).Single()).RootElement;
        rejected.GetProperty("code").GetString().ShouldBe(code);
        rejected.GetProperty("payload").GetString()!.ShouldContain("Bell");
        (await workspace.ValueAsync("SELECT count(*) AS it FROM mart.dim_item WHERE item_key > 0 AND is_current")).ShouldBe("3", "a rejected row's member counts as present");
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task Differing_rows_of_one_key_are_all_rejected_and_equal_ones_collapse(string engine)
    {
        using var workspace = await LoadedAsync(engine);
        var rows = Enumerable.Range(1, 200).Select(i => $"X{i},Thing {i},{i}.00").Concat(["A,Anchor,1.50", "A,Anchor,1.50", "B,Bell,2.50", "B,Bell,9.99", "C,Compass,3.50"]);
        workspace.Write("data/items_2024-01-02.csv", "sku,name,price\n" + string.Join('\n', rows) + "\n");

        var answer = await workspace.RunAsync("load", "--json");

        answer.Exit.ShouldBe(0, answer.ToString());
        answer.Json.GetProperty("batches").EnumerateArray().Sum(b => b.GetProperty("rejected").GetInt64()).ShouldBe(2);
        (await workspace.ValueAsync("SELECT price AS it FROM mart.dim_item WHERE sku = 'B' AND is_current")).ShouldBe("2.50", "what is known stands");
        (await workspace.ValueAsync("SELECT count(*) AS it FROM _warehouse.rejected_row WHERE code = 'conflict'")).ShouldBe("2");
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task More_bad_rows_than_allowed_fail_the_batch_before_anything_is_applied(string engine)
    {
        using var workspace = await LoadedAsync(engine);
        var before = await StateAsync(workspace);
        workspace.Write("data/items_2024-01-02.csv", "sku,name,price\nA,Anchor,x\nB,Bell,y\nC,Compass,3.75\n");

        var answer = await workspace.RunAsync("load", "--json");

        answer.Exit.ShouldBeOneOf([1, 5], answer.ToString());
        answer.Out.ShouldContain("WH5105");
        (await StateAsync(workspace)).ShouldBe(before);
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task A_loaded_file_whose_content_changed_is_refused(string engine)
    {
        using var workspace = await LoadedAsync(engine);
        workspace.Write("data/items_2024-01-01.csv", Good.Replace("1.50", "1.75", StringComparison.Ordinal));

        var answer = await workspace.RunAsync("load", "--json");

        answer.Exit.ShouldBe(5, answer.ToString());
        answer.Out.ShouldContain("items_2024-01-01.csv");
        (await workspace.ValueAsync("SELECT price AS it FROM mart.dim_item WHERE sku = 'A'")).ShouldBe("1.50");
    }

    private static async Task<Workspace> LoadedAsync(string engine)
    {
        var workspace = Workspace.Of(engine, ("data/items_2024-01-01.csv", Good));
        workspace.Write("warehouse.yml", Model + workspace.Target);
        var answer = await workspace.RunAsync("run", "--json");
        answer.Exit.ShouldBe(0, answer.ToString());
        return workspace;
    }

    private static async Task<IReadOnlyList<string>> StateAsync(Workspace workspace) =>
    [
        .. await workspace.RowsAsync("SELECT * FROM mart.dim_item ORDER BY item_key"),
        .. await workspace.RowsAsync("SELECT batch_id FROM _warehouse.batch ORDER BY batch_id"),
        .. await workspace.RowsAsync("SELECT name FROM _warehouse.file ORDER BY name"),
        .. await workspace.RowsAsync("SELECT code FROM _warehouse.rejected_row"),
    ];

    private static TheoryData<string, string, string> Each(params (string What, string Text)[] cases)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var engine in new[] { "duckdb", "postgres" })
        {
            foreach (var (what, text) in cases)
                data.Add(engine, what, text);
        }

        return data;
    }
}
