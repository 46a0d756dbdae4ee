using System.Diagnostics;
using System.Text.Json;
using Shouldly;
using Warehouse.ExecutionTests.OpenLineage;
using Xunit;

namespace Warehouse.ExecutionTests.Cli.Observing;

public sealed class LineageDeliveryTests
{
    private const string ToAddress = "\nobserve:\n  lineage: {url: \"${env.LINEAGE}\", api_key: \"${env.KEY}\", namespace: nightly}\n";

    [Fact]
    public async Task Events_are_posted_one_by_one_with_the_key()
    {
        using var shop = await LineageTests.ShopAsync(ToAddress);
        using var receiver = new LoopbackReceiver(201);
        shop.Environment["LINEAGE"] = receiver.Address + "/lineage";
        shop.Environment["KEY"] = "hunter2";

        var said = await shop.RunAsync("run");

        said.Exit.ShouldBe(0, said.ToString());
        $"{said}".ShouldNotContain("WH70");
        receiver.All.Count.ShouldBe(10);
        receiver.All.ShouldAllBe(r => r.Method == "POST" && r.Path == "/lineage" && r.Authorization == "Bearer hunter2");
        (await PublishedSchemas.ProblemsOfAsync([.. receiver.All.Select(r => r.Text)])).SelectMany(p => p).ShouldBeEmpty();
        receiver.All.ShouldAllBe(r => JsonDocument.Parse(r.Text).RootElement.GetProperty("job").GetProperty("namespace").GetString() == "nightly");
    }

    [Theory]
    [InlineData("", "/api/v1/lineage")]
    [InlineData("collect/here", "/collect/here")]
    public async Task Without_a_word_in_the_project_OpenLineages_own_variables_hold(string endpoint, string path)
    {
        using var shop = await Shop.NewAsync();
        using var receiver = new LoopbackReceiver();
        shop.Environment["OPENLINEAGE_URL"] = receiver.Address + "/";
        shop.Environment["OPENLINEAGE_ENDPOINT"] = endpoint;
        shop.Environment["OPENLINEAGE_API_KEY"] = "k";
        shop.Environment["OPENLINEAGE_NAMESPACE"] = "other";

        (await shop.RunAsync("run")).Exit.ShouldBe(0);

        receiver.All.Count.ShouldBe(10);
        receiver.All.ShouldAllBe(r => r.Path == path && r.Authorization == "Bearer k" && r.Text.Contains("\"namespace\":\"other\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_project_says_comes_before_the_variables_and_nothing_is_sent_where_it_is_turned_off()
    {
        using var shop = await LineageTests.ShopAsync("\nobserve:\n  lineage: {file: lineage.ndjson}\n");
        using var receiver = new LoopbackReceiver();
        shop.Environment["OPENLINEAGE_URL"] = receiver.Address;
        (await shop.RunAsync("run")).Exit.ShouldBe(0);
        File.ReadAllLines(Path.Combine(shop.Folder, "lineage.ndjson")).Length.ShouldBe(10);

        Directory.Delete(Path.Combine(shop.Folder, ".warehouse"), recursive: true);
        shop.Environment["OPENLINEAGE_DISABLED"] = "true";
        (await shop.RunAsync("run")).Exit.ShouldBe(0);

        File.ReadAllLines(Path.Combine(shop.Folder, "lineage.ndjson")).Length.ShouldBe(10);
        receiver.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("dead", "10 of 10 lineage events were not delivered: the address cannot be reached (ConnectionError)")]
    [InlineData("401", "10 of 10 lineage events were not delivered: the address answered 401")]
    [InlineData("hangs", "10 of 10 lineage events were not delivered: the address did not answer in time")]
    [InlineData("unset", "`observe.lineage.url` is read from the environment variable `LINEAGE`, which is not set")]
    public async Task An_address_that_does_not_take_them_is_one_warning(string address, string warning)
    {
        using var shop = await LineageTests.ShopAsync(ToAddress);
        using var receiver = new LoopbackReceiver(int.TryParse(address, out var status) ? status : null);
        if (address != "unset")
            shop.Environment["LINEAGE"] = (address == "dead" ? LoopbackReceiver.Dead() : receiver.Address) + "/path-marker";
        shop.Environment["KEY"] = "hunter2";
        var began = Stopwatch.GetTimestamp();

        var said = await shop.RunAsync("run");

        said.Exit.ShouldBe(0, said.ToString());
        said.Error.ShouldContain($"warning WH7022 (lineage-not-delivered): {warning}\n");
        said.Error.ShouldEndWith("1 warning\n");
        $"{said}".ShouldNotContain("hunter2");
        $"{said}".ShouldNotContain("path-marker");
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        receiver.All.Count.ShouldBe(address is "401" or "hangs" ? 1 : 0, "after one that is not taken it is of no use");
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_one_warning()
    {
        using var shop = await LineageTests.ShopAsync("\nobserve:\n  lineage: {file: data/products_2024-03-01.csv/x.ndjson}\n");

        var said = await shop.RunAsync("run");

        said.Exit.ShouldBe(0, said.ToString());
        said.Error.ShouldContain("warning WH7022 (lineage-not-delivered): 10 of 10 lineage events were not delivered: ");
    }
}
