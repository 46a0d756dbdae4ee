using Warehouse.TestEngines;
using Warehouse.Yaml;

namespace Warehouse.UnitTests.Yaml;

/// <summary>The whole listing of the model language, as one file.</summary>
internal static class LanguageCase
{
    public static string Text { get; } = File.ReadAllText(RepositoryRoot.Combine("tests", "cases", "language", "model.yml"));

    public static ReadResult Read() => ReadOne(Text);

    /// <summary>The text as the only model; beside it stand the data files that the cases name.</summary>
    public static ReadResult ReadOne(string text) => ProjectReader.Read(new Dictionary<string, string>
    {
        ["model.yml"] = text,
        ["seeds/holidays.csv"] = "date,name\n2024-12-25,Christmas Day\n2024-01-01,\"New Year's, the \"\"first\"\"\"\n2024-12-25,Sunday of Advent\n\n",
        ["seeds/broken.csv"] = "date,name\n2024-12-25,Christmas Day\n2024-13-01,No such month\n",
        ["seeds/headless.csv"] = "2024-12-25,Christmas Day\n",
        ["seeds/nameless.csv"] = "date,name\n2024-12-25,a, b\n",
    });
}
