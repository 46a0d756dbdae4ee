using System.Diagnostics;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Warehouse.ExecutionTests.Cli.Observing;

public sealed class FailureWebhookTests
{
    private const string Hook = "\nobserve:\n  on_failure: {webhook: \"${env.HOOK}\"}\n";

    [Fact]
    public async Task A_run_that_has_failed_is_told_with_what_failed_and_what_to_do()
    {
        using var shop = await ShopAsync();
        using var receiver = new LoopbackReceiver();
        shop.Environment["HOOK"] = receiver.Address + "/hook";
        shop.Write("data/products_2024-03-02.csv", "sku;name;price\nMUG;Trail Mug;1\n");

        var said = await shop.RunAsync("run");

        said.Exit.ShouldBe(5, said.ToString());
        said.Error.ShouldNotContain("WH7023");
        var request = receiver.All.ShouldHaveSingleItem();
        (request.Method, request.Path, request.ContentType).ShouldBe(("POST", "/hook", "application/json; charset=utf-8"));
        var message = JsonDocument.Parse(request.Text).RootElement;
        message.GetProperty("text").GetString().ShouldBe("warehouse: the load of shop into local has failed (exit 5): dim_product: WH5033 wrong-delimiter");
        message.GetProperty("project").GetString().ShouldBe("shop");
        message.GetProperty("target").GetString().ShouldBe("local");
        message.GetProperty("ok").GetBoolean().ShouldBeFalse();
        message.GetProperty("exit_code").GetInt32().ShouldBe(5);
        Guid.TryParse(message.GetProperty("run_id").GetString(), out _).ShouldBeTrue();
        var batch = message.GetProperty("batches").EnumerateArray().ShouldHaveSingleItem();
        batch.GetProperty("pipeline").GetString().ShouldBe("dim_product");
        batch.GetProperty("file").GetString().ShouldBe("data/products_2024-03-02.csv");
        batch.GetProperty("code").GetString().ShouldBe("WH5033");
        batch.GetProperty("message").GetString()!.ShouldContain("dim_product");
        batch.GetProperty("help").GetString().ShouldNotBeNullOrEmpty();
        message.GetProperty("waiting").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_run_that_went_well_or_was_dry_is_not_told()
    {
        using var shop = await ShopAsync();
        using var receiver = new LoopbackReceiver();
        shop.Environment["HOOK"] = receiver.Address;

        (await shop.RunAsync("run")).Exit.ShouldBe(0);
        shop.Write("data/products_2024-03-03.csv", "sku;name;price\n");
        (await shop.RunAsync("load", "--dry-run")).Exit.ShouldBe(0);

        receiver.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_stops_the_command_before_its_load_is_told_too()
    {
        using var shop = await ShopAsync();
        using var receiver = new LoopbackReceiver();
        shop.Environment["HOOK"] = receiver.Address;
        Directory.CreateDirectory(Path.Combine(shop.Folder, ".warehouse/shop.duckdb"));

        var said = await shop.RunAsync("run");

        said.Exit.ShouldBe(1, said.ToString());
        var message = JsonDocument.Parse(receiver.All.ShouldHaveSingleItem().Text).RootElement;
        message.GetProperty("error").GetProperty("code").GetString().ShouldBe("WH5004");
        message.GetProperty("text").GetString()!.ShouldContain("WH5004 connection-failed");
        message.GetProperty("batches").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("dead", "nobody was told of the failure: the address cannot be reached (ConnectionError)")]
    [InlineData("404", "nobody was told of the failure: the address answered 404")]
    [InlineData("503", "nobody was told of the failure: the address answered 503")]
    [InlineData("hangs", "nobody was told of the failure: the address did not answer in time")]
    [InlineData("unset", "`observe.on_failure.webhook` is read from the environment variable `HOOK`, which is not set")]
    [InlineData("nonsense", "`observe.on_failure.webhook` is no http or https URL")]
    public async Task An_address_that_does_not_take_it_is_one_warning_that_does_not_name_it(string address, string warning)
    {
        using var shop = await ShopAsync();
        using var receiver = new LoopbackReceiver(int.TryParse(address, out var status) ? status : null);
        var at = address switch { "unset" => null, "nonsense" => "hunter2", "dead" => LoopbackReceiver.Dead() + "/hunter2", _ => receiver.Address + "/hunter2" };
        if (at is not null)
            shop.Environment["HOOK"] = at;
        shop.Write("data/products_2024-03-02.csv", "sku;name;price\nMUG;Trail Mug;1\n");
        var began = Stopwatch.GetTimestamp();

        var said = await shop.RunAsync("run");

        said.Exit.ShouldBe(5, said.ToString());
        said.Error.ShouldContain($"warning WH7023 (webhook-not-delivered): {warning}\n");
        $"{said}".ShouldNotContain("hunter2");
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        receiver.All.Count.ShouldBe(address switch { "503" => 2, "404" or "hangs" => 1, _ => 0 }, "once more after what may pass");
    }

    private static async Task<Shop> ShopAsync()
    {
        var shop = await Shop.NewAsync();
        shop.Write("warehouse.yml", await File.ReadAllTextAsync(Path.Combine(shop.Folder, "warehouse.yml")) + Hook);
        return shop;
    }
}
