using Warehouse.Cli.Hosting;
using Warehouse.Cli.Projects;
using Warehouse.Cli.Targets;
using Warehouse.Execution.Runs;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;

namespace Warehouse.Cli.Observing;

/// <summary>Tells an address of a run that has failed, and nothing of one that has not.</summary>
internal sealed class FailureWebhook(SettingValue webhook, ISecretSource secrets) : IRunWatcher
{
    private const string Key = "on_failure.webhook";

    /// <summary>Null where the project names no address.</summary>
    public static FailureWebhook? Begin(CommandContext context, LoadableProject project) =>
        project.Project.Observation?.FailureWebhook is { } webhook ? new(webhook, new ProcessSecrets(project.Folder, context.Host.Environment)) : null;

    public void Report(LoadEvent value)
    {
        // Only the end counts.
    }

    public async Task<Diagnostic?> FinishAsync(RunEnd end, CancellationToken patience)
    {
        if (end.ExitCode == ExitCode.Done)
            return null;
        using var delivery = new HttpDelivery(ObservedSetting.ReadAddress(webhook, secrets, Key, CliRules.WebhookNotDelivered));
        return await delivery.PostAsync(FailureMessage.Write(end), patience).ConfigureAwait(false) is { } problem
            ? CliRules.WebhookNotDelivered.At(SourceSpan.None, $"nobody was told of the failure: {problem}", $"see to the address of `observe.{Key}`")
            : null;
    }

    public void Dispose()
    {
    }
}
