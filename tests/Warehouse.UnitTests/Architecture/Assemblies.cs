using System.Reflection;
using Warehouse.UnitTests.Sample;

namespace Warehouse.UnitTests.Architecture;

/// <summary>The product's assemblies: one a project below src/.</summary>
internal static class Assemblies
{
    /// <summary>The command line's assembly bears the name of the command.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Directory
        .EnumerateFiles(Path.Combine(RepositoryFiles.Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .Select(f => Path.GetFileNameWithoutExtension(f)).Select(n => n == "Warehouse.Cli" ? "warehouse" : n).Order(StringComparer.Ordinal)];

    public static IEnumerable<Type> Types => Names.SelectMany(n => Assembly.Load(n).GetTypes()).Where(t => !t.Name.Contains('<', StringComparison.Ordinal));
}
