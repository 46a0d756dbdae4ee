using Warehouse.Model.Diagnostics;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>The keys of everything that becomes a table.</summary>
/// <param name="prefix">What the table's name begins with where the user gives none.</param>
internal sealed class TableKeys(KeyTable keys, string prefix)
{
    private readonly Key<Name> table = keys.Allow("table", Scalars.Name, $"The physical table's name, instead of `{prefix}<name>`");

    private readonly Key<Name> schema = keys.Allow("schema", Scalars.Name, "The table's schema; `defaults` says otherwise `mart`");

    private readonly DocumentationKeys documentation = new(keys);

    public Name? Table(YamlMap map) => map.Find(table);

    public string Schema(YamlMap map) => map.Find(schema)?.Text ?? map.Context.Defaults.Schema;

    public Model.Star.Documentation Documentation(YamlMap map) => documentation.Read(map);
}
