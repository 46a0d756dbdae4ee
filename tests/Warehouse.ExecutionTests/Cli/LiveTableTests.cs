using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

/// <summary>What a terminal is sent while a load runs.</summary>
public sealed partial class LiveTableTests
{
    [Theory]
    [InlineData(40, "pipeline batches rejected elapsed")]
    [InlineData(52, "pipeline batches rows rejected elapsed")]
    [InlineData(80, "pipeline batches rows versions rejected rows/s elapsed")]
    [InlineData(200, "pipeline batches rows versions rejected rows/s elapsed")]
    public async Task No_picture_is_wider_than_the_terminal_and_numbers_are_whole(int width, string heads)
    {
        var pictures = await PicturesAsync(new Terminal(width, IsLive: true));

        pictures.ShouldAllBe(p => p.All(l => l.Length < width));
        pictures.ShouldAllBe(p => string.Join(' ', p[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)) == heads);
        pictures[^1].ShouldContain(l => Regex.IsMatch(l, "^dim_date +1/1 .* s$"));
    }

    [Theory]
    [InlineData(24)]
    [InlineData(6)]
    public async Task Each_picture_is_as_high_as_the_one_before_and_no_higher_than_the_terminal(int height)
    {
        var pictures = await PicturesAsync(new Terminal(80, IsLive: true, Height: height));

        pictures.Select(p => p.Count).Distinct().ShouldHaveSingleItem().ShouldBeLessThan(height);
        pictures.All(p => p.Contains("… and 2 more")).ShouldBe(height == 6);
    }

    [Fact]
    public async Task Of_batches_at_once_one_is_told_and_the_others_are_counted()
    {
        using var shop = await Shop.NewAsync();
        await shop.RunAsync("apply", "--yes");

        var said = await shop.RunAsync(new Terminal(100, IsLive: true), "load", "--threads", "3");

        said.Exit.ShouldBe(0, said.ToString());
        Pictures(said.Error).ShouldAllBe(p => p.All(l => l.Length < 100));
    }

    [Fact]
    public async Task Without_colours_nothing_is_coloured()
    {
        using var shop = await Shop.NewAsync();
        shop.Environment["NO_COLOR"] = "1";
        await shop.RunAsync("apply", "--yes");

        var said = await shop.RunAsync(new Terminal(80, IsLive: true), "load");

        said.Exit.ShouldBe(0);
        said.Error.ShouldContain("fact_sale");
        Colour().IsMatch(said.Error).ShouldBeFalse();
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> PicturesAsync(Terminal terminal)
    {
        using var shop = await Shop.NewAsync();
        await shop.RunAsync("apply", "--yes");
        var said = await shop.RunAsync(terminal, "load");
        said.Exit.ShouldBe(0, said.ToString());
        return Pictures(said.Error);
    }

    /// <summary>Each begins with its head; cursor movements are left out.</summary>
    private static List<IReadOnlyList<string>> Pictures(string sent)
    {
        var text = Escape().Replace(sent, "");
        var pictures = text.Split("pipeline ")[1..].Select(p => (IReadOnlyList<string>)[.. ("pipeline " + p).TrimEnd('\r', '\n').Split('\n').Select(l => l.Trim('\r').TrimEnd())]).ToList();
        pictures.ShouldNotBeEmpty();
        return pictures;
    }

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escape();

    /// <summary>A foreground or background (ECMA-48 SGR 30 to 49 and 90 to 107).</summary>
    [GeneratedRegex(@"\x1b\[(?:[0-9;]*;)?(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")]
    private static partial Regex Colour();
}
