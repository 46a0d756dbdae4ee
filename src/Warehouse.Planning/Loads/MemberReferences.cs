using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Attribute = Warehouse.Model.Star.Attribute;

namespace Warehouse.Planning.Loads;

/// <summary>Where a project's bridges and dimensions refer to the members of a dimension by their durable keys.</summary>
internal static class MemberReferences
{
    /// <param name="isWanted">Whether the table of a bridge or dimension is among those that are planned.</param>
    public static ImmutableArray<MemberReference> To(Project project, SourcedDimension dimension, Func<string, bool> isWanted) =>
    [
        .. project.Bridges.Where(b => b.MemberDimension == dimension.Name && isWanted(b.TableName)).Select(b => new MemberReference(b.Schema, b.TableName, dimension.DurableKeyColumn)),
        .. from other in project.Dimensions.OfType<SourcedDimension>()
           from attribute in other.Attributes
           where attribute.Outrigger?.Dimension == dimension.Name && isWanted(other.TableName)
           from reference in Of(project, other, StoredAttributes.Stored(attribute))
           select reference,
    ];

    /// <summary>The attribute's columns; and what is remembered of it, which a late change may bring back.</summary>
    private static IEnumerable<MemberReference> Of(Project project, SourcedDimension other, Attribute attribute)
    {
        foreach (var column in AttributeColumns.Of(attribute))
            yield return new(other.Schema, other.TableName, column.Name);
        if (project.FindSource(other.Source.Text) is { } source && DimensionTable.RemembersIn(other, source) is { } store)
            yield return new(other.Schema, store, attribute.Name.Text);
    }
}
