using Shouldly;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.DialectTests.Generated;

/// <summary>The committed `generated/retail` is what the tool writes, byte for byte.</summary>
public sealed class GoldenTests
{
    [Fact]
    public async Task The_committed_scripts_are_what_generate_writes()
    {
        var files = await GeneratedScripts.FilesAsync();
        files.Keys.Select(path => path.Split('/')[0]).Distinct().ShouldBe(GeneratedScripts.Engines);
        foreach (var (path, text) in files)
            Golden.ShouldMatch(text, ["generated", "retail", .. path.Split('/')]);
        Golden.ShouldHaveNoOrphans("generated/retail", files.Keys);
    }
}
