using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Views;

/// <summary>A role of a fact by its members, whatever their versions: the durable key of a dimension with versions, else the key itself.</summary>
/// <param name="Name">What it is called in a view.</param>
public sealed record MemberKey(Role Role, Dimension Dimension, Name Name)
{
    /// <summary>The view's column.</summary>
    public ColumnDesign Column => HasVersions
        ? new($"{Name.Text}_durable_key", DataType.Int64, Nullable: false, $"The {Dimension.Name.Text}, whatever its version: a row of dim_{Dimension.Name.Text}_current.")
        : new($"{Name.Text}_key", DataType.Int64, Nullable: false, $"A row of {Dimension.TableName}.");

    /// <summary>The fact's column that holds it; null where the dimension is asked.</summary>
    public string? FactColumn => HasVersions ? Role.MemberColumn : Role.KeyColumn;

    public ImmutableArray<ObjectName> Reads => FactColumn is null ? [new(Dimension.Schema, Dimension.TableName)] : [];

    private bool HasVersions => Dimension is SourcedDimension { HasVersions: true };

    /// <summary>The roles of a fact, each by its members.</summary>
    public static ImmutableArray<MemberKey> Of(Project project, Fact fact) => [.. fact.Roles.Select(r => new MemberKey(r, DimensionOf(project, fact, r), r.Name))];

    private static Dimension DimensionOf(Project project, Fact fact, Role role)
    {
        if (role.Bridge is { } bridge)
            return GroupDimension.Of(project.FindBridge(bridge.Text)!);
        if (role.Via is null)
            return project.FindDimension(role.Dimension!.Text)!;
        var dimension = (SourcedDimension)project.FindDimension(fact.Roles.First(r => r.Name == role.Via).Dimension!.Text)!;
        return ProfileDimension.Of(dimension, dimension.MiniDimensions.First(m => m.Name == (role.Dimension ?? role.Name)));
    }
}
