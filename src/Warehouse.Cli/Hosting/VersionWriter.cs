using System.CommandLine;
using System.CommandLine.Invocation;

namespace Warehouse.Cli.Hosting;

/// <summary>`--version`.</summary>
internal sealed class VersionWriter(Host host) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        host.Out.WriteLine(ToolVersion.Text);
        return ExitCode.Done;
    }
}
