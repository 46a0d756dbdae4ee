using System.Globalization;
using CsCheck;
using Shouldly;

namespace Warehouse.ExecutionTests.Proofs;

/// <summary>
/// A property that is put to random cases. Every run takes the same seeds, 0, 1, 2 …, and a failure names its own. WAREHOUSE_SOAK_MINUTES makes
/// each proof go on for so long with seeds of chance, which <c>CsCheck_Seed</c> replays.
/// </summary>
/// <param name="Cases">The random cases.</param>
/// <param name="Stream">The stream of random numbers that a seed begins: each proof has its own.</param>
/// <param name="Difference">How a case is not as it should be; null where it is.</param>
/// <param name="Shrink">A smaller case that fails all the same.</param>
/// <param name="Write">A case for people.</param>
/// <param name="Count">Is told of each case that is as it should be.</param>
internal sealed record Proof<T>(
    Gen<T> Cases, uint Stream, Func<T, Task<string?>> Difference, Func<T, Func<T, Task<bool>>, Task<T>> Shrink, Func<T, string> Write, Action<T> Count)
{
    /// <param name="goesOn">Whether there is to be another case, so many having been checked.</param>
    public async Task RunAsync(Func<int, bool> goesOn)
    {
        if (Soak.Minutes is { } minutes)
            await Cases.SampleAsync(c => CheckAsync(c, "a seed of chance"), iter: -1, time: (int)(minutes * 60), threads: 1, print: _ => "(below, shrunk)");
        for (var seed = 0; goesOn(seed); seed++)
            await CheckAsync(Cases.Generate(new PCG(Stream, (ulong)seed), null, out _), string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
    }

    private async Task CheckAsync(T one, string seed)
    {
        if (await Difference(one) is { } difference)
        {
            var smallest = await Shrink(one, async c => await Difference(c) is not null);
            throw new ShouldAssertException($"{seed}:\n{Write(smallest)}\n{await Difference(smallest) ?? $"once, and not when it was run again: {difference}"}");
        }

        Count(one);
    }
}
