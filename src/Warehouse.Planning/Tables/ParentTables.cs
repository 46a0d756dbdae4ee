using Warehouse.Model.Star;

namespace Warehouse.Planning.Tables;

/// <summary>What a ragged hierarchy adds to its dimension: the parent's key and, where it is asked for, every ancestor of every member.</summary>
public static class ParentTables
{
    /// <summary>The durable key of a member's parent; not applicable for a root.</summary>
    public const string ParentKey = "parent_key";

    public const string Ancestor = "ancestor_durable_key";

    public const string Descendant = "descendant_durable_key";

    /// <summary>0 for a member itself, 1 for its parent.</summary>
    public const string Depth = "depth";

    public const string IsRoot = "is_root";

    public const string IsLeaf = "is_leaf";

    public const string Path = "path";

    /// <summary>Null where no closure is asked for.</summary>
    public static TableDesign? Closure(SourcedDimension dimension)
    {
        ArgumentNullException.ThrowIfNull(dimension);
        return dimension.Parent is not { Closure: true }
            ? null
            : new(
                dimension.Schema,
                $"bridge_{dimension.Name.Text}_parent",
                [
                    new(Ancestor, DataType.Int64, Nullable: false, "A member, whatever its version."),
                    new(Descendant, DataType.Int64, Nullable: false, "A member below it, or itself."),
                    new(Depth, DataType.Int64, Nullable: false, "How many levels lie between the two: 0 for a member itself."),
                    new(IsRoot, DataType.Bool, Nullable: false, "The ancestor has no parent."),
                    new(IsLeaf, DataType.Bool, Nullable: false, "The descendant has no children."),
                    new(Path, DataType.String, Description: "What names the members from the ancestor down to the descendant."),
                ])
            {
                PrimaryKey = [Ancestor, Descendant],
                Description = $"Every ancestor of every {dimension.Name.Text}.",
                UpdatedInPlace = true,
            };
    }
}
