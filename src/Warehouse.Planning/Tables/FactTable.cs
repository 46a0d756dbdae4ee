using System.Collections.Immutable;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Tables;

/// <summary>The columns of a transaction fact: keys, degenerate dimensions, measures, and what a load needs.</summary>
public static class FactTable
{
    public static TableDesign Design(Fact fact)
    {
        var columns = ImmutableArray.CreateBuilder<ColumnDesign>();
        foreach (var role in fact.Roles)
        {
            columns.Add(new(role.KeyColumn, DataType.Int64, Nullable: false, role.Documentation.Description));
            if (role.Durable)
                columns.Add(new(role.DurableKeyColumn, DataType.Int64, Nullable: false, "The member, whatever its version."));
        }

        columns.AddRange(fact.Degenerate.Select(d => new ColumnDesign(d.Name.Text, d.Type, Description: "Degenerate dimension.")));
        columns.AddRange(fact.Measures.Select(m => new ColumnDesign(m.Name.Text, m.Type, Description: m.Documentation.Description)));
        columns.Add(new(GeneratedColumns.LoadedBy, DataType.String, Nullable: false, "The batch that inserted the row."));
        columns.Add(new(GeneratedColumns.ChangedBy, DataType.String, Nullable: false, "The batch that last wrote the row."));
        columns.Add(new(GeneratedColumns.EventAt, DataType.Instant, Description: "When the event happened (UTC)."));
        return new(fact.Schema, fact.TableName, columns.ToImmutable())
        {
            Unique = [GrainColumns(fact)],
            Description = fact.Documentation.Description,
            ClusterBy = [.. fact.ClusterBy.Select(c => c.Text)],
        };
    }

    /// <summary>The fact's own columns that tell one row from another.</summary>
    public static ImmutableArray<string> GrainColumns(Fact fact) =>
    [
        .. fact.Grain.Select(g => fact.Roles.FirstOrDefault(r => r.Name == g)?.KeyColumn ?? g.Text),
    ];
}
