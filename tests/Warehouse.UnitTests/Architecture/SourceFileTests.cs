using Shouldly;
using Xunit;

namespace Warehouse.UnitTests.Architecture;

/// <summary>What holds for every file of the product.</summary>
public sealed class SourceFileTests
{
    // Its statements are the program; it declares no type.
    private const string EntryPoint = "src/Warehouse.Cli/Program.cs";

    [Fact]
    public void There_are_files_to_look_at() => SourceFile.All.Count.ShouldBeGreaterThan(300);

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        SourceFile.All.Where(f => f.Lines > 300).Select(f => $"{f.Path}: {f.Lines} lines").ShouldBeEmpty();

    [Fact]
    public void Every_file_is_named_for_a_type_that_it_declares() =>
        SourceFile.All.Where(f => f.Path != EntryPoint && !f.DeclaredTypes().Contains(Path.GetFileNameWithoutExtension(f.Path)))
            .Select(f => $"{f.Path} declares {string.Join(", ", f.DeclaredTypes())}").ShouldBeEmpty();

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        string[] empty = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utilities", "Base", "Impl"];
        SourceFile.All.SelectMany(f => f.DeclaredTypes().Where(t => empty.Any(e => t.EndsWith(e, StringComparison.Ordinal))).Select(t => $"{f.Path}: {t}")).ShouldBeEmpty();
    }
}
