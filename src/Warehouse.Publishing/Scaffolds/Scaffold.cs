using System.Collections.Immutable;
using System.Text;
using Warehouse.Publishing.Framing;

namespace Warehouse.Publishing.Scaffolds;

/// <summary>New projects: a small one to begin with, and the sample.</summary>
public static class Scaffold
{
    /// <summary>Where editors find the schema of model files, from each of them.</summary>
    public const string SchemaFile = "warehouse.schema.json";

    private const string SchemaReference = $"# yaml-language-server: $schema={SchemaFile}\n";

    private const string StarterPrefix = "starter/";

    private const string SamplePrefix = "retail/";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>One dimension, one fact, a calendar, two days of data.</summary>
    /// <param name="name">The project's name.</param>
    /// <param name="jsonSchema">The schema of model files.</param>
    public static ImmutableArray<ScaffoldFile> Starter(string name, string jsonSchema) =>
        Of(StarterPrefix, jsonSchema, (path, bytes) => path.EndsWith(".csv", StringComparison.Ordinal) ? bytes : Text(Templates.Render(path, Utf8.GetString([.. bytes]), ("name", name))));

    /// <summary>The retail sample, whole.</summary>
    public static ImmutableArray<ScaffoldFile> Sample(string jsonSchema) => Of(SamplePrefix, jsonSchema, (_, bytes) => bytes);

    private static ImmutableArray<ScaffoldFile> Of(string prefix, string jsonSchema, Func<string, ImmutableArray<byte>, ImmutableArray<byte>> fill)
    {
        var assembly = typeof(Scaffold).Assembly;
        var files = assembly.GetManifestResourceNames()
            .Select(n => n.Replace('\\', '/'))
            .Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
            .Select(n => (Path: n[prefix.Length..], Content: Read(n)))
            .Select(f => new ScaffoldFile(f.Path, WithSchema(f.Path, fill(f.Path, f.Content))))
            .ToList();
        if (files.All(f => f.Path != ".gitignore"))
            files.Add(new(".gitignore", Text(".warehouse/\n")));
        if (files.All(f => f.Path != SchemaFile))
            files.Add(new(SchemaFile, Text(jsonSchema)));
        return [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)];

        ImmutableArray<byte> Read(string resource)
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return [.. copy.ToArray()];
        }
    }

    private static ImmutableArray<byte> WithSchema(string path, ImmutableArray<byte> content) =>
        path.EndsWith(".yml", StringComparison.Ordinal) && !Utf8.GetString([.. content]).Contains("$schema=", StringComparison.Ordinal)
            ? [.. Utf8.GetBytes(SchemaReference), .. content]
            : content;

    private static ImmutableArray<byte> Text(string text) => [.. Utf8.GetBytes(text)];
}
