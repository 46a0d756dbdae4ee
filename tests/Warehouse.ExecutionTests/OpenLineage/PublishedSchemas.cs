using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Warehouse.TestEngines;

namespace Warehouse.ExecutionTests.OpenLineage;

/// <summary>OpenLineage's published schemas, by which the npm package ajv judges events.</summary>
internal static class PublishedSchemas
{
    /// <summary>What is wrong with each event; an empty list for one that is valid.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> ProblemsOfAsync(IReadOnlyList<string> events)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var node = Process.Start(new ProcessStartInfo(
            "node", [RepositoryRoot.Combine("tests", "openlineage-validator.mjs"), RepositoryRoot.Combine("tests", "Warehouse.ExecutionTests", "OpenLineage", "schema")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardInputEncoding = utf8, StandardOutputEncoding = utf8,
        })!;
        var answers = node.StandardOutput.ReadToEndAsync();
        var error = node.StandardError.ReadToEndAsync();
        try
        {
            foreach (var line in events)
                await node.StandardInput.WriteLineAsync(line);
            node.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended: why is on its stderr.
        }

        var judged = (await answers).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(a => (IReadOnlyList<string>)JsonSerializer.Deserialize<List<string>>(a)!).ToList();
        return judged.Count == events.Count ? judged : throw new InvalidOperationException($"The validator ended: {await error}. Run tests/run, or npm ci in tests/.");
    }
}
