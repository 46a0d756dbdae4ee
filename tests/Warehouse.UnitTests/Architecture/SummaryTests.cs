using System.Reflection;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Warehouse.UnitTests.Architecture;

/// <summary>Every public type says in a sentence what it means: the compiler's documentation files are read.</summary>
public sealed class SummaryTests
{
    public static TheoryData<string> Names => [.. Assemblies.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_public_type_has_a_summary(string assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, assembly + ".xml");
        var summaries = XDocument.Load(file).Descendants("member")
            .Where(m => m.Element("summary") is { } s && (s.Value.Trim().Length > 0 || s.HasElements))
            .Select(m => m.Attribute("name")!.Value).ToHashSet();
        var types = Assembly.Load(assembly).GetExportedTypes();
        types.ShouldNotBeEmpty();
        types.Select(t => t.FullName!.Replace('+', '.')).Where(t => !summaries.Contains("T:" + t)).Order(StringComparer.Ordinal).ShouldBeEmpty();
    }
}
