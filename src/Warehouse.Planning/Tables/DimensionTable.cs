using System.Collections.Immutable;
using Warehouse.Model.Star;

namespace Warehouse.Planning.Tables;

/// <summary>The columns of a sourced dimension, in the order of history.md.</summary>
public static class DimensionTable
{
    /// <param name="versionsVanish">A late change may take a version away, and its key may live on as its member's durable key.</param>
    public static TableDesign Design(SourcedDimension dimension, bool versionsVanish = false)
    {
        var columns = ImmutableArray.CreateBuilder<ColumnDesign>();
        columns.Add(new(dimension.KeyColumn, DataType.Int64, Nullable: false, "Surrogate key, one per version."));
        columns.Add(new(dimension.DurableKeyColumn, DataType.Int64, Nullable: false, "One per member, for ever: its first surrogate."));
        // The special members have no natural key, so the columns allow NULL.
        columns.AddRange(dimension.NaturalKey.Select(k => new ColumnDesign(k.Name.Text, k.Type, Description: "Natural key.")));
        columns.AddRange(dimension.Attributes.SelectMany(a => AttributeColumns.Of(StoredAttributes.Stored(a))));
        if (dimension.Parent is not null)
            columns.Add(new(ParentTables.ParentKey, DataType.Int64, Nullable: false, "The parent, whatever its version; -2 for a root."));
        columns.AddRange(CurrentProfiles(dimension).Select(c => new ColumnDesign(c, DataType.Int64, Nullable: false, "The combination that the member has now.")));
        if (dimension.HasVersions)
        {
            var bound = dimension.Validity == Validity.Date ? DataType.Day : DataType.Instant;
            columns.Add(new(GeneratedColumns.ValidFrom, bound, Nullable: false, "The version holds from here, inclusive (UTC)."));
            columns.Add(new(GeneratedColumns.ValidTo, bound, dimension.OpenEnd == OpenEnd.Null, "The version holds until here, exclusive (UTC)."));
            columns.Add(new(GeneratedColumns.IsCurrent, DataType.Bool, Nullable: false, "The version's end is open."));
        }

        if (dimension.OnDelete == OnDelete.Flag)
            columns.Add(new(GeneratedColumns.IsDeleted, DataType.Bool, Nullable: false, "The member was deleted at its source."));

        columns.Add(new(GeneratedColumns.IsInferred, DataType.Bool, Nullable: false, "A fact asked for the member before its source did."));
        columns.Add(new(GeneratedColumns.LoadedBy, DataType.String, Nullable: false, "The batch that inserted the row."));
        columns.Add(new(GeneratedColumns.ChangedBy, DataType.String, Nullable: false, "The batch that last wrote the row."));
        columns.Add(new(GeneratedColumns.StartedAt, DataType.Instant, Description: "Effective time of the version's first change."));
        columns.Add(new(GeneratedColumns.LastChangeAt, DataType.Instant, Description: "Effective time of the member's last recorded change."));
        columns.Add(new(GeneratedColumns.IsLast, DataType.Bool, Nullable: false, "The member's last version."));

        columns.AddRange(StoredAttributes.OfParent(dimension).SelectMany(a => AttributeColumns.Of(a)));
        var naturalKey = dimension.NaturalKey.Select(k => k.Name.Text).ToImmutableArray();
        return new(dimension.Schema, dimension.TableName, columns.ToImmutable())
        {
            PrimaryKey = [dimension.KeyColumn],
            Unique = [dimension.HasVersions ? naturalKey.Add(GeneratedColumns.ValidFrom) : naturalKey],
            // The next surrogate comes after the largest durable key too.
            Indexes = versionsVanish ? [[dimension.DurableKeyColumn]] : [],
            RequestedIndexes = [.. dimension.Indexes.Select(i => i.Select(c => c.Text).ToImmutableArray()).DistinctBy(i => string.Join(',', i))],
            Description = dimension.Documentation.Description,
            UpdatedInPlace = true,
            ClusterBy = [.. dimension.ClusterBy.Select(c => c.Text)],
        };
    }

    /// <summary>Type 5: the columns that carry the current keys of mini-dimensions.</summary>
    public static ImmutableArray<string> CurrentProfiles(SourcedDimension dimension) =>
        [.. dimension.MiniDimensions.Where(m => m.Scd == 5).Select(m => ProfileDimension.Of(dimension, m).KeyColumn)];

    /// <summary>The table that remembers the accepted changes; null where none does.</summary>
    public static string? RemembersIn(SourcedDimension dimension, Source source)
    {
        ArgumentNullException.ThrowIfNull(dimension);
        ArgumentNullException.ThrowIfNull(source);
        return source.Feed != Feed.Changes || dimension.Remember.Nothing ? null : $"{dimension.Name.Text}__changes";
    }

    /// <summary>The store of accepted changes of a dimension fed by `changes`, from which a late one is woven in; null where none is kept.</summary>
    public static TableDesign? ChangeStore(SourcedDimension dimension, Source source, IReadOnlyDictionary<string, DataType> types)
    {
        if (RemembersIn(dimension, source) is not { } name)
            return null;

        var columns = ImmutableArray.CreateBuilder<ColumnDesign>();
        columns.AddRange(dimension.NaturalKey.Select(k => new ColumnDesign(k.Name.Text, k.Type, Nullable: false)));
        columns.Add(new(ChangeColumns.EffectiveAt, DataType.Instant, Nullable: false, "When the change took effect (UTC)."));
        columns.AddRange(source.OrderBy.Select((_, i) => new ColumnDesign(ChangeColumns.Order(i), types[source.OrderBy[i].Text])));
        columns.Add(new(ChangeColumns.IsDelete, DataType.Bool, Nullable: false, "The change deleted the member."));
        if (source.OnConflictColumn is { } winner)
            columns.Add(new(ChangeColumns.WinsBy, types[winner.Text], Description: "Of changes that tie the largest wins."));
        columns.AddRange(StoredAttributes.Of(dimension).Select(a => new ColumnDesign(a.Name.Text, a.Type!)));
        columns.Add(new(GeneratedColumns.LoadedBy, DataType.String, Nullable: false, "The batch that accepted the change."));
        return new(dimension.Schema, name, columns.ToImmutable())
        {
            // What tells one change from another; a member's changes are found by it.
            Unique =
            [
                [
                    .. dimension.NaturalKey.Select(k => k.Name.Text), ChangeColumns.EffectiveAt, .. source.OrderBy.Select((_, i) => ChangeColumns.Order(i)),
                    ChangeColumns.IsDelete, .. source.OnConflictColumn is null ? Array.Empty<string>() : [ChangeColumns.WinsBy],
                ],
            ],
            Description = $"Every accepted change of {dimension.Name.Text}.",
        };
    }
}
