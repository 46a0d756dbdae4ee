using Warehouse.DialectTests.Generated;
using Warehouse.TestEngines.Results;

namespace Warehouse.DialectTests.History;

/// <summary>Where the scripts of one scenario are run, batch after batch.</summary>
internal abstract class ScenarioWarehouse : IDisposable
{
    /// <summary>Makes the source's table, empty.</summary>
    public abstract void Create(SourceRows source);

    /// <summary>Puts these rows in place of those in the source's table.</summary>
    public abstract void Deliver(SourceRows source, IEnumerable<IReadOnlyList<object?>> rows);

    /// <summary>Every statement of the script in order, but what an assertion stops.</summary>
    /// <returns>What an assertion said, its transaction being rolled back; null where all held.</returns>
    public abstract string? Run(GeneratedScript script, IReadOnlyDictionary<string, string?> parameters);

    public abstract ResultSet Query(string sql);

    public abstract void Dispose();
}
