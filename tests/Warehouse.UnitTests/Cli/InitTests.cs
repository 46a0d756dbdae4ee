using Shouldly;
using Warehouse.TestEngines;
using Warehouse.Yaml.Schema;
using Xunit;

namespace Warehouse.UnitTests.Cli;

public sealed class InitTests
{
    [Fact]
    public async Task A_new_project_has_no_problems_and_tells_editors_where_the_schema_is()
    {
        using var line = new CommandLine();

        var made = await line.RunAsync("init", "my-shop");

        made.Exit.ShouldBe(0, made.ToString());
        line.Read("my-shop/warehouse.yml").ShouldStartWith("# yaml-language-server: $schema=warehouse.schema.json\n");
        line.Read("my-shop/warehouse.yml").ShouldContain("name: my_shop\n");
        line.Read("my-shop/warehouse.schema.json").ShouldBe(JsonSchemaWriter.Write());
        line.Read("my-shop/.gitignore").ShouldBe(".warehouse/\n");
        (await line.RunAsync("validate", "--project", "my-shop")).ShouldBe(new CommandAnswer(0, "no problems\n", ""));
    }

    [Fact]
    public async Task The_sample_is_the_repositorys_own()
    {
        using var line = new CommandLine();

        (await line.RunAsync("init", "retail", "--sample")).Exit.ShouldBe(0);

        var models = RepositoryRoot.Combine("models", "retail");
        var expected = Directory.EnumerateFiles(models, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(models, f)).Where(f => !f.StartsWith(".warehouse", StringComparison.Ordinal));
        foreach (var file in expected)
            line.Read($"retail/{file}").ShouldEndWith(await File.ReadAllTextAsync(Path.Combine(models, file), TestContext.Current.CancellationToken), customMessage: file);
        (await line.RunAsync("validate", "--project", "retail")).ShouldBe(new CommandAnswer(0, "no problems\n", ""));
    }

    [Fact]
    public async Task Nothing_that_is_there_is_written_over()
    {
        using var line = new CommandLine();
        line.Write("sales.yml", "mine\n");

        var answer = await line.RunAsync("init");

        answer.Exit.ShouldBe(5);
        answer.Error.ShouldContain("`sales.yml`");
        line.Files().ShouldBe(["sales.yml"]);
        line.Read("sales.yml").ShouldBe("mine\n");
    }

    [Fact]
    public async Task A_folder_that_holds_another_project_is_refused_because_its_files_would_belong_to_both()
    {
        using var line = new CommandLine();
        await line.RunAsync("init", "shop");

        var answer = await line.RunAsync("init");

        answer.Exit.ShouldBe(5);
        answer.Error.ShouldContain("`shop/warehouse.yml`");
        line.Files().ShouldAllBe(f => f.StartsWith("shop/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_with_other_files_may_become_a_project_and_keeps_what_it_ignores()
    {
        using var line = new CommandLine();
        line.Write("notes.txt", "mine\n");
        line.Write(".gitignore", "*.log");

        (await line.RunAsync("init")).Exit.ShouldBe(0);

        line.Read("notes.txt").ShouldBe("mine\n");
        line.Read(".gitignore").ShouldBe("*.log\n.warehouse/\n");
    }
}
