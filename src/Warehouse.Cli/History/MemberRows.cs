using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Execution.Sessions;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;
using Warehouse.Planning.Tables;

namespace Warehouse.Cli.History;

/// <summary>Puts together what the rows of a target say of a member.</summary>
internal sealed class MemberRows(DimensionLoad load, RowSet versions, RowSet? changes, RowSet batches)
{
    private static readonly string[] Generated =
        [GeneratedColumns.ValidFrom, GeneratedColumns.ValidTo, GeneratedColumns.IsCurrent, GeneratedColumns.IsDeleted, GeneratedColumns.IsInferred, GeneratedColumns.LoadedBy, GeneratedColumns.ChangedBy];

    private readonly ImmutableArray<MemberBatch> _batches =
    [
        .. batches.Rows.Select(r => new MemberBatch((string)r[0]!, (string)r[1]!, (string)r[2]!, r[3] as string, (DateTime)r[4]!, (DateTime)r[5]!, (string)r[6]!, Convert.ToInt64(r[7], CultureInfo.InvariantCulture))),
    ];

    public MemberHistory Tell(ImmutableArray<object> key)
    {
        var accepted = Overtaken(Changes());
        var rows = versions.Rows.Select(Version).ToImmutableArray();
        var told = rows.Select((v, i) => v with
        {
            OpenedBy = StateAt(accepted, v.StartedAt ?? v.ValidFrom)?.BatchId ?? v.LoadedBy,
            ClosedBy = v.ValidTo is { } end ? StateAt(accepted, end)?.BatchId ?? ClosedBy(rows, i) : null,
            Differences = i == 0 ? [] : Differences(AttributeNames(versions), rows[i - 1].Values, v.Values),
        }).ToImmutableArray();
        var named = told.SelectMany(v => new[] { v.OpenedBy, v.ClosedBy, v.LoadedBy, v.ChangedBy }).Concat(accepted.Select(c => c.BatchId)).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Dimension = load.Dimension.Name.Text,
            Table = $"{load.Table.Schema}.{load.Table.Name}",
            Key = [.. load.Dimension.NaturalKey.Select((k, i) => (k.Name.Text, key[i]))],
            DurableKey = Number(versions, versions.Rows[0], load.Dimension.DurableKeyColumn),
            KeepsVersions = load.Dimension.HasVersions,
            KeepsChanges = changes is not null,
            Attributes = AttributeNames(versions),
            ChangeAttributes = changes is null ? [] : AttributeNames(changes),
            Versions = told,
            Changes = [.. accepted.Select(c => c with
            {
                Opened = c.IsOvertaken ? null : told.FirstOrDefault(v => (v.StartedAt ?? v.ValidFrom) == c.EffectiveAt && !(c.IsDelete && !v.IsDeleted))?.Key,
                Closed = c.IsOvertaken ? null : told.FirstOrDefault(v => v.ValidTo == c.EffectiveAt)?.Key,
            })],
            Batches = [.. _batches.Where(b => named.Contains(b.BatchId))],
        };
    }

    private MemberVersion Version(IReadOnlyList<object?> row)
    {
        var isCurrent = Flag(row, GeneratedColumns.IsCurrent) ?? !load.Dimension.HasVersions;
        return new()
        {
            Key = Number(versions, row, load.Dimension.KeyColumn),
            ValidFrom = Time(versions, row, GeneratedColumns.ValidFrom),
            ValidTo = isCurrent ? null : Time(versions, row, GeneratedColumns.ValidTo),
            StartedAt = Time(versions, row, GeneratedColumns.StartedAt),
            IsCurrent = isCurrent,
            IsDeleted = Flag(row, GeneratedColumns.IsDeleted) ?? false,
            IsInferred = Flag(row, GeneratedColumns.IsInferred) ?? false,
            LoadedBy = (string)Value(versions, row, GeneratedColumns.LoadedBy)!,
            ChangedBy = (string)Value(versions, row, GeneratedColumns.ChangedBy)!,
            OpenedBy = (string)Value(versions, row, GeneratedColumns.LoadedBy)!,
            Values = [.. Attributes(versions).Select(i => row[i])],
        };
    }

    private List<MemberChange> Changes()
    {
        var told = new List<MemberChange>();
        foreach (var row in changes?.Rows ?? [])
        {
            ImmutableArray<object?> values = [.. Attributes(changes!).Select(i => row[i])];
            var isDelete = (bool)Value(changes!, row, ChangeColumns.IsDelete)!;
            var before = told.LastOrDefault(c => !c.IsDelete);
            told.Add(new()
            {
                EffectiveAt = Time(changes!, row, ChangeColumns.EffectiveAt)!.Value,
                IsDelete = isDelete,
                BatchId = (string)Value(changes!, row, GeneratedColumns.LoadedBy)!,
                Values = values,
                Differences = isDelete || before is null ? [] : Differences(AttributeNames(changes!), before.Values, values),
            });
        }

        return told;
    }

    private ImmutableArray<MemberChange> Overtaken(List<MemberChange> told) =>
    [
        .. told.Select((c, i) => c with
        {
            IsOvertaken = i + 1 < told.Count && told[i + 1].EffectiveAt == c.EffectiveAt,
            IsLate = told.Skip(i + 1).Any(later => later.EffectiveAt > c.EffectiveAt && Arrival(later) < Arrival(c)),
        }),
    ];

    private int Arrival(MemberChange change) => _batches.Select(b => b.BatchId).ToList().IndexOf(change.BatchId);

    /// <summary>The change that says how the member is from a moment on.</summary>
    private static MemberChange? StateAt(ImmutableArray<MemberChange> told, DateTime? time) => told.LastOrDefault(c => c.EffectiveAt == time);

    /// <summary>Without a store: a version that another one follows at once was closed by it; else somebody was deleted at that moment, by a batch of that time.</summary>
    private string? ClosedBy(ImmutableArray<MemberVersion> rows, int index)
    {
        var end = rows[index].ValidTo;
        if (index + 1 < rows.Length && rows[index + 1].ValidFrom == end)
            return rows[index + 1].LoadedBy;
        var deleting = _batches.Where(b => b.Pipeline == load.Pipeline && b.Deleted > 0 && (load.Dimension.Validity == Validity.Date ? b.BatchAt.Date : b.BatchAt) == end).ToList();
        if (deleting.Count == 1)
            return deleting[0].BatchId;
        // A batch that deleted somebody and wrote this row last has closed it; any other may have overwritten it since.
        var last = _batches.FirstOrDefault(b => b.BatchId == rows[index].ChangedBy);
        return last is { Deleted: > 0 } && index == rows.Length - 1 ? last.BatchId : null;
    }

    private static ImmutableArray<Difference> Differences(ImmutableArray<string> names, ImmutableArray<object?> before, ImmutableArray<object?> now) =>
        [.. names.Select((name, i) => new Difference(name, before[i], now[i])).Where(d => !Same(d.Old, d.New))];

    private static bool Same(object? left, object? right) =>
        left is byte[] a && right is byte[] b ? a.AsSpan().SequenceEqual(b) : Equals(left, right);

    /// <summary>The columns that are neither keys nor the toolkit's own.</summary>
    private ImmutableArray<int> Attributes(RowSet rows) =>
    [
        .. Enumerable.Range(0, rows.Columns.Length).Where(i => rows.Columns[i] is var name && !name.StartsWith('_') && !Generated.Contains(name)
            && name != load.Dimension.KeyColumn && name != load.Dimension.DurableKeyColumn && load.Dimension.NaturalKey.All(k => k.Name.Text != name)),
    ];

    private ImmutableArray<string> AttributeNames(RowSet rows) => [.. Attributes(rows).Select(i => rows.Columns[i])];

    private bool? Flag(IReadOnlyList<object?> row, string column) => (bool?)Value(versions, row, column);

    private static DateTime? Time(RowSet rows, IReadOnlyList<object?> row, string column) => Value(rows, row, column) switch
    {
        DateTime time => time,
        DateOnly day => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        _ => null,
    };

    private static long Number(RowSet rows, IReadOnlyList<object?> row, string column) => Convert.ToInt64(Value(rows, row, column), CultureInfo.InvariantCulture);

    private static object? Value(RowSet rows, IReadOnlyList<object?> row, string column) => rows.IndexOf(column) is >= 0 and var i ? row[i] : null;
}
