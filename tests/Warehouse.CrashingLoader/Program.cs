using System.Diagnostics;
using Warehouse.CrashingLoader;

// A process that loads as `warehouse load` does, one job a line of its input. A job with a point in its midst is held there for ever; then the
// next line is read, so that one process has many loads, each in a database of its own, and each at another point. At `die` it kills itself with
// SIGKILL, and all of them with it: nothing is closed, flushed or rolled back.
var project = LoadedProject.Read(await File.ReadAllTextAsync(args[0]));
Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() is { } line)
{
    if (line == "die")
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    var job = LoadJob.Parse(line);
    var target = job.Target.Open(job.LockTimeout);
    var load = job.RunAsync(project, target, null, held, CancellationToken.None);
    if (await Task.WhenAny(load, held.Task) == held.Task)
    {
        Console.WriteLine("held");
        continue;
    }

    var (result, _) = await load;
    await target.DisposeAsync();
    var error = result.Batches.Select(b => b.Result.Error).Prepend(result.Error).FirstOrDefault(e => e is not null);
    var statuses = string.Join(',', result.Batches.Select(b => b.Result.Status));
    Console.WriteLine($"{result.ExitCode}\t{statuses}\t{error?.ToString().ReplaceLineEndings(" ")}");
}
