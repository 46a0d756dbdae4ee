using Warehouse.Compilation.Dimensions;
using Warehouse.Compilation.Tables;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Facts;

/// <summary>How a staged fact and the dimension of one of its roles are matched.</summary>
internal static class RoleColumns
{
    /// <summary>Where the key is looked up: the dimension or, via another role, the history of that one's combinations.</summary>
    public static TableName Table(this RoleLookup lookup) => lookup.Dimension is ProfileDimension { History: var history }
        ? history.ToTable()
        : lookup.Dimension.ToTable();

    /// <summary>The dimension, one row a version, or a group: a bridge has one row a member.</summary>
    public static Relation Relation(this RoleLookup lookup, string alias) => lookup.Dimension is GroupDimension
        ? new SubqueryRelation(
            new Select
            {
                Distinct = true,
                Items = [.. lookup.NaturalKey.Select(k => k.Name).Prepend(lookup.Dimension.KeyColumn).Select(c => Col("g", c).As(c))],
                From = new TableRelation(lookup.Table(), "g"),
            },
            alias)
        : new TableRelation(lookup.Table(), alias);

    /// <summary>What tells a member whatever its version; where there are no versions, its key.</summary>
    public static string DurableKey(this RoleLookup lookup) => lookup.Dimension is SourcedDimension ? lookup.Dimension.DurableKeyColumn : lookup.Dimension.KeyColumn;

    /// <summary>The natural keys are equal.</summary>
    public static SqlExpression SameMember(this RoleLookup lookup, string dimension, string staged) =>
        lookup.Via is { } via ? via.SameMember(dimension, staged) : lookup.SameMember(dimension, staged, lookup.StagedColumns);

    /// <summary>The natural key equals that in the given columns.</summary>
    public static SqlExpression SameMember(this RoleLookup lookup, string dimension, string relation, IReadOnlyList<string> columns) =>
        lookup.Collects
            ? And(Greater(Col(dimension, lookup.Dimension.KeyColumn), Int(0)), Combinations.Same(
                [.. lookup.NaturalKey.Select(k => k.Type)], i => Col(dimension, lookup.NaturalKey[i].Name), i => Col(relation, columns[i])))
            : And(lookup.NaturalKey.Select((k, i) => Eq(Col(dimension, k.Name), Col(relation, columns[i]))));

    /// <summary>A part of the key is NULL, so that the fact refers to no member.</summary>
    public static SqlExpression IsMissing(this RoleLookup lookup, string staged) =>
        lookup.Via is { } via ? via.IsMissing(staged) : lookup.Collects ? False : Or(lookup.StagedColumns.Select(c => IsNull(Col(staged, c))));

    public static SqlExpression IsGiven(this RoleLookup lookup, string staged) =>
        And(lookup.StagedColumns.Select(c => IsNotNull(Col(staged, c))));

    /// <summary>The dimension keeps versions, so that the fact asks for the one that held at the event.</summary>
    public static bool HasVersions(this RoleLookup lookup) => lookup.Dimension is SourcedDimension { HasVersions: true } or ProfileDimension;

    /// <summary>An instant, as the bounds of the versions that the role looks among are compared with it.</summary>
    public static SqlExpression Moment(this RoleLookup lookup, SqlExpression at) => lookup.Versions() is { } versions ? Bounds.Kept(versions, at) : at;

    /// <summary>The dimension whose versions hold for a time: of a mini-dimension that is the history of who had which combination.</summary>
    private static SourcedDimension? Versions(this RoleLookup lookup) => lookup.Dimension is ProfileDimension profile ? profile.History : lookup.Dimension as SourcedDimension;

    /// <summary>The version's half-open interval holds the event.</summary>
    public static SqlExpression HeldAt(this RoleLookup lookup, string dimension, SqlExpression at)
    {
        var to = Col(dimension, GeneratedColumns.ValidTo);
        var moment = lookup.Moment(at);
        var before = Less(moment, to);
        return And(
            AtLeast(moment, Col(dimension, GeneratedColumns.ValidFrom)),
            lookup.Versions() is { OpenEnd: OpenEnd.Null } ? Or(IsNull(to), before) : before);
    }
}
