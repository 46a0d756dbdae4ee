namespace Warehouse.SampleData;

/// <summary>Steele, Lea and Flood's generator: unlike System.Random, its sequence is the same on every runtime for ever.</summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 to <paramref name="bound"/> − 1.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool Percent(int chance) => Below(100) < chance;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Any item but this one.</summary>
    public T PickOther<T>(IReadOnlyList<T> items, T current)
        where T : notnull
    {
        var others = items.Where(i => !i.Equals(current)).ToList();
        return Pick(others);
    }

    /// <summary>So many distinct items, in an order of the generator's own (Fisher–Yates).</summary>
    public IReadOnlyList<T> Sample<T>(IEnumerable<T> items, int count)
    {
        var all = items.ToArray();
        for (var i = 0; i < count; i++)
        {
            var j = Between(i, all.Length - 1);
            (all[i], all[j]) = (all[j], all[i]);
        }

        return all[..count];
    }

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
