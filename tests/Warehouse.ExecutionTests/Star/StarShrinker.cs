using System.Collections.Immutable;

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

        foreach (var simpler in new[] { star.Definition with { Accepts = null }, star.Definition with { HasOrder = false }, star.Definition with { Roles = [.. star.Definition.Roles.Select(r => r with { IsDurable = false, Missing = -1 })] } })
        {
            if (!simpler.Roles.SequenceEqual(star.Definition.Roles) || simpler.Accepts != star.Definition.Accepts || simpler.HasOrder != star.Definition.HasOrder)
                yield return StarGenerator.WithCopies(simpler, batches);
        }
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
