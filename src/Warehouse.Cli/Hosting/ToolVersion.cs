using System.Reflection;

namespace Warehouse.Cli.Hosting;

/// <summary>The version of the tool, without the commit it was built from: the same sources say the same.</summary>
public static class ToolVersion
{
    public static string Text { get; } =
        (typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
