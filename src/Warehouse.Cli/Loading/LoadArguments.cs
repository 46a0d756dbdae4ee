using System.CommandLine;
using System.Globalization;
using Warehouse.Cli.Commands;
using Warehouse.Cli.Hosting;

namespace Warehouse.Cli.Loading;

/// <summary>What `load` and `run` are told.</summary>
internal sealed record LoadArguments
{
    public string[] Select { get; init; } = [];

    public string[] Exclude { get; init; } = [];

    public DateTime? At { get; init; }

    public bool AcceptDeletes { get; init; }

    public bool Reload { get; init; }

    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public int Retries { get; init; } = 3;

    /// <summary>Null: what the target says.</summary>
    public int? Threads { get; init; }

    public bool DryRun { get; init; }
}

/// <summary>The options by which `load` and `run` are told.</summary>
internal sealed class LoadOptionSet
{
    private readonly Option<string[]> _select = new("--select") { HelpName = "EXPR…", Description = "Which pipelines, in dbt's grammar: customer, +order_line, 1+fact_*, type:fact,tag:daily, source:crm.*, state:modified+; several are united.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _exclude = new("--exclude") { HelpName = "EXPR…", Description = "Which of them not.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _at = new("--at") { HelpName = "TIME", Description = "The batch time of what has none of its own, in UTC (default: now)." };
    private readonly Option<bool> _acceptDeletes = new("--accept-deletes") { Description = "Let a snapshot delete more members than max_delete_ratio allows." };
    private readonly Option<bool> _reload = new("--reload") { Description = "Load a file again whose content has changed." };
    private readonly Option<int> _lockTimeout = new("--lock-timeout") { HelpName = "SECONDS", Description = "How long to wait for a rival (default: 60).", DefaultValueFactory = _ => 60 };
    private readonly Option<int> _retries = new("--retries") { HelpName = "N", Description = "How often a batch is tried again after what is known to pass (default: 3).", DefaultValueFactory = _ => 3 };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be loaded, and load nothing." };
    private readonly Option<int?> _threads = new("--threads") { HelpName = "N", Description = "How many batches may be loaded at once (default: `threads` of the target, else 1)." };

    private readonly Option<string?>[] _notBuilt =
        [NotBuilt.Option("--from"), NotBuilt.Option("--to"), NotBuilt.Option("--full-refresh"), NotBuilt.Option("--replay-rejects")];

    /// <summary>A command that takes these options.</summary>
    public static CliCommand CommandOf(
        string name, string description, string example, Func<CommandContext, LoadArguments, CancellationToken, Task<int>> run)
    {
        var options = new LoadOptionSet();
        var command = new CliCommand(name, description, example)
        {
            Handler = (context, parsed, cancel) => run(context, options.Read(parsed), cancel),
        };
        options.AddTo(command);
        return command;
    }

    private void AddTo(Command command)
    {
        WholeNumber(_lockTimeout, 0);
        WholeNumber(_retries, 0);
        WholeNumber(_threads, 1);
        foreach (var option in new Option[] { _select, _exclude, _at, _acceptDeletes, _reload, _lockTimeout, _retries, _dryRun, _threads }.Concat(_notBuilt))
            command.Add(option);
    }

    private LoadArguments Read(ParseResult parsed)
    {
        NotBuilt.Refuse(parsed, _notBuilt, "incremental loads in order are what there is");
        return new()
        {
            Select = parsed.GetValue(_select) ?? [],
            Exclude = parsed.GetValue(_exclude) ?? [],
            At = parsed.GetValue(_at) is { } at ? Time(at) : null,
            AcceptDeletes = parsed.GetValue(_acceptDeletes),
            Reload = parsed.GetValue(_reload),
            LockTimeout = TimeSpan.FromSeconds(parsed.GetValue(_lockTimeout)),
            Retries = parsed.GetValue(_retries),
            Threads = parsed.GetValue(_threads),
            DryRun = parsed.GetValue(_dryRun),
        };
    }

    private static DateTime Time(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw CommandException.Usage($"`--at {text}` is no time", "write it as 2024-03-01 or 2024-03-01T09:30:00Z");

    private static void WholeNumber(Option option, int least) => option.Validators.Add(result =>
    {
        var given = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (given.Length > 0 && !(int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least))
            result.AddError($"{option.Name} is a whole number, {least} or more, and not `{given}`");
    });
}
