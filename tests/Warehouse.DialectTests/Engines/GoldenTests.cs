using Shouldly;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.DialectTests.Engines;

/// <summary>These write nothing: where UPDATE_GOLDEN=1 rewrites goldens, they are skipped.</summary>
public sealed class GoldenTests
{
    private static readonly string[] Ignore = [".gitignore"];

    [Fact]
    public void Accepts_the_whole_text_of_the_file()
    {
        Assert.SkipWhen(Golden.Updating, "goldens are being rewritten");

        Golden.ShouldMatch(File.ReadAllText(RepositoryRoot.Combine(Ignore)), Ignore);
    }

    [Fact]
    public void Names_the_first_line_that_differs()
    {
        Assert.SkipWhen(Golden.Updating, "goldens are being rewritten");
        var text = File.ReadAllText(RepositoryRoot.Combine(Ignore));

        var problem = Should.Throw<ShouldAssertException>(() => Golden.ShouldMatch(text + "more", Ignore));

        problem.Message.ShouldContain($".gitignore:{text.Split('\n').Length} differs");
        problem.Message.ShouldContain("+ more");
    }

    [Fact]
    public void A_missing_file_fails()
    {
        Assert.SkipWhen(Golden.Updating, "goldens are being rewritten");

        Should.Throw<ShouldAssertException>(() => Golden.ShouldMatch("text", "tests", "no-such-golden.txt")).Message.ShouldContain("UPDATE_GOLDEN=1");
    }

    [Fact]
    public void A_file_that_no_test_writes_fails()
    {
        Assert.SkipWhen(Golden.Updating, "goldens are being rewritten");
        string[] written = ["Directory.Build.props", "BannedSymbols.txt", "BannedSymbols.Console.txt", "BannedSymbols.Network.txt"];

        Golden.ShouldHaveNoOrphans("src", ["Directory.Build.props"], "Directory.*.props");
        Should.Throw<ShouldAssertException>(() => Golden.ShouldHaveNoOrphans("src", written, "BannedSymbols*.txt"))
            .Message.ShouldContain("BannedSymbols.Disk.txt.");
    }
}
