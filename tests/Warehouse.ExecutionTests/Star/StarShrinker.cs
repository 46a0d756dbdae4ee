using System.Collections.Immutable;
using Warehouse.TestEngines.Star;

namespace Warehouse.ExecutionTests.Star;

/// <summary>Takes away from a star that fails whatever it fails without: batches, rows, choices.</summary>
internal static class StarShrinker
{
    /// <param name="star">A case that fails.</param>
    /// <param name="fails">Whether a case fails; it is asked often.</param>
    public static async Task<StarCase> ShrinkAsync(StarCase star, Func<StarCase, Task<bool>> fails)
    {
        while (true)
        {
            var smaller = false;
            foreach (var candidate in Candidates(star))
            {
                if (!await fails(candidate))
                    continue;
                star = candidate;
                smaller = true;
                break;
            }

            if (!smaller)
                return star;
        }
    }

    private static IEnumerable<StarCase> Candidates(StarCase star)
    {
        var batches = star.Batches;
        for (var i = batches.Length - 1; i >= 0 && batches.Length > 1; i--)
            yield return StarGenerator.WithCopies(star.Definition, batches.RemoveAt(i));
        for (var i = 0; i < batches.Length; i++)
        {
            var (members, facts) = (batches[i].Members, batches[i].Facts);
            foreach (var kept in Fewer(members))
                yield return StarGenerator.WithCopies(star.Definition, batches.SetItem(i, batches[i] with { Members = kept }));
            foreach (var kept in Fewer(facts))
                yield return StarGenerator.WithCopies(star.Definition, batches.SetItem(i, batches[i] with { Facts = kept }));
        }

        foreach (var simpler in Simpler(star.Definition))
            yield return StarGenerator.WithCopies(simpler, batches);
    }

    /// <summary>Only what a user may write: type 7 needs the durable key, and rows of a process that is held need an order.</summary>
    public static IEnumerable<StarDefinition> Simpler(StarDefinition star)
    {
        if (star.Accepts is not null)
            yield return star with { Accepts = null };
        if (star.HasOrder && !star.NeedsOrder)
            yield return star with { HasOrder = false };
        var plain = star with { Roles = [.. star.Roles.Select(r => r with { IsDurable = star.DimensionOf(r).NeedsDurableKey, Missing = -1 })] };
        if (!plain.Roles.SequenceEqual(star.Roles))
            yield return plain;
    }

    /// <summary>One half, the other half, all but one.</summary>
    private static IEnumerable<ImmutableArray<T>> Fewer<T>(ImmutableArray<T> rows)
    {
        if (rows.Length < 2)
            yield break;
        yield return rows[(rows.Length / 2)..];
        yield return rows[..(rows.Length / 2)];
        for (var i = 0; i < rows.Length && rows.Length > 2; i++)
            yield return rows.RemoveAt(i);
    }
}
