using System.CommandLine;
using System.Globalization;
using Warehouse.Cli.Hosting;
using Warehouse.Execution.Runs;

namespace Warehouse.Cli.Loading;

/// <summary>What `load` and `run` are told.</summary>
internal sealed record LoadArguments
{
    /// <summary>The command as it was typed.</summary>
    public string Command { get; init; } = "";

    public string[] Select { get; init; } = [];

    public string[] Exclude { get; init; } = [];

    public DateTime? At { get; init; }

    /// <summary>A backfill; null: what is new.</summary>
    public LoadRange? Range { get; init; }

    public bool AcceptDeletes { get; init; }

    public bool Reload { get; init; }

    public bool FullRefresh { get; init; }

    public bool ReplayRejects { get; init; }

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
    private readonly Option<string?> _from = new("--from") { HelpName = "TIME", Description = "Backfill: read each source again from this point of its watermark (a time in UTC, or a number); of files, by their batch time. The watermark stays." };
    private readonly Option<string?> _to = new("--to") { HelpName = "TIME", Description = "Backfill: up to this point, exclusive." };
    private readonly Option<bool> _acceptDeletes = new("--accept-deletes") { Description = "Let a snapshot delete more members than max_delete_ratio allows." };
    private readonly Option<bool> _reload = new("--reload") { Description = "Load a file again whose content has changed, or a backfill that was done before." };
    private readonly Option<bool> _fullRefresh = new("--full-refresh") { Description = "Load all that the sources have, aside, and put it in place of what is there; surrogate keys are kept." };
    private readonly Option<bool> _replayRejects = new("--replay-rejects") { Description = "Load the rows that were rejected, once their cause is mended, and nothing else." };
    private readonly Option<int> _lockTimeout = new("--lock-timeout") { HelpName = "SECONDS", Description = "How long to wait for a rival (default: 60).", DefaultValueFactory = _ => 60 };
    private readonly Option<int> _retries = new("--retries") { HelpName = "N", Description = "How often a batch is tried again after what is known to pass (default: 3).", DefaultValueFactory = _ => 3 };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be loaded, and load nothing." };
    private readonly Option<int?> _threads = new("--threads") { HelpName = "N", Description = "How many batches may be loaded at once (default: `threads` of the target, else 1)." };


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
        foreach (var option in new Option[] { _select, _exclude, _at, _from, _to, _acceptDeletes, _reload, _fullRefresh, _replayRejects, _lockTimeout, _retries, _dryRun, _threads })
            command.Add(option);
    }

    private LoadArguments Read(ParseResult parsed)
    {
        var kinds = new[] { parsed.GetValue(_fullRefresh), parsed.GetValue(_replayRejects), (parsed.GetValue(_from) ?? parsed.GetValue(_to)) is not null };
        if (kinds.Count(k => k) > 1)
            throw CommandException.Usage("`--full-refresh`, `--replay-rejects` and a backfill are loads of their own", "run one after the other");
        return new()
        {
            Command = string.Join(' ', parsed.Tokens.Select(t => t.Value.Contains(' ', StringComparison.Ordinal) ? $"\"{t.Value}\"" : t.Value)),
            Select = parsed.GetValue(_select) ?? [],
            Exclude = parsed.GetValue(_exclude) ?? [],
            At = parsed.GetValue(_at) is { } at ? Time("--at", at) : null,
            Range = Range(parsed.GetValue(_from), parsed.GetValue(_to)),
            AcceptDeletes = parsed.GetValue(_acceptDeletes),
            Reload = parsed.GetValue(_reload),
            FullRefresh = parsed.GetValue(_fullRefresh),
            ReplayRejects = parsed.GetValue(_replayRejects),
            LockTimeout = TimeSpan.FromSeconds(parsed.GetValue(_lockTimeout)),
            Retries = parsed.GetValue(_retries),
            Threads = parsed.GetValue(_threads),
            DryRun = parsed.GetValue(_dryRun),
        };
    }

    private static LoadRange? Range(string? from, string? to)
    {
        if (from is null && to is null)
            return null;
        if (from is null || to is null)
            throw CommandException.Usage("`--from` and `--to` go together", $"add {(from is null ? "`--from`" : "`--to`")}");
        if (long.TryParse(from, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var low) && long.TryParse(to, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var high))
            return low < high ? new(low, high) : throw Empty();
        var (begin, end) = (Time("--from", from), Time("--to", to));
        return begin < end ? new(begin, end) : throw Empty();

        CommandException Empty() => CommandException.Usage($"the range from {from} to {to} is empty", "`--from` is earlier than `--to`, which is exclusive");
    }

    private static DateTime Time(string option, string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw CommandException.Usage($"`{option} {text}` is no time", "write it as 2024-03-01 or 2024-03-01T09:30:00Z");

    private static void WholeNumber(Option option, int least) => option.Validators.Add(result =>
    {
        var given = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (given.Length > 0 && !(int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least))
            result.AddError($"{option.Name} is a whole number, {least} or more, and not `{given}`");
    });
}
