using Shouldly;
using Xunit;

namespace Warehouse.ExecutionTests.Acceptance;

public sealed class ModelErrorTests
{
    [Theory]
    [InlineData("validate")]
    [InlineData("run")]
    [InlineData("generate")]
    public async Task Three_errors_in_three_files_are_three_diagnostics_with_their_places_and_nothing_is_written(string command)
    {
        using var workspace = Workspace.Of("duckdb", ("sources.yml", """
            sources:
              crm.customers:
                files: {path: "data/customers.csv"}
                feed: changes
                effectve_at: changed_at

            """), ("customer.yml", """
            dimensions:
              customer:
                source: crm.customer
                key: {customer_id: integer}
                attributes:
                  name: string

            """), ("store.yml", """
            dimensions:
              store:
                source: crm.customers
                key: {store_code: integr}
                attributes:
                  name: string

            """));
        workspace.Write("warehouse.yml", "version: 1\nname: broken\n" + workspace.Target);
        var before = Files(workspace);

        var answer = await workspace.RunAsync(command);

        answer.Exit.ShouldBe(3, answer.ToString());
        var said = answer.Out + answer.Error;
        said.ShouldContain("sources.yml:5:5");
        said.ShouldContain("`effective_at`");
        said.ShouldContain("customer.yml:3:13");
        said.ShouldContain("`crm.customers`");
        said.ShouldContain("store.yml:4:23");
        said.ShouldContain("`integer`");
        said.ShouldContain("3 errors");
        Files(workspace).ShouldBe(before);
    }

    private static List<string> Files(Workspace workspace) =>
        [.. Directory.EnumerateFileSystemEntries(workspace.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
