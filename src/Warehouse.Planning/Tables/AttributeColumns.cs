using System.Collections.Immutable;

namespace Warehouse.Planning.Tables;

/// <summary>The columns that an attribute has in its dimension: its own, and what its type adds beside it.</summary>
public static class AttributeColumns
{
    /// <summary>Type 3: the value before the last change of the attribute.</summary>
    public static string Prior(string attribute) => $"prior_{attribute}";

    /// <summary>Type 6: the last value, on every version.</summary>
    public static string Current(string attribute) => $"current_{attribute}";

    /// <summary>The attribute's own column first; none for an attribute without a type, which has no column here.</summary>
    public static ImmutableArray<ColumnDesign> Of(Model.Star.Attribute attribute)
    {
        if (attribute.Type is not { } type)
            return [];
        var name = attribute.Name.Text;
        ColumnDesign own = new(name, type, Description: attribute.Documentation.Description);
        return attribute.Scd switch
        {
            3 => [own, new(Prior(name), type, Description: $"The value of {name} before its last change.")],
            6 => [own, new(Current(name), type, Description: $"The last value of {name}, on every version.")],
            _ => [own],
        };
    }
}
