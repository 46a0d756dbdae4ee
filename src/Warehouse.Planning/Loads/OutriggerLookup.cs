using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Attribute = Warehouse.Model.Star.Attribute;

namespace Warehouse.Planning.Loads;

/// <summary>How the key of a dimension's outrigger is found: the other dimension, and the staged columns that hold its natural key.</summary>
public sealed record OutriggerLookup(Attribute Attribute, Dimension Dimension)
{
    public ImmutableArray<NaturalKeyColumn> NaturalKey => NaturalKeys.Of(Dimension);

    /// <summary>The base dimension's column.</summary>
    public string KeyColumn => StoredAttributes.KeyOf(Attribute);

    /// <summary>The other dimension's column that is kept: what tells a member whatever its version.</summary>
    public string Referred => Dimension is SourcedDimension ? Dimension.DurableKeyColumn : Dimension.KeyColumn;

    public ImmutableArray<string> StagedColumns =>
        [.. Attribute.Outrigger!.Key.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"_{Attribute.Name.Text}__{i + 1}"))];
}
