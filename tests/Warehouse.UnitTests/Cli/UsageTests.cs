using Shouldly;
using Warehouse.Cli.Hosting;
using Xunit;

namespace Warehouse.UnitTests.Cli;

public sealed class UsageTests
{
    [Theory]
    [InlineData("frobnicate")]
    [InlineData("validate --frobnicate")]
    [InlineData("validate --format yaml")]
    [InlineData("validate --project")]
    [InlineData("validate --log xml")]
    [InlineData("validate --json=perhaps")]
    [InlineData("validate --project nowhere")]
    [InlineData("completion tcsh")]
    [InlineData("")]
    [InlineData("load --retries many")]
    [InlineData("load --retries -1")]
    [InlineData("load --at tomorrow")]
    [InlineData("generate --engine oracle")]
    [InlineData("load --select no_such_thing")]
    [InlineData("load --select tag:none")]
    [InlineData("plan --target nowhere")]
    [InlineData("apply no-such-plan.json")]
    [InlineData("query \"select 1\" --csv --json")]
    [InlineData("test no-such-folder")]
    [InlineData("test --target nowhere")]
    [InlineData("history")]
    [InlineData("history item")]
    [InlineData("history itm 1")]
    [InlineData("history item 1 2")]
    public async Task What_cannot_be_meant_is_exit_2_and_says_what_to_do(string typed)
    {
        using var line = CommandLine.WithProject();

        var answer = await line.RunAsync([.. Split(typed)]);

        answer.Exit.ShouldBe(ExitCode.WrongUsage, answer.ToString());
        if (typed.Length == 0)
        {
            answer.Out.ShouldContain("Usage: warehouse COMMAND");
        }
        else if (typed.EndsWith("--json", StringComparison.Ordinal))
        {
            answer.Json().GetProperty("error").GetProperty("code").GetString()!.ShouldStartWith("WH7");
        }
        else
        {
            answer.Out.ShouldBeEmpty();
            answer.Error.ShouldStartWith("error WH7");
            answer.Error.ShouldContain("help: ");
        }
    }

    [Theory]
    [InlineData("vaildate", "there is no command `vaildate`", "write `validate`")]
    [InlineData("status --jsn", "there is no option `--jsn`", "write `--json`")]
    [InlineData("load --acept-deletes", "there is no option `--acept-deletes`", "write `--accept-deletes`")]
    [InlineData("status now", "`status` takes no `now`", "see `warehouse status --help`")]
    public async Task A_mistyped_word_is_named_and_what_was_meant_is_offered(string typed, string message, string help)
    {
        using var line = CommandLine.WithProject();

        var answer = await line.RunAsync([.. Split(typed)]);

        answer.Error.ShouldBe($"error WH7001 (wrong-usage): {message}\n  help: {help}\n\n1 error\n");
    }

    [Theory]
    [InlineData("check")]
    [InlineData("import tsql some.sql")]
    [InlineData("export airflow --check")]
    [InlineData("docs --out there")]
    [InlineData("erase --subject customer 1")]
    [InlineData("plan --from snapshot.json")]
    [InlineData("apply --allow-destructive mart.dim_item")]
    public async Task What_the_manual_has_and_this_version_has_not_is_refused_by_name(string typed)
    {
        using var line = CommandLine.WithProject();

        var answer = await line.RunAsync([.. Split(typed)]);

        answer.Exit.ShouldBe(ExitCode.WrongUsage, answer.ToString());
        answer.Error.ShouldContain("WH7002 (not-built-yet)");
        answer.Error.ShouldContain("is not built yet");
        line.Files().ShouldBe(["warehouse.yml"]);
    }

    [Theory]
    [InlineData("load --from 2024-01-01", "add `--to`")]
    [InlineData("load --to 2024-01-01", "add `--from`")]
    [InlineData("load --from 2024-02-01 --to 2024-02-01", "exclusive")]
    [InlineData("load --from 20 --to 10", "exclusive")]
    [InlineData("load --from soon --to 2024-02-01", "write it as 2024-03-01")]
    [InlineData("load --from 2024-01-01 --to 2024-02-01 --replay-rejects", "run one after the other")]
    [InlineData("load --full-refresh --replay-rejects", "run one after the other")]
    [InlineData("load --threads 0", "1 or more")]
    public async Task A_load_that_makes_no_sense_is_refused_with_the_way_out(string typed, string help)
    {
        using var line = CommandLine.WithProject();

        var answer = await line.RunAsync([.. Split(typed)]);

        answer.Exit.ShouldBe(ExitCode.WrongUsage, answer.ToString());
        answer.Error.ShouldContain(help);
    }

    [Fact]
    public async Task With_json_an_error_is_an_object_on_stdout_and_stderr_is_silent()
    {
        using var line = CommandLine.WithProject();

        var answer = await line.RunAsync("plan", "--target", "locl", "--json");

        answer.Exit.ShouldBe(ExitCode.WrongUsage);
        answer.Error.ShouldBeEmpty();
        var error = answer.Json().GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("WH7004");
        error.GetProperty("message").GetString().ShouldBe("the project has no target `locl`");
        error.GetProperty("help").GetString().ShouldBe("use `--target local`");
    }

    [Fact]
    public async Task A_target_that_SQL_is_only_written_for_is_refused_by_name()
    {
        using var line = CommandLine.WithProject(CommandLine.Sound.Replace(
            "targets:\n", "targets:\n  sf: {engine: snowflake, account: a, user: u, private_key: \"${file:key}\", warehouse: w, database: d, role: r}\n", StringComparison.Ordinal));

        var answer = await line.RunAsync("load", "--target", "sf");

        answer.Exit.ShouldBe(ExitCode.WrongUsage, answer.ToString());
        answer.Error.ShouldContain("`snowflake`");
    }

    [Fact]
    public async Task Without_a_project_here_or_above_it_says_how_to_begin_one()
    {
        using var line = new CommandLine();

        var answer = await line.RunAsync("validate");

        answer.Exit.ShouldBe(ExitCode.WrongUsage);
        answer.Error.ShouldContain("WH7003 (no-project)");
        answer.Error.ShouldContain("warehouse init");
    }

    [Fact]
    public async Task The_nearest_parent_with_a_project_is_the_project()
    {
        using var line = CommandLine.WithProject();
        Directory.CreateDirectory(Path.Combine(line.Folder, "data/deep"));
        using var output = new StringWriter();
        var host = new Host { Out = output, Error = output, Folder = Path.Combine(line.Folder, "data/deep"), Environment = _ => null };

        var exit = await Warehouse.Cli.WarehouseCommand.RunAsync(["validate"], host, TestContext.Current.CancellationToken);

        exit.ShouldBe(ExitCode.Done, output.ToString());
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        using var line = new CommandLine();

        (await line.RunAsync("--version")).ShouldBe(new CommandAnswer(0, ToolVersion.Text + "\n", ""));
    }

    private static IEnumerable<string> Split(string typed) => typed.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
