using System.Collections.Immutable;
using Warehouse.Execution.Sessions;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Migrations;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Cli.Targets;

/// <summary>Asks a target what it has of what the model wants.</summary>
internal static class CatalogueReader
{
    public static async Task<Catalogue> ReadAsync(IWarehouseSession session, IEnumerable<PipelineLoad> loads, CancellationToken cancellationToken)
    {
        var designs = StateTables.All.Concat(loads.SelectMany(l => PipelineTables.Of(l))).ToList();
        var schemas = new HashSet<string>(StringComparer.Ordinal);
        foreach (var schema in designs.Select(d => d.Schema).Distinct())
        {
            if (await session.SchemaExistsAsync(schema, cancellationToken).ConfigureAwait(false))
                schemas.Add(schema);
        }

        var tables = new Dictionary<(string, string), ImmutableArray<FoundColumn>>();
        foreach (var design in designs.Where(d => schemas.Contains(d.Schema)))
        {
            var columns = await session.ColumnsAsync(new TableName(design.Schema, design.Name), cancellationToken).ConfigureAwait(false);
            tables[(design.Schema, design.Name)] = [.. columns.Select(c => new FoundColumn(c.Name, c.Type))];
        }

        return new(schemas, tables);
    }
}
