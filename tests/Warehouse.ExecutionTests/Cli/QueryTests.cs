using Shouldly;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

public sealed class QueryTests
{
    private const string Everything =
        "select 1.50::decimal(9,2) as d, timestamp '2024-03-01 10:20:30.5' as ts, date '2024-03-01' as day, null as nothing, true as yes, 7 as n, 'a \"b\", c' as text, '' as blank";

    [Fact]
    public async Task As_json_timestamps_have_a_Z_and_decimals_are_strings()
    {
        using var shop = await Shop.NewAsync();

        var said = await shop.RunAsync("query", Everything, "--json");

        said.ShouldBe(new Said(
            0, "[{\"d\":\"1.50\",\"ts\":\"2024-03-01T10:20:30.5Z\",\"day\":\"2024-03-01\",\"nothing\":null,\"yes\":true,\"n\":7,\"text\":\"a \\\"b\\\", c\",\"blank\":\"\"}]\n", ""));
    }

    [Fact]
    public async Task As_csv_NULL_and_an_empty_text_are_told_apart()
    {
        using var shop = await Shop.NewAsync();

        (await shop.RunAsync("query", Everything, "--csv")).Out.ShouldBe("d,ts,day,nothing,yes,n,text,blank\n1.50,2024-03-01T10:20:30.5Z,2024-03-01,,true,7,\"a \"\"b\"\", c\",\"\"\n");
    }

    [Fact]
    public async Task As_a_table_numbers_stand_right_and_the_count_goes_to_stderr()
    {
        using var shop = await Shop.NewAsync();

        var said = await shop.RunAsync("query", "select * from (values (1, 'one'), (20, 'twenty'), (300, null)) t(n, name)");

        said.Out.ShouldBe("  n  name\n───  ──────\n  1  one\n 20  twenty\n300  NULL\n");
        said.Error.ShouldBe("3 rows\n");
    }

    [Fact]
    public async Task What_a_query_writes_is_rolled_back()
    {
        using var shop = await Shop.LoadedAsync();

        (await shop.RunAsync("query", "delete from mart.fact_sale")).Exit.ShouldBe(0);

        (await shop.RunAsync("query", "select count(*) as n from mart.fact_sale", "--csv")).Out.ShouldBe("n\n4\n");
    }

    [Fact]
    public async Task A_mistake_in_the_SQL_is_exit_1_in_the_engines_words()
    {
        using var shop = await Shop.NewAsync();

        var said = await shop.RunAsync("query", "select nothing", "--json");

        said.Exit.ShouldBe(1);
        said.Json().GetProperty("error").GetProperty("code").GetString().ShouldBe("WH5006");
        said.Json().GetProperty("error").GetProperty("message").GetString()!.ShouldContain("nothing");
    }
}
