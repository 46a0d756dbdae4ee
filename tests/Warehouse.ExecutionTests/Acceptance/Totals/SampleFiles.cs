namespace Warehouse.ExecutionTests.Acceptance.Totals;

/// <summary>The files of the sample.</summary>
internal sealed class SampleFiles(string folder)
{
    private readonly Dictionary<string, IReadOnlyList<SourceRow>> _read = new(StringComparer.Ordinal);

    public IReadOnlyList<SourceRow> On(string day, string name)
    {
        var path = Path.Combine(folder, $"{name}_{day}.csv");
        return _read.TryGetValue(path, out var rows) ? rows : _read[path] = SourceRow.Read(path);
    }

    /// <summary>All that a source has said up to the end of a day, the oldest first.</summary>
    public IEnumerable<SourceRow> Until(string day, string name) => Directory.GetFiles(folder, $"{name}_*.csv").Select(f => Path.GetFileNameWithoutExtension(f)[^10..])
        .Where(d => string.CompareOrdinal(d, day) <= 0).Order(StringComparer.Ordinal).SelectMany(d => On(d, name));
}
