using System.Collections.Immutable;
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

    public static ImmutableArray<string> NaturalKey(this RoleLookup lookup) => lookup.Dimension is SourcedDimension sourced
        ? [.. sourced.NaturalKey.Select(k => k.Name.Text)]
        : [lookup.Dimension is ClockDimension clock ? clock.KeyColumn : CalendarTable.Date];

    /// <summary>The natural keys are equal.</summary>
    public static SqlExpression SameMember(this RoleLookup lookup, string dimension, string staged) =>
        And(lookup.NaturalKey().Select((name, i) => Eq(Col(dimension, name), Col(staged, lookup.StagedColumns[i]))));

    /// <summary>A part of the key is NULL, so that the fact refers to no member.</summary>
    public static SqlExpression IsMissing(this RoleLookup lookup, string staged) =>
        Or(lookup.StagedColumns.Select(c => IsNull(Col(staged, c))));

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
