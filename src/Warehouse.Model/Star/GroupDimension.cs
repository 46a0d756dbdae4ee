namespace Warehouse.Model.Star;

/// <summary>The groups of a bridge, as what a role of a fact refers to.</summary>
public sealed record GroupDimension : Dimension
{
    public required Bridge Bridge { get; init; }

    public static GroupDimension Of(Bridge bridge)
    {
        ArgumentNullException.ThrowIfNull(bridge);
        return new()
        {
            Name = bridge.Name,
            Table = new(bridge.TableName, (bridge.Table ?? bridge.Name).Span),
            Schema = bridge.Schema,
            Documentation = bridge.Documentation,
            Bridge = bridge,
        };
    }
}
