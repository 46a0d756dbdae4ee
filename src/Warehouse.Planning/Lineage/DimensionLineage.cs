using System.Collections.Immutable;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;

namespace Warehouse.Planning.Lineage;

/// <summary>What the tables of a sourced dimension are made of.</summary>
internal static class DimensionLineage
{
    public static ImmutableArray<TableLineage> Of(DimensionLoad load)
    {
        var source = new SourceLineage(load.Read);
        return
        [
            Table(load, source),
            .. load.Closure is { } closure ? [Closure(load, source, closure)] : Array.Empty<TableLineage>(),
            .. load.Profiles.Select(p => Profile(p, source)),
        ];
    }

    private static TableLineage Table(DimensionLoad load, SourceLineage source)
    {
        var dimension = load.Dimension;
        var key = source.As(Influence.Transformation, dimension.NaturalKey.Select(k => k.SourceColumn)).ToList();
        var table = new TableLineageBuilder(load.Table);
        foreach (var part in dimension.NaturalKey)
            table.Add(part.Name.Text, source.As(Influence.Identity, part.SourceColumn));
        foreach (var attribute in dimension.Attributes)
        {
            var value = source.Attribute(attribute).ToList();
            foreach (var column in AttributeColumns.Of(StoredAttributes.Stored(attribute)))
                table.Add(column.Name, value);
        }

        foreach (var outrigger in load.Outriggers)
            table.Add(outrigger.KeyColumn, LookUp(outrigger.Dimension, outrigger.Referred, source, outrigger.Attribute.Outrigger!.Key));
        if (dimension.Parent is { } parent)
        {
            table.Add(ParentTables.ParentKey, source.As(Influence.Join, parent.Key));
            foreach (var attribute in StoredAttributes.OfParent(dimension))
                table.Add(attribute.Name.Text, source.Attribute(attribute));
        }

        foreach (var profile in load.Profiles)
            table.Add(profile.Profile.KeyColumn, profile.Profile.Mini.Attributes.SelectMany(source.Attribute).Select(c => c with { Influence = Influence.Join }));
        if (dimension.Surrogate == Surrogate.Hash)
        {
            table.Add(dimension.DurableKeyColumn, key);
            table.Add(dimension.KeyColumn, key.Concat(dimension.HasVersions && source.Source.EffectiveAt is { } at ? source.As(Influence.Transformation, at) : []));
        }

        Times(table, source, dimension.Validity == Validity.Date ? Influence.Transformation : Influence.Identity);
        table.Add(GeneratedColumns.IsDeleted, source.Condition(source.Source.DeleteWhen, Influence.Conditional));
        return table.Build(source.Rows());
    }

    private static void Times(TableLineageBuilder table, SourceLineage source, Influence from)
    {
        if (source.Source.EffectiveAt is not { } at)
            return;
        table.Add(GeneratedColumns.ValidFrom, source.As(from, at));
        // A version ends where the member's next begins.
        table.Add(GeneratedColumns.ValidTo, source.As(Influence.Transformation, at).Concat(source.As(Influence.Window, at)));
        table.Add(GeneratedColumns.IsCurrent, source.As(Influence.Window, at));
        table.Add(GeneratedColumns.StartedAt, source.As(Influence.Identity, at));
        table.Add(GeneratedColumns.LastChangeAt, source.As(Influence.Identity, at));
        table.Add(GeneratedColumns.IsLast, source.As(Influence.Window, at));
    }

    private static TableLineage Closure(DimensionLoad load, SourceLineage source, TableDesign closure)
    {
        var named = source.As(Influence.Transformation, load.Dimension.NaturalKey.Select(k => k.SourceColumn)).ToList();
        var parents = source.As(Influence.Join, load.Dimension.Parent!.Key).ToList();
        var table = new TableLineageBuilder(closure).Add(ParentTables.Path, named);
        foreach (var column in closure.Columns)
            table.Add(column.Name, parents);
        return table.Build(source.Rows());
    }

    private static TableLineage Profile(ProfileLoad profile, SourceLineage source)
    {
        var table = new TableLineageBuilder(profile.Table);
        foreach (var attribute in profile.Profile.Mini.Attributes)
            table.Add(attribute.Name.Text, source.Attribute(attribute));
        return table.Build(source.Rows());
    }

    /// <summary>A key that another table has given, found by columns of the source.</summary>
    public static IEnumerable<InputColumn> LookUp(Dimension dimension, string keyColumn, SourceLineage source, IEnumerable<Model.Diagnostics.Name> by) =>
        [new(new LineageInput.OfTable(dimension.Schema, dimension.TableName), keyColumn, Influence.Identity), .. source.As(Influence.Join, by)];
}
