using Warehouse.Cli;
using Warehouse.Cli.Hosting;

// Asked by scripts and installers all the time: it is answered before anything else is loaded.
if (args is ["--version"])
{
    await Console.Out.WriteLineAsync(ToolVersion.Text);
    return 0;
}

return await WarehouseCommand.RunAsync(args, Host.OfProcess(), CancellationToken.None);
