using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;

namespace Warehouse.Publishing.Generated;

/// <summary>Where whoever runs the scripts puts the rows of a file; `warehouse load` makes its own.</summary>
internal static class LandingTables
{
    public static IEnumerable<LoadStep> Create(IEnumerable<PipelineLoad> loads) =>
        from load in loads
        let source = load.Reads?.Source
        where source?.Origin is SourceOrigin.Files
        select new LoadStep($"Where the rows of a file of {source.Name.Text} are put before they are loaded: its columns as text, and the row's number from 1", Table(load));

    private static CreateTable Table(PipelineLoad load)
    {
        var columns = load.Reads!.Columns.Select(c => new ColumnDefinition(c.Name, new SqlType.Text()));
        return new(LoadCompiler.Landing(load, ""), [.. columns, new(ChangeColumns.Problem, new SqlType.Text()), new(ChangeColumns.Row, new SqlType.Integer(), Nullable: false)]);
    }
}
