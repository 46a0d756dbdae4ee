using Warehouse.TestEngines;
using Warehouse.Yaml;

namespace Warehouse.UnitTests.Yaml;

/// <summary>The whole listing of the model language, as one file.</summary>
internal static class LanguageCase
{
    public static string Text { get; } = File.ReadAllText(RepositoryRoot.Combine("tests", "cases", "language", "model.yml"));

    public static ReadResult Read() => ReadOne(Text);

    public static ReadResult ReadOne(string text) => ProjectReader.Read(new Dictionary<string, string> { ["model.yml"] = text });
}
