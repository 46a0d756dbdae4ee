using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Warehouse.Compilation.Tables;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Refreshes;

/// <summary>The tables into which a full refresh loads a pipeline: its own, and those of the state in which its batches are recorded until they are put in place.</summary>
public sealed class AsideTables(PipelineLoad load)
{
    /// <summary>Postgres' limit for a name in bytes, the least of all engines.</summary>
    private const int LongestName = 63;

    private static readonly ImmutableArray<TableDesign> State = [StateTables.Batch, StateTables.Watermark, StateTables.File, StateTables.RejectedRow, StateTables.CheckResult];

    /// <summary>The tables that have one aside.</summary>
    public ImmutableArray<TableDesign> Designs { get; } = [.. load.Tables, .. State];

    /// <summary>What a statement is to name in place of a table; the table itself where it has none aside. The fence has none: it keeps all loads of the pipeline apart.</summary>
    public TableName NameOf(TableName table) => Designs.Any(d => d.ToTable() == table) ? Of(table) : table;

    public TableName Of(TableDesign table) => Of(table.ToTable());

    private TableName Of(TableName table)
    {
        var name = table.Schema == StateTables.Schema ? $"aside_{load.Pipeline}__{table.Name}" : $"aside_{load.Pipeline}_{table.Name}";
        if (Encoding.UTF8.GetByteCount(name) > LongestName)
            name = $"aside_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 12))}";
        return new(StateTables.Schema, name);
    }
}
