using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Compilation.Tables;

/// <summary>The schemas and tables of a project, and the special members in them.</summary>
public static class SchemaCompiler
{
    /// <summary>A table as it is created.</summary>
    public static CreateTable Table(TableDesign design) => new(
        new(design.Schema, design.Name),
        [.. design.Columns.Select(c => new ColumnDefinition(c.Name, SqlTypes.Of(c.Type), c.Nullable, c.Description))])
    {
        PrimaryKey = design.PrimaryKey,
        Unique = design.Unique,
        Description = design.Description,
        UpdatedInPlace = design.UpdatedInPlace,
        ClusterBy = design.ClusterBy,
    };

    /// <summary>The toolkit's own tables in the target.</summary>
    public static ImmutableArray<LoadStep> State() =>
    [
        new("Make the schema of the toolkit's own state", new CreateSchema(StateTables.Schema)),
        .. StateTables.All.Select(t => new LoadStep($"Keep {t.Name} in the same database as the rows it speaks of", Table(t))),
    ];

    public static ImmutableArray<LoadStep> Create(Project project) => [.. project.Dimensions.Select(d => new LoadStep(d.Name.Text, new CreateSchema(d.Schema)))];
}
