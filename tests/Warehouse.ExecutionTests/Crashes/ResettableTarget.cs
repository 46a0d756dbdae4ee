using System.Collections.Immutable;
using System.Text;
using Warehouse.CrashingLoader;
using Warehouse.Execution.Sessions;

namespace Warehouse.ExecutionTests.Crashes;

/// <summary>A target whose rows are put back as they were: a database of its own for each of hundreds of tries would cost more than their loads.</summary>
internal sealed class ResettableTarget : IAsyncDisposable
{
    private readonly ISessionSource _sessions;
    private readonly ImmutableArray<string> _tables;

    private ResettableTarget(LoadTarget target, ISessionSource sessions, ImmutableArray<string> tables) => (Target, _sessions, _tables) = (target, sessions, tables);

    public LoadTarget Target { get; }

    public static async Task<ResettableTarget> CreateAsync(LoadTarget target, CancellationToken cancel)
    {
        var sessions = target.Open(TimeSpan.FromSeconds(30));
        await using var session = await sessions.OpenAsync(cancel);
        var tables = ImmutableArray.CreateBuilder<string>();
        foreach (var schema in TargetText.Schemas)
            tables.AddRange((await session.TablesAsync(schema, cancel)).Select(t => $"{schema}.{t}"));
        await session.ExecuteAsync(new("CREATE SCHEMA saved"), cancel);
        foreach (var table in tables)
            await session.ExecuteAsync(new($"CREATE TABLE {Saved(table)} AS SELECT * FROM {table}"), cancel);
        return new(target, sessions, tables.ToImmutable());
    }

    /// <summary>Sessions that nothing cuts.</summary>
    public ISessionSource Sessions => _sessions;

    public async Task ResetAsync(CancellationToken cancel)
    {
        await using var session = await _sessions.OpenAsync(cancel);
        var sql = new StringBuilder("BEGIN;");
        foreach (var table in _tables)
            sql.Append("DELETE FROM ").Append(table).Append("; INSERT INTO ").Append(table).Append(" SELECT * FROM ").Append(Saved(table)).Append(';');
        foreach (var left in (await session.TablesAsync("_warehouse", cancel)).Select(t => $"_warehouse.{t}").Except(_tables))
            sql.Append("DROP TABLE ").Append(left).Append(';');
        await session.ExecuteAsync(new(sql.Append("COMMIT").ToString()), cancel);
    }

    public ValueTask DisposeAsync() => _sessions.DisposeAsync();

    private static string Saved(string table) => $"saved.{table.Replace('.', '_')}";
}
