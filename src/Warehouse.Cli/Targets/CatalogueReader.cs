using System.Collections.Immutable;
using Warehouse.Cli.Projects;
using Warehouse.Compilation.Views;
using Warehouse.Execution.Sessions;
using Warehouse.Planning.Migrations;
using Warehouse.Planning.Tables;
using Warehouse.Planning.Views;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Cli.Targets;

/// <summary>Asks a target what it has of what the model wants.</summary>
internal static class CatalogueReader
{
    public static async Task<Catalogue> ReadAsync(IWarehouseSession session, Dialect dialect, LoadableProject project, CancellationToken cancellationToken)
    {
        var names = StateTables.All.Concat(project.Loads.SelectMany(l => l.Tables)).Select(t => new ObjectName(t.Schema, t.Name))
            .Concat(project.Views.Select(v => v.Name)).ToList();
        var schemas = new HashSet<string>(StringComparer.Ordinal);
        foreach (var schema in names.Select(n => n.Schema).Distinct())
        {
            if (await session.SchemaExistsAsync(schema, cancellationToken).ConfigureAwait(false))
                schemas.Add(schema);
        }

        var tables = new Dictionary<(string, string), ImmutableArray<FoundColumn>>();
        foreach (var name in names.Where(n => schemas.Contains(n.Schema)))
        {
            var columns = await session.ColumnsAsync(new TableName(name.Schema, name.Name), cancellationToken).ConfigureAwait(false);
            tables[(name.Schema, name.Name)] = [.. columns.Select(c => new FoundColumn(c.Name, c.Type))];
        }

        var record = StateTables.PublishedView;
        var isRecorded = tables.TryGetValue((record.Schema, record.Name), out var found) && !found.IsEmpty;
        return new(schemas, tables, isRecorded ? await ViewsAsync(session, dialect, cancellationToken).ConfigureAwait(false) : []);
    }

    private static async Task<ImmutableArray<FoundView>> ViewsAsync(IWarehouseSession session, Dialect dialect, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(new(SqlWriter.Write(ViewRecord.All, dialect, ParameterStyle.Driver)), cancellationToken).ConfigureAwait(false);
        return [.. rows.Rows.Select(ViewRecord.Read).OrderBy(v => v.Name.ToString(), StringComparer.Ordinal)];
    }
}
