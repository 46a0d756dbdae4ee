using System.Reflection;
using Warehouse.Cli.Diagnostics;
using Warehouse.Model.Checks;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Expressions;
using Warehouse.TestEngines;
using Warehouse.Yaml;

namespace Warehouse.UnitTests.Checks;

/// <summary>The failing models below tests/cases: one folder a rule, named for it, with what the user is shown in diagnostics.txt.</summary>
internal static class Cases
{
    public const string Golden = "diagnostics.txt";

    /// <summary>A model of which nothing is to be said.</summary>
    public const string Clean = "clean";

    public static IReadOnlyList<DiagnosticRule> Rules { get; } =
    [
        .. ModelChecks.All.Select(check => check.Rule),
        .. typeof(ExpressionRules).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(DiagnosticRule))
            .Select(property => (DiagnosticRule)property.GetValue(null)!),
    ];

    public static DiagnosticReport Read(string name)
    {
        var folder = RepositoryRoot.Combine("tests", "cases", name);
        var files = Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".yml" or ".csv")
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);
        return DiagnosticReport.Of(ProjectReader.Read(files));
    }
}
