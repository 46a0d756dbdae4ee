using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;

namespace Warehouse.Cli.Testing;

/// <summary>Columns that a test expects and its target is built without, such as <c>is_deleted</c> where a deletion closes.</summary>
internal static class AbsentColumns
{
    /// <summary>What to say of the first one; null where the target has them all.</summary>
    public static string? Of(PipelineLoad load, TableDesign table, TestRows expected)
    {
        var absent = expected.Rows.SelectMany(r => r.Cells).Select(c => c.Column.Text).FirstOrDefault(c => table.Columns.All(known => known.Name != c));
        return absent is null ? null : $"`{expected.Of}` has no column `{absent}`: {Why(load, absent)}";
    }

    private static string Why(PipelineLoad load, string column) => (load, column) switch
    {
        (DimensionLoad, GeneratedColumns.IsDeleted) => "it is there with `on_delete: flag`",
        (DimensionLoad { Dimension.HasVersions: false }, GeneratedColumns.ValidFrom or GeneratedColumns.ValidTo or GeneratedColumns.IsCurrent) =>
            "it keeps no versions; an attribute with `scd: 2` gives it some",
        _ => "the model as it is does not build it",
    };
}
