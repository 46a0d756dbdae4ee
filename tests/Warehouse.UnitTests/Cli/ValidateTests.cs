using System.Text.Json;
using Shouldly;
using Xunit;

namespace Warehouse.UnitTests.Cli;

public sealed class ValidateTests
{
    private static readonly string Broken = CommandLine.Sound.Replace("source: items", "source: itms", StringComparison.Ordinal);

    [Fact]
    public async Task A_sound_model_is_exit_0_and_nothing_is_written()
    {
        using var line = CommandLine.WithProject();

        var answer = await line.RunAsync("validate");

        answer.ShouldBe(new CommandAnswer(0, "no problems\n", ""));
        line.Files().ShouldBe(["warehouse.yml"]);
    }

    [Fact]
    public async Task A_mistake_is_exit_3_and_shown_where_it_stands_under_the_path_as_typed()
    {
        using var line = CommandLine.WithProject(Broken, "models/shop");

        var answer = await line.RunAsync("validate", "--project", "models/shop/");

        answer.Exit.ShouldBe(3);
        answer.Out.ShouldContain("models/shop/warehouse.yml:12:13");
        
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--format", "json")]
    public async Task As_json_every_diagnostic_has_its_code_and_place(params string[] options)
    {
        using var line = CommandLine.WithProject(Broken);

        var answer = await line.RunAsync(["validate", .. options]);

        answer.Exit.ShouldBe(3);
        var diagnostic = answer.Json().GetProperty("diagnostics").EnumerateArray().First(d => d.GetProperty("severity").GetString() == "error");
        diagnostic.GetProperty("file").GetString().ShouldBe("warehouse.yml");
        diagnostic.GetProperty("line").GetInt32().ShouldBe(12);
        diagnostic.GetProperty("column").GetInt32().ShouldBe(13);
    }

    [Fact]
    public async Task As_sarif_it_is_a_log_of_one_run()
    {
        using var line = CommandLine.WithProject(Broken);

        var answer = await line.RunAsync("validate", "--format", "sarif");

        answer.Exit.ShouldBe(3);
        answer.Json().GetProperty("runs").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task An_engine_that_is_not_there_is_an_error_of_the_model_with_the_nearest_one_named()
    {
        using var line = CommandLine.WithProject(CommandLine.Sound.Replace("engine: duckdb", "engine: duckbd", StringComparison.Ordinal));

        var answer = await line.RunAsync("validate");

        answer.Exit.ShouldBe(3);
        answer.Out.ShouldContain("`duckbd`");
        answer.Out.ShouldContain("`duckdb`");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("load")]
    [InlineData("plan")]
    [InlineData("generate")]
    [InlineData("test")]
    [InlineData("query", "select 1")]
    public async Task No_other_command_begins_with_a_model_that_has_errors(params string[] command)
    {
        using var line = CommandLine.WithProject(Broken);

        var text = await line.RunAsync(command);
        var json = await line.RunAsync([.. command, "--json"]);

        text.Exit.ShouldBe(3);
        text.Out.ShouldBeEmpty();
        text.Error.ShouldContain("warehouse.yml:12:13");
        json.Exit.ShouldBe(3);
        json.Error.ShouldBeEmpty();
        json.Json().GetProperty("error").GetProperty("code").GetString()!.ShouldStartWith("WH2");
        json.Json().GetProperty("diagnostics").ValueKind.ShouldBe(JsonValueKind.Array);
        line.Files().ShouldBe(["warehouse.yml"]);
    }

    [Fact]
    public async Task What_cannot_be_loaded_yet_is_refused_by_name_by_what_would_load_it_and_not_by_validate()
    {
        using var line = CommandLine.WithProject(CommandLine.Sound);
        line.Write("parts.yml", """
            sources:
              parts: {table: landing.parts, feed: upserts, watermark: {column: at}}
              sets: {table: landing.sets, feed: upserts, null_means: unchanged, watermark: {column: at}}
            dimensions:
              part: {source: parts, key: {n: integer}, attributes: {name: string}}
            bridges:
              part_of_set: {source: sets, group: {set_id: integer}, member: {dim: part, key: [n]}}
            """);

        (await line.RunAsync("validate")).Exit.ShouldBe(0);
        var answer = await line.RunAsync("generate");

        answer.Exit.ShouldBe(3);
        answer.Error.ShouldContain("WH3001 (not-yet-loadable): `sets`: bridge `part_of_set`: partial rows");
    }

    [Fact]
    public async Task A_query_is_asked_for_where_an_engine_has_none()
    {
        using var line = CommandLine.WithProject(CommandLine.Sound);
        line.Write("queries.yml", """
            sources:
              erp.rates:
                sql: {duckdb: select 1 as a, postgres: select 2 as a}
                feed: snapshot
                columns: {a: integer}
            dimensions:
              rate: {source: erp.rates, key: {a: integer}, attributes: {}}
            """);

        (await line.RunAsync("validate")).ShouldBe(new CommandAnswer(0, "no problems\n", ""));
        (await line.RunAsync("generate", "--engine", "duckdb", "postgres")).Exit.ShouldBe(0);
        var answer = await line.RunAsync("generate", "--engine", "snowflake");

        answer.Exit.ShouldBe(3);
        answer.Error.ShouldContain("`erp.rates`, whose `sql` has neither `snowflake` nor `default`, cannot be written for `snowflake`");
        answer.Error.ShouldContain("queries.yml:3:10");
        answer.Error.ShouldContain("help: add `snowflake:` or `default:` under `sql`, or leave the engine out with `--engine`");
    }

    [Fact]
    public async Task What_a_targets_engine_does_not_do_with_storage_is_a_warning_that_says_why()
    {
        using var line = CommandLine.WithProject(CommandLine.Sound);
        line.Write("sales.yml", """
            sources:
              erp.sales: {table: raw.sales}
            facts:
              sale:
                type: transaction
                source: erp.sales
                grain: [n]
                partition_by: sold_on
                cluster_by: [n]
                degenerate: {n: integer, sold_on: date}
                measures: {v: integer}
              visit:
                type: transaction
                source: erp.sales
                grain: [n]
                partition_by: day_key
                dimensions: {day: {dim: date, key: [sold_on]}}
                degenerate: {n: integer}
                measures: {v: integer}
            dimensions:
              date: {type: calendar, range: [2024-01-01, 2024-12-31]}
            """);

        (await line.RunAsync("validate")).Exit.ShouldBe(0);
        var answer = await line.RunAsync("generate");

        answer.Exit.ShouldBe(0);
        answer.Error.ShouldContain("warning WH3002 (not-yet-applied): `partition_by` of `sale` has no effect on `duckdb`");
        answer.Error.ShouldContain("help: leave it in, loads are right without it: a table in DuckDB's own format is not divided by a column");
        answer.Error.ShouldContain("warning WH3002 (not-yet-applied): `cluster_by` of `sale` has no effect on `duckdb`");
        line.Read("generated/bigquery/01_tables.sql").ShouldContain("PARTITION BY sold_on\nCLUSTER BY n;");
        line.Read("generated/bigquery/01_tables.sql").ShouldContain("PARTITION BY RANGE_BUCKET(day_key, GENERATE_ARRAY(20240100, 20241300, 100));");
        line.Read("generated/snowflake/01_tables.sql").ShouldContain("CLUSTER BY (sold_on, n);");
    }

    [Fact]
    public async Task Columns_that_meet_in_a_view_are_told_before_anything_is_made()
    {
        using var line = CommandLine.WithProject("""
            version: 1
            name: shop
            default_target: local
            targets: {local: {engine: duckdb, database: shop.duckdb} }
            sources: {sales: {table: raw.sales} }
            dimensions: {date: {type: calendar, range: [2024-01-01, 2024-01-31]} }
            facts:
              sale: {type: transaction, source: sales, grain: [n], event_time: sold, dimensions: {date: {key: [sold]} }, degenerate: {n: integer}, measures: {cost_tax: integer} }
              sale_cost: {type: transaction, source: sales, grain: [n], event_time: sold, dimensions: {date: {key: [sold]} }, degenerate: {n: integer}, measures: {tax: integer} }
            """);

        var answer = await line.RunAsync("validate");

        answer.Exit.ShouldBe(3);
        answer.Out.ShouldContain("error WH3006 (view-column-clash): view `mart.across_sale_and_sale_cost`");
    }
}
