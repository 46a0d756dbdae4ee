using Warehouse.Yaml;

namespace Warehouse.UnitTests.Yaml;

/// <summary>A small project around the lines that a test is about.</summary>
internal static class Minimal
{
    public const string Head = "version: 1\nname: p\n";

    public static ReadResult With(string yaml) => LanguageCase.ReadOne(Head + yaml);

    public static ReadResult Source(string keys) => With($"sources:\n  s: {{{keys}}}\n");

    public static ReadResult Attribute(string keys) => With($"dimensions:\n  d: {{source: s, key: {{k: string}}, attributes: {{a: {keys}}}}}\n");

    public static ReadResult Dimension(string keys) => With($"dimensions:\n  d: {{source: s, key: {{k: string}}, {keys}}}\n");

    public static ReadResult Fact(string keys) => With($"facts:\n  f: {{type: transaction, source: s, grain: [g], {keys}}}\n");

    public static ReadResult Target(string keys) => With($"targets:\n  t: {{engine: some, {keys}}}\n");
}
