using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Dimensions;

/// <summary>A row of a sourced dimension that no source has delivered: a special member or an inferred one.</summary>
internal static class MemberRow
{
    /// <summary>The row's columns in the table's order; attributes are at their defaults, and the row holds for all time.</summary>
    public static ImmutableArray<SelectItem> Columns(
        SourcedDimension dimension, SqlExpression key, Func<KeyPart, SqlExpression> naturalKey, bool inferred, SqlExpression loadedBy)
    {
        var values = new Dictionary<string, SqlExpression>(StringComparer.Ordinal)
        {
            [dimension.KeyColumn] = key,
            [dimension.DurableKeyColumn] = key,
            [GeneratedColumns.ValidFrom] = Bounds.Kept(dimension, Instants.Beginning),
            [GeneratedColumns.ValidTo] = Bounds.Kept(dimension, Instants.End(dimension)),
            [GeneratedColumns.IsCurrent] = True,
            [GeneratedColumns.IsDeleted] = False,
            [GeneratedColumns.IsInferred] = inferred ? True : False,
            [GeneratedColumns.LoadedBy] = loadedBy,
            [GeneratedColumns.ChangedBy] = loadedBy,
            [GeneratedColumns.StartedAt] = new Literal.Null(new SqlType.Timestamp()),
            [GeneratedColumns.LastChangeAt] = new Literal.Null(new SqlType.Timestamp()),
            [GeneratedColumns.IsLast] = True,
        };
        foreach (var part in dimension.NaturalKey)
            values[part.Name.Text] = naturalKey(part);
        foreach (var attribute in dimension.Attributes.Where(a => a.Type is not null))
        {
            values[attribute.Name.Text] = Default(attribute);
            values[AttributeColumns.Current(attribute.Name.Text)] = Default(attribute);
            values[AttributeColumns.Prior(attribute.Name.Text)] = new Literal.Null(SqlTypes.Of(attribute.Type!));
        }
        return [.. DimensionTable.Design(dimension).Columns.Select(c => values[c.Name].As(c.Name))];
    }

    /// <summary>What an attribute holds where nobody has said anything.</summary>
    public static SqlExpression Default(Model.Star.Attribute attribute)
    {
        var type = SqlTypes.Of(attribute.Type!);
        return attribute.Default?.Text is { } text ? new Cast(Text(text), type) : new Literal.Null(type);
    }
}
