using Warehouse.Compilation.Dimensions;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>How a staged fact and the dimension of one of its roles are matched.</summary>
internal static class RoleColumns
{
    public static TableName Table(this RoleLookup lookup) => new(lookup.Dimension.Schema, lookup.Dimension.TableName);

    /// <summary>What tells a member whatever its version; where there are no versions, its key.</summary>
    public static string DurableKey(this RoleLookup lookup) => lookup.Dimension is SourcedDimension ? lookup.Dimension.DurableKeyColumn : lookup.Dimension.KeyColumn;

    /// <summary>The natural keys are equal.</summary>
    public static SqlExpression SameMember(this RoleLookup lookup, string dimension, string staged) =>
        lookup.SameMember(dimension, staged, lookup.StagedColumns);

    /// <summary>The natural key equals that in the given columns.</summary>
    public static SqlExpression SameMember(this RoleLookup lookup, string dimension, string relation, IReadOnlyList<string> columns) =>
        lookup.Collects
            ? And(Greater(Col(dimension, lookup.Dimension.KeyColumn), Int(0)), Combinations.Same(
                [.. lookup.NaturalKey.Select(k => k.Type)], i => Col(dimension, lookup.NaturalKey[i].Name), i => Col(relation, columns[i])))
            : And(lookup.NaturalKey.Select((k, i) => Eq(Col(dimension, k.Name), Col(relation, columns[i]))));

    /// <summary>A part of the key is NULL, so that the fact refers to no member.</summary>
    public static SqlExpression IsMissing(this RoleLookup lookup, string staged) =>
        lookup.Collects ? False : Or(lookup.StagedColumns.Select(c => IsNull(Col(staged, c))));

    public static SqlExpression IsGiven(this RoleLookup lookup, string staged) =>
        And(lookup.StagedColumns.Select(c => IsNotNull(Col(staged, c))));

    /// <summary>The dimension keeps versions, so that the fact asks for the one that held at the event.</summary>
    public static bool HasVersions(this RoleLookup lookup) => lookup.Dimension is SourcedDimension { HasVersions: true };

    /// <summary>The version's half-open interval holds the event.</summary>
    public static SqlExpression HeldAt(this RoleLookup lookup, string dimension, SqlExpression at)
    {
        var sourced = (SourcedDimension)lookup.Dimension;
        var to = Col(dimension, GeneratedColumns.ValidTo);
        var moment = Bounds.Kept(sourced, at);
        var before = Less(moment, to);
        return And(
            AtLeast(moment, Col(dimension, GeneratedColumns.ValidFrom)),
            sourced.OpenEnd == OpenEnd.Null ? Or(IsNull(to), before) : before);
    }
}
