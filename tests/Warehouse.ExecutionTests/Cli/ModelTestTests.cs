using Shouldly;
using Warehouse.TestEngines;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

public sealed class ModelTestTests
{
    [Fact]
    public async Task The_samples_own_tests_pass_and_write_nothing()
    {
        using var sample = Acceptance.Workspace.OfModel("duckdb", "retail");

        var answer = await sample.RunAsync("test", "--json");

        answer.Exit.ShouldBe(0, answer.ToString());
        answer.Json.GetProperty("passed").GetInt32().ShouldBeGreaterThanOrEqualTo(22);
        answer.Json.GetProperty("failed").GetInt32().ShouldBe(0);
        Directory.Exists(Path.Combine(sample.Folder, ".warehouse")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_failing_test_shows_expected_and_actual_rows_side_by_side()
    {
        using var shop = await Shop.NewAsync();
        shop.Write("tests.yml", """
            tests:
              a_wrong_expectation:
                target: product
                steps:
                  - at: 2024-03-01T00:00:00Z
                    given: {shop.products: [{sku: MUG, name: Mug, price: 12.9}, {sku: ROPE, price: 18.50}]}
                    expect: [{sku: MUG, price: 12.90}, {sku: LAMP, price: 45, name: null, is_current: true}]
              a_right_one:
                target: product
                steps:
                  - at: 2024-03-01T00:00:00Z
                    given: {shop.products: [{sku: MUG, price: 12.9}]}
                    expect: [{price: 12.900, name: null, valid_from: 1900-01-01, valid_to: 9999-12-31}]

            """);

        var text = await shop.RunAsync("test");
        var json = await shop.RunAsync("test", "--json");

        text.Exit.ShouldBe(4);
        Golden.ShouldMatch(text.Out, "tests", "Warehouse.ExecutionTests", "Cli", "Goldens", "test-failure.txt");
        json.Exit.ShouldBe(4);
        json.Json().GetProperty("passed").GetInt32().ShouldBe(1);
        json.Json().GetProperty("failed").GetInt32().ShouldBe(1);
        var failed = json.Json().GetProperty("tests")[0];
        failed.GetProperty("name").GetString().ShouldBe("a_wrong_expectation");
        failed.GetProperty("ok").GetBoolean().ShouldBeFalse();
        failed.GetProperty("step").GetInt32().ShouldBe(1);
        failed.GetProperty("message").GetString()!.ShouldContain("LAMP");
    }

    [Theory]
    [InlineData("expect_error: WH9999", "and WH9999 was expected")]
    [InlineData("rejected: 2", "0 rows were rejected, and 2 were expected")]
    [InlineData("expect: []", "1 too many (+)")]
    public async Task What_was_expected_and_did_not_come_is_said(string expectation, string message)
    {
        using var shop = await Shop.NewAsync();
        shop.Write("tests.yml", $"""
            tests:
              it:
                target: product
                steps:
                  - at: 2024-03-01T00:00:00Z
                    given: {"{shop.products: [{sku: MUG, price: 1}]}"}
                    {expectation}

            """);

        var said = await shop.RunAsync("test");

        said.Exit.ShouldBe(4, said.ToString());
        said.Out.ShouldContain(message);
    }

    [Fact]
    public async Task A_refused_step_changes_nothing_and_is_not_offered_again()
    {
        using var shop = await Shop.NewAsync();
        shop.Write("tests.yml", """
            tests:
              an_empty_list_is_refused:
                target: product
                steps:
                  - at: 2024-03-01T00:00:00Z
                    given: {shop.products: [{sku: MUG, price: 1}]}
                  - at: 2024-03-02T00:00:00Z
                    given: {shop.products: []}
                    expect_error: "*"
                  - at: 2024-03-03T00:00:00Z
                    given: {shop.products: [{sku: MUG, price: 2}]}
                    expect: [{sku: MUG, price: 1, is_current: false}, {sku: MUG, price: 2, is_current: true}]

            """);

        var said = await shop.RunAsync("test");

        said.Exit.ShouldBe(0, said.ToString());
    }

    [Fact]
    public async Task Only_the_tests_that_are_asked_for_are_run()
    {
        using var shop = await Shop.NewAsync();
        shop.Write("more.yml", """
            tests:
              another:
                target: product
                steps:
                  - at: 2024-03-01T00:00:00Z
                    given: {shop.products: [{sku: MUG, price: 1}]}
                    expect: [{sku: MUG}]

            """);

        (await shop.RunAsync("test", "more.yml")).Out.ShouldBe("pass  another\n1 passed, 0 failed\n");
        (await shop.RunAsync("test", "--filter", "NEW_price")).Out.ShouldBe("pass  a_new_price_opens_a_version\n1 passed, 0 failed\n");
        (await shop.RunAsync("test", "--filter", "nothing")).ShouldBe(new Said(0, "no tests\n", ""));
    }
}
