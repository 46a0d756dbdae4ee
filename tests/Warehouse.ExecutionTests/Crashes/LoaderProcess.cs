using System.Diagnostics;
using Warehouse.CrashingLoader;

namespace Warehouse.ExecutionTests.Crashes;

/// <summary>A real process that loads, started before it is needed: it reads the model while a test is still at something else.</summary>
internal sealed class LoaderProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _problems;

    private LoaderProcess(Process process)
    {
        _process = process;
        _problems = process.StandardError.ReadToEndAsync();
    }

    /// <param name="modelFile">The model that it loads.</param>
    public static LoaderProcess Start(string modelFile) => new(Process.Start(new ProcessStartInfo("dotnet", [typeof(LoadJob).Assembly.Location, modelFile])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);

    /// <summary>Waits until it takes jobs.</summary>
    public async Task ReadyAsync(CancellationToken cancel)
    {
        if (await _process.StandardOutput.ReadLineAsync(cancel) != "ready")
            throw new InvalidOperationException($"the loader did not start: {await _problems}");
    }

    /// <returns>`held`, or what the job has come to as `exit code, statuses, error` with tabs between them.</returns>
    public async Task<string> RunAsync(LoadJob job, CancellationToken cancel)
    {
        await SayAsync(job.Write(), cancel);
        return await _process.StandardOutput.ReadLineAsync(cancel) ?? throw new InvalidOperationException($"the loader has died: {await _problems}");
    }

    /// <summary>Has it kill itself, with all the loads that it holds, and says how it has ended: 137 is SIGKILL.</summary>
    public async Task<(int Code, string Problems)> KillAsync(CancellationToken cancel)
    {
        await SayAsync("die", cancel);
        await _process.WaitForExitAsync(cancel);
        return (_process.ExitCode, await _problems);
    }

    public async ValueTask DisposeAsync()
    {
        // It ends when its input does.
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
            _process.Kill();
        await _problems;
        _process.Dispose();
    }

    private async Task SayAsync(string line, CancellationToken cancel)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancel);
        await _process.StandardInput.FlushAsync(cancel);
    }
}
