namespace Warehouse.Execution.Lineage;

/// <summary>How OpenLineage names the tables of a database (https://openlineage.io/docs/spec/naming).</summary>
/// <param name="Namespace">The database server, or the file that is one.</param>
/// <param name="Database">What stands before schema and table.</param>
public sealed record DatasetPlace(string Namespace, string Database)
{
    /// <param name="table">A schema and a table, with a dot between.</param>
    public string NameOf(string table) => $"{Database}.{table}";
}
