namespace Warehouse.UnitTests.Sample;

/// <summary>The folder that holds Warehouse.sln, above the test's own.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Warehouse.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Warehouse.sln above the tests.");
        return folder.FullName;
    }
}
