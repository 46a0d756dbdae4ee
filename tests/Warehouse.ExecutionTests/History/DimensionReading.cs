using System.Collections.Immutable;
using Shouldly;
using Warehouse.Execution.Sessions;
using Warehouse.TestEngines.History;

namespace Warehouse.ExecutionTests.History;

/// <summary>A dimension's table as rows to compare, and what must hold of any dimension, whatever its history (history.md, Keys, Columns and Invariants).</summary>
internal sealed class DimensionReading(HistoryDefinition definition, string name, RowSet found)
{
    private static readonly DateTime End = new(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Facts have named members too: those that stand in the end need not be numbered from 1 without a gap.</summary>
    public bool IsNamedByFacts { get; init; }

    public ImmutableArray<HistoryRow> Rows()
    {
        CheckColumns();
        var members = found.Rows.Where(r => Surrogate(r) > 0).OrderBy(Surrogate).ToList();
        found.Rows.Select(Surrogate).Where(k => k < 0).Order().ShouldBe([-3, -2, -1]);
        members.Select(Surrogate).ShouldBeUnique();
        // Of a log a late change may have made a version vanish, and its surrogate is not given again.
        if (definition.Feed != FeedKind.Changes && !IsNamedByFacts)
            members.Select(Surrogate).ShouldBe(Enumerable.Range(1, members.Count).Select(i => (long)i), "surrogates are dense from 1");
        var durable = members.GroupBy(Key).Select(member => Durable(member.Key, [.. member])).ToList();
        durable.ShouldBeUnique();
        return HistoryRow.Sort(members.Select(Row));
    }

    /// <summary>The surrogate and the durable key of each member's row.</summary>
    public ImmutableArray<(HistoryRow Row, long Surrogate, long Durable)> Keys() =>
        [.. found.Rows.Where(r => Surrogate(r) > 0).Select(r => (Row(r), Surrogate(r), (long)Cell(r, $"{name}_durable_key")!))];

    /// <summary>One for ever: the member's first surrogate, although the version that had it may have vanished from a log's dimension.</summary>
    private long Durable(MemberKey key, IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        var durable = rows.Select(r => (long)Cell(r, $"{name}_durable_key")!).Distinct().ShouldHaveSingleItem($"the durable key of {key} is constant");
        if (definition.Feed != FeedKind.Changes && !IsNamedByFacts)
            durable.ShouldBe(rows.Min(Surrogate), "it is the member's first surrogate");
        return durable;
    }

    private void CheckColumns()
    {
        ImmutableArray<string> expected =
        [
            $"{name}_key", $"{name}_durable_key", "code", .. definition.TwoPartKey ? ["number"] : Array.Empty<string>(), .. definition.Columns,
            .. definition.HasVersions ? ["valid_from", "valid_to", "is_current"] : Array.Empty<string>(),
            .. definition.OnDelete == Deletion.Flag ? ["is_deleted"] : Array.Empty<string>(),
            "is_inferred", "loaded_by", "changed_by",
        ];
        found.Columns.TakeWhile(c => c[0] != '_').ShouldBe(expected);
        found.Columns.Skip(expected.Length).ShouldAllBe(c => c[0] == '_');
    }

    private HistoryRow Row(IReadOnlyList<object?> row)
    {
        DateTime? from = null, to = null;
        if (definition.HasVersions)
        {
            (from, to) = (Bound(row, "valid_from"), Bound(row, "valid_to"));
            var open = definition.OpenEndIsNull ? to is null : to == End;
            Cell(row, "is_current").ShouldBe(open, $"is_current says that the end is open: {string.Join(", ", row)}");
            to = open ? null : to;
        }

        var deleted = definition.OnDelete == Deletion.Flag && (bool)Cell(row, "is_deleted")!;
        return new(Key(row), [.. definition.Columns.Select(c => Cell(row, c))], from, to, deleted, (bool)Cell(row, "is_inferred")!);
    }

    private DateTime? Bound(IReadOnlyList<object?> row, string column) =>
        definition.ByDate ? ((DateOnly?)Cell(row, column))?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) : (DateTime?)Cell(row, column);

    private MemberKey Key(IReadOnlyList<object?> row) => new((string?)Cell(row, "code"), definition.TwoPartKey ? (long)Cell(row, "number")! : 0);

    private long Surrogate(IReadOnlyList<object?> row) => (long)Cell(row, $"{name}_key")!;

    private object? Cell(IReadOnlyList<object?> row, string column) => row[found.IndexOf(column)];
}
