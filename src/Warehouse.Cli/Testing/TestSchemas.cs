using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Warehouse.Cli.Hosting;
using Warehouse.Execution.Sessions;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;

namespace Warehouse.Cli.Testing;

/// <summary>The schemas of one test on a target: one of its own for each that the model and the toolkit have.</summary>
internal sealed class TestSchemas
{
    private readonly ImmutableSortedDictionary<string, string> _names;

    /// <param name="test">Its name and the time tell its schemas from those of another, also of one that runs at the same time.</param>
    public TestSchemas(IEnumerable<PipelineLoad> loads, string test, TimeProvider clock)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff} {test}");
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)))[..12];
        _names = loads.SelectMany(l => l.Tables).Select(t => t.Schema).Append(StateTables.Schema).Distinct().Order(StringComparer.Ordinal).Index()
            .ToImmutableSortedDictionary(s => s.Item, s => string.Create(CultureInfo.InvariantCulture, $"warehouse_test_{id}_{s.Index + 1}"), StringComparer.Ordinal);
    }

    /// <summary>What a schema is called in the test.</summary>
    public string Of(string schema) => _names[schema];

    /// <summary>Drops what the test has made, whatever has become of it.</summary>
    public async Task DropAsync(ISessionSource sessions, CommandContext context)
    {
        foreach (var schema in _names.Values)
        {
            try
            {
                // Not cancelled: an interrupted test leaves nothing behind either.
                await using var session = await sessions.OpenAsync(CancellationToken.None).ConfigureAwait(false);
                await session.DropSchemaAsync(schema, CancellationToken.None).ConfigureAwait(false);
            }
            catch (EngineException e)
            {
                context.Host.Error.WriteLine($"the schema `{schema}` of a test is left behind, drop it by hand: {e.Message}");
            }
        }
    }
}
