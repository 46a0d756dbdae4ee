using Shouldly;
using Warehouse.ExecutionTests.Acceptance;
using Xunit;

namespace Warehouse.ExecutionTests.Cli;

/// <summary>Tests of a model on a target: in schemas of their own, beside what is there.</summary>
public sealed class ModelTestTargetTests
{
    private const string Schemas = "select schema_name from information_schema.schemata where catalog_name = current_database() and schema_name not like 'pg\\_%' and schema_name not in ('information_schema', 'main') order by 1";

    private const string Failing = """
        tests:
          a_price_rise_fails:
            target: customer
            steps:
              - at: 2024-03-01T00:00:00Z
                given: {crm.customers: [{customer_id: 1, changed_at: 2024-02-01}]}
                expect: []

        """;

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task The_samples_tests_pass_on_a_target_that_is_empty_and_leave_nothing(string engine)
    {
        using var sample = Workspace.OfModel(engine, "retail");

        var answer = await sample.RunAsync("test", "--target", "it", "--json");

        answer.Exit.ShouldBe(0, answer.ToString());
        answer.Json.GetProperty("passed").GetInt32().ShouldBeGreaterThanOrEqualTo(22);
        (await Names(sample)).ShouldBe(engine == "postgres" ? ["public"] : []);
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task What_is_loaded_there_is_not_touched_also_when_a_test_fails(string engine)
    {
        using var sample = FirstDay(engine);
        (await sample.RunAsync("run")).Exit.ShouldBe(0);
        sample.Write("failing.yml", Failing);
        string[] tables = ["mart.dim_customer", "mart.customer__changes", "mart.fact_order_line", "_warehouse.batch", "_warehouse.lock", "_warehouse.file", "_warehouse.rejected_row"];
        var before = await Contents(sample, tables);
        var schemas = await Names(sample);

        // One that passes, and the one that fails.
        var answer = await sample.RunAsync("test", "--target", "it", "--filter", "price_rise");
        var again = await sample.RunAsync("run");

        answer.Exit.ShouldBe(4, answer.ToString());
        answer.Out.ShouldContain("FAIL  a_price_rise_fails, step 1");
        answer.Out.ShouldContain("1 passed, 1 failed");
        (await Contents(sample, tables)).ShouldBe(before);
        (await Names(sample)).ShouldBe(schemas);
        again.Out.ShouldBe("nothing to load: all that the sources have is loaded\n");
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task It_needs_nothing_of_the_warehouse_that_stands_there(string engine)
    {
        using var sample = FirstDay(engine);
        (await sample.RunAsync("run")).Exit.ShouldBe(0);
        var functions = await Functions(sample, "_warehouse");

        // Whoever drops the real schema, or has made it with another version of the tool, does not change what a test says.
        var answer = await sample.RunAsync("test", "--target", "it", "--filter", "price_rise");

        answer.Exit.ShouldBe(0, answer.ToString());
        (await Functions(sample, "_warehouse")).ShouldBe(functions);
        (await Functions(sample, "warehouse\\_test%")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_target_that_SQL_is_only_written_for_is_refused()
    {
        using var sample = Workspace.OfModel("duckdb", "retail");
        var project = Path.Combine(sample.Folder, "warehouse.yml");
        await File.AppendAllTextAsync(
            project,
            "  sf: {engine: snowflake, account: a, user: u, private_key: \"${file:key}\", warehouse: w, database: d, role: r}\n",
            TestContext.Current.CancellationToken);

        var answer = await sample.RunAsync("test", "--target", "sf");

        answer.Exit.ShouldBe(2, answer.ToString());
        answer.Error.ShouldContain("WH4002 (engine-not-executable)");
    }

    /// <summary>The sample on its first day: one file of each source is enough to stand there.</summary>
    private static Workspace FirstDay(string engine)
    {
        var sample = Workspace.OfModel(engine, "retail");
        foreach (var file in Directory.GetFiles(Path.Combine(sample.Folder, "data")).Where(f => !f.Contains("2024-03-01", StringComparison.Ordinal)))
            File.Delete(file);
        return sample;
    }

    private static async Task<IReadOnlyList<string>> Names(Workspace sample) =>
        [.. (await sample.RowsAsync(Schemas)).Select(r => r.Split('"')[3])];

    private static async Task<IReadOnlyList<string>> Contents(Workspace sample, string[] tables)
    {
        var all = new List<string>();
        foreach (var table in tables)
            all.AddRange((await sample.RowsAsync($"select * from {table}")).Order(StringComparer.Ordinal));
        return all;
    }

    private static Task<IReadOnlyList<string>> Functions(Workspace sample, string schema) => sample.RowsAsync(sample.Engine == "postgres"
        ? $"select n.nspname, p.proname, md5(pg_get_functiondef(p.oid)) as body, p.oid::bigint as id from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname like '{schema}' order by 1, 2, 3"
        : $"select schema_name, function_name, macro_definition from duckdb_functions() where schema_name like '{schema}' escape '\\' order by 1, 2, 3");
}
