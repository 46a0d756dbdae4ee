using Shouldly;
using Warehouse.Cli;
using Warehouse.Cli.Hosting;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.UnitTests.Cli;

public sealed class GeneratedFilesTests
{
    [Fact]
    public async Task What_is_committed_under_generated_is_what_the_sample_says_byte_for_byte()
    {
        Assert.SkipUnless(Directory.Exists(RepositoryRoot.Combine("generated", "retail")), "generated/retail is not committed yet: warehouse generate --project models/retail");
        using var output = new StringWriter();
        var host = new Host { Out = output, Error = output, Folder = RepositoryRoot.Path, Environment = _ => null };

        var exit = await WarehouseCommand.RunAsync(["generate", "--check", "--project", "models/retail"], host, TestContext.Current.CancellationToken);

        exit.ShouldBe(0, output.ToString());
    }
}
