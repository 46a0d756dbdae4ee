using System.Text;
using Shouldly;
using Warehouse.Yaml;
using Xunit;

namespace Warehouse.UnitTests.Yaml;

public sealed class FolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("warehouse-yaml-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Reads_every_yaml_file_below_the_folder_the_projects_own_first()
    {
        Write("warehouse.yml", Minimal.Head);
        Write("b.yml", "sources: {b: {table: x.b}}");
        Write("a/z.yaml", "sources: {z: {table: x.z}}");
        Write("a.yml", "sources: {a: {table: x.a}}");
        Write("a/notes.txt", "- not: [a model");

        var result = ProjectReader.Read(folder);

        result.Diagnostics.ShouldBeEmpty();
        result.Files.Select(f => f.Path).ShouldBe(["warehouse.yml", "a.yml", "a/z.yaml", "b.yml"]);
        result.Project!.Sources.Select(s => s.Name.Span.File).ShouldBe(["a.yml", "a/z.yaml", "b.yml"]);
    }

    [Fact]
    public void Skips_hidden_folders_data_and_node_modules()
    {
        Write("warehouse.yml", Minimal.Head);
        foreach (var skipped in new[] { ".github/ci.yml", "data/x.yml", "sub/node_modules/x.yml", ".hidden.yml" })
        {
            Write(skipped, "nonsense: [");
        }

        ProjectReader.Read(folder).Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_without_a_project_file_is_told_how_to_get_one()
    {
        Write("other.yml", Minimal.Head);

        var result = ProjectReader.Read(folder);

        result.Project.ShouldBeNull();
        result.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("WH1001");
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_reported_and_not_thrown() =>
        ProjectReader.Read(Path.Combine(folder, "nowhere")).Diagnostics.Select(d => d.Code).ShouldContain("WH1002");

    [Fact]
    public void A_file_that_is_not_utf8_is_refused_at_the_first_bad_byte()
    {
        Write("warehouse.yml", Minimal.Head);
        File.WriteAllBytes(Path.Combine(folder, "latin.yml"), [.. "# æ\n"u8, .. "types: {a: str"u8, 0xE6, (byte)'}']);

        var diagnostic = ProjectReader.Read(folder).Diagnostics.ShouldHaveSingleItem();

        diagnostic.Code.ShouldBe("WH1003");
        (diagnostic.Span.File, diagnostic.Span.Line, diagnostic.Span.Column).ShouldBe(("latin.yml", 2, 15));
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_do_not_move_places()
    {
        File.WriteAllBytes(Path.Combine(folder, "warehouse.yml"), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("version: 1\r\nname: p\r\nsorces: {}\r\n")]);

        var diagnostic = ProjectReader.Read(folder).Diagnostics.ShouldHaveSingleItem();

        (diagnostic.Code, diagnostic.Span.Line, diagnostic.Span.Column, diagnostic.Span.Length).ShouldBe(("WH1016", 3, 1, 6));
    }

    [Fact]
    public void A_name_declared_in_two_files_names_both_places()
    {
        Write("warehouse.yml", Minimal.Head + "types: {id: string}");
        Write("a.yml", "sources: {s: {table: x.a}}");
        Write("b.yml", "name: again\ntypes: {id: integer}\nsources:\n  s: {table: x.b}");

        var found = ProjectReader.Read(folder).Diagnostics;

        found.ShouldAllBe(d => d.Code == "WH1015");
        found.Select(d => $"{d.Span.File}:{d.Span.Line}:{d.Span.Column} {d.Message}").ShouldBe(
        [
            "b.yml:1:1 `name` is declared twice: here and at warehouse.yml:2:1",
            "b.yml:2:9 `id` is declared twice: here and at warehouse.yml:3:9",
            "b.yml:4:3 `s` is declared twice: here and at a.yml:1:11",
        ]);
    }

    [Fact]
    public void Problems_of_all_files_come_at_once_in_the_order_of_files_and_lines()
    {
        Write("warehouse.yml", Minimal.Head + "types: {m: strng}\nfacs: {}");
        Write("a.yml", "sources: [");
        Write("b.yml", "sources: {s: {table: x.b, feed: daily}}");

        ProjectReader.Read(folder).Diagnostics.Select(d => $"{d.Span.File}:{d.Span.Line} {d.Code}").ShouldBe(
            ["warehouse.yml:3 WH1024", "warehouse.yml:4 WH1016", "a.yml:2 WH1004", "b.yml:1 WH1022"]);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
