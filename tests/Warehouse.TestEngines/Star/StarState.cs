using System.Collections.Immutable;
using System.Globalization;
using Warehouse.TestEngines.History;

namespace Warehouse.TestEngines.Star;

/// <summary>All that a star contains: the rows of its dimensions, and in words those of the fact, of what is held, and of the aggregates.</summary>
public sealed record StarState(ImmutableArray<ImmutableArray<HistoryRow>> Dimensions, ImmutableArray<string> Facts, ImmutableArray<string> HeldFacts, ImmutableArray<string> Sums)
{
    /// <param name="statement">Null where corrections are not appended.</param>
    /// <param name="who">For each role, the version or the special member.</param>
    /// <param name="milestones">Of an accumulating snapshot; the days from the first to the last are its lag.</param>
    public static string Fact(
        long number, long? statement, bool isReversal, bool isFilled, IEnumerable<string> who, DateTime? at, long? quantity, decimal? amount, long? price, IReadOnlyList<DateTime?> milestones)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{number}{(statement is { } s ? $" #{s}" : "")}{(isReversal ? " reversed" : "")}{(isFilled ? " filled" : "")} | {string.Join(" | ", who)} | @{ExactValue.Show(at)} | {ExactValue.Show(quantity)} | {ExactValue.Show(amount)} | {ExactValue.Show(price)}");
        return milestones.Count == 0 ? line : $"{line} | {string.Join(" | ", milestones.Select(m => ExactValue.Show(m)))} | {ExactValue.Show(Days(milestones[0], milestones[^1]))}";
    }

    /// <summary>How many midnights lie between.</summary>
    private static long? Days(DateTime? from, DateTime? to) => (long?)(to?.Date - from?.Date)?.TotalDays;

    /// <param name="from">Null where the dimension keeps no versions.</param>
    public static string Member(MemberKey key, DateTime? from) => from is null ? $"{key}" : $"{key} from {ExactValue.Show(from)}";

    /// <param name="waitsFor">The member that has not come; null where none was named.</param>
    public static string Special(long key, MemberKey? waitsFor) => string.Create(CultureInfo.InvariantCulture, $"{key}{(waitsFor is null ? "" : $" for {waitsFor}")}");

    public static string Held(long number, long? quantity, decimal? amount) => $"{number} | {ExactValue.Show(quantity)} | {ExactValue.Show(amount)}";

    /// <summary>What a group is by; −0 and 0 are one value, so whichever a group shows.</summary>
    public static string Group(int aggregate, IEnumerable<object?> by) => $"{StarYaml.Aggregate(aggregate)} | {string.Join(" | ", by.Select(v => ExactValue.Show(v is 0.0 ? 0.0 : v)))}";

    public static string Sum(string by, long? quantity, decimal? amount, long rows) =>
        string.Create(CultureInfo.InvariantCulture, $"{by} | {ExactValue.Show(quantity)} | {ExactValue.Show(amount)} | {rows}");

    /// <summary>What only one of both has; null where they are the same.</summary>
    public static string? Difference(StarState oracle, StarState engine)
    {
        ArgumentNullException.ThrowIfNull(oracle);
        ArgumentNullException.ThrowIfNull(engine);
        var lines = oracle.Dimensions.Zip(engine.Dimensions)
            .SelectMany((d, i) => HistoryRow.Same(d.First, d.Second) ? [] : Marked($"dimension {i + 1}", d.First.Select(r => r.ToString()), d.Second.Select(r => r.ToString())))
            .Concat(Marked("fact", oracle.Facts, engine.Facts))
            .Concat(Marked("held", oracle.HeldFacts, engine.HeldFacts))
            .Concat(Marked("aggregate", oracle.Sums, engine.Sums))
            .ToList();
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    private static IEnumerable<string> Marked(string what, IEnumerable<string> oracle, IEnumerable<string> engine)
    {
        var (should, does) = (oracle.Order(StringComparer.Ordinal).ToList(), engine.Order(StringComparer.Ordinal).ToList());
        if (should.SequenceEqual(does))
            return [];
        // A row that is there twice is not the same as one that is there once.
        var only = (List<string> of, List<string> other) => of.GroupBy(l => l).SelectMany(l => l.Skip(other.Count(o => o == l.Key)));
        return [.. only(should, does).Select(l => $"  {what}, oracle: {l}"), .. only(does, should).Select(l => $"  {what}, engine: {l}")];
    }
}
